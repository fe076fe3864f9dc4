package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Inference and training on several chips, through the command line. */
class PodCommandTest {
  @TempDir private Path folder;

  private static String[] words(String arguments) {
    return ("estimate " + arguments).split(" ", -1);
  }

  private static JsonNode json(String arguments) {
    CapturedConsole run = CapturedConsole.run(words(arguments + " --json"));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  @Test
  void degreesGivenAreTakenAndPartsAddUp() {
    JsonNode step =
        json(
            "--model llama-2-7b --pod dgx-h100 --phase train --batch 64 --tensor 2 --pipeline 2"
                + " --fsdp 2 --micro-batches 8 --recompute full");

    assertThat(step.at("/plan/tensor").asInt()).isEqualTo(2);
    assertThat(step.at("/plan/pipeline").asInt()).isEqualTo(2);
    assertThat(step.at("/plan/fsdp").asInt()).isEqualTo(2);
    assertThat(step.get("chips").asInt()).isEqualTo(8);
    double seconds = 0;
    for (JsonNode part : step.get("seconds")) {
      seconds += part.asDouble();
    }
    double whole = step.get("latencySeconds").asDouble();
    assertThat(seconds).isCloseTo(whole, within(1e-9 * whole));
    assertThat(step.get("tokensPerSecond").asDouble())
        .isCloseTo(64 * 2048 / whole, within(1e-6 * 64 * 2048 / whole));
    assertThat(step.get("hfu").asDouble()).isGreaterThan(step.get("mfu").asDouble());
    assertThat(step.get("search").isMissingNode() || step.get("search").isNull()).isTrue();
  }

  @Test
  void withoutDegreesTheFastestPlanThatFitsIsFound() {
    JsonNode found = json("--model llama-2-7b --pod dgx-h100 --phase train --batch 64 --plan auto");

    assertThat(found.get("fitsInMemory").asBoolean()).isTrue();
    assertThat(found.at("/search/considered").asInt()).isGreaterThan(100);
    double best = found.get("latencySeconds").asDouble();
    for (JsonNode other : found.at("/search/runnersUp")) {
      assertThat(other.get("seconds").asDouble()).isGreaterThanOrEqualTo(best);
    }
    JsonNode given = json("--model llama-2-7b --pod dgx-h100 --phase train --batch 64 --tensor 8");
    assertThat(given.get("latencySeconds").asDouble()).isGreaterThanOrEqualTo(best);
  }

  @Test
  void oneChipTrainsToo() {
    JsonNode step =
        json("--model gpt2 --accelerator nvidia-h200 --phase train --batch 8 --sequence 1024");

    assertThat(step.get("chips").asInt()).isEqualTo(1);
    assertThat(step.get("collectives").size()).isZero();
    assertThat(step.get("mfu").asDouble()).isBetween(0.2, 0.8);
  }

  @Test
  void whatDoesNotFitIsAResultThatSaysByHowMuch() {
    JsonNode step = json("--model llama-2-70b --pod dgx-a100 --phase train --batch 8 --data 8");

    assertThat(step.get("fitsInMemory").asBoolean()).isFalse();
    double missing = step.at("/memoryBytes/total").asDouble() - 80e9;
    assertThat(step.get("shortfallBytes").asDouble()).isCloseTo(missing, within(1e9));
  }

  @Test
  void inferenceFindsTheLayoutOfLeastTime() {
    JsonNode decode =
        json("--model palm-540b --pod tpu-v4-64 --phase decode --batch 64 --context 2048");
    JsonNode given =
        json(
            "--model palm-540b --pod tpu-v4-64 --phase decode --batch 64 --context 2048"
                + " --tensor 64 --shard-attention batch");

    assertThat(decode.get("layout").asString()).startsWith("WS 2D");
    assertThat(given.get("layout").asString()).isEqualTo("WS 1D 64 / batch");
    assertThat(decode.get("latencySeconds").asDouble())
        .isLessThan(given.get("latencySeconds").asDouble());
  }

  @Test
  void pagesHoldThePicturesThatThereAre() throws IOException {
    Path training = folder.resolve("training.html");
    CapturedConsole.run(
        words(
            "--model llama-2-7b --pod 4x4 --accelerator tpu-v5e --phase train --batch 32"
                + " --pipeline 4 --fsdp 4 --micro-batches 8 --html "
                + training));
    Path decode = folder.resolve("decode.html");
    CapturedConsole.run(
        words(
            "--model llama-2-7b --pod 4x4 --accelerator tpu-v5e --phase decode --context 512 --html "
                + decode));
    Path links = folder.resolve("links.html");
    CapturedConsole.run(
        words(
            "--collective all_reduce --bytes 1GB --pod 4x4x4 --accelerator tpu-v4 --html "
                + links));

    assertThat(Files.readString(training)).contains("id=\"pipeline\"", "stage 4", "id=\"links\"");
    assertThat(Files.readString(decode)).contains("id=\"front\"", "tokens/s");
    assertThat(Files.readString(links)).contains("id=\"links\"", "torus");
    for (Path page : List.of(training, decode, links)) {
      assertThat(Files.readString(page)).doesNotContain("http:", "<script");
    }
  }

  @Test
  void casesHaveChipsAndTraining() throws IOException {
    Path cases = folder.resolve("cases.csv");
    Files.writeString(
        cases,
        """
        id,model,accelerator,phase,batch,sequence,context,weights,chips,tensor,fsdp,recompute
        a,llama-2-7b,nvidia-h200,train,16,2048,,bf16,2,,2,full
        b,llama-2-7b,nvidia-h200,decode,8,,2048,bf16,2,2,,
        c,llama-2-7b,nvidia-h200,train,16,2048,,bf16,2,3,,
        d,llama-2-7b,nvidia-h200,decode,8,,2048,bf16,2,2,,full
        """);
    Path out = folder.resolve("out.csv");
    assertThat(CapturedConsole.run(words("--cases " + cases + " --out " + out)).out())
        .contains("4 cases, 2 with an error");

    List<String> rows = Files.readAllLines(out);
    double step =
        json("--model llama-2-7b --accelerator nvidia-h200 --chips 2 --fsdp 2 --phase train"
                + " --batch 16 --weights bf16 --recompute full")
            .get("latencySeconds")
            .asDouble();
    assertThat(Double.parseDouble(rows.get(1).split(",", -1)[12])).isEqualTo(step);
    assertThat(rows.get(2)).doesNotContain("must").contains(",memory,");
    assertThat(rows.get(3)).contains("the degrees make tensor 3 x");
    assertThat(rows.get(4)).contains("recompute: goes with the phase train; leave it empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--model llama-2-7b --pod dgx-h100 --phase train --tensor 3;"
            + "the degrees make tensor 3 x pipeline 1 x data 1 x fsdp 1 = 3 chips, the pod has 8",
        "--model llama-2-7b --pod dgx-h100 --phase train --batch 8 --data 16;"
            + "the degrees make tensor 1 x pipeline 1 x data 16 x fsdp 1 = 16 chips, the pod has 8",
        "--model llama-2-7b --accelerator nvidia-h100 --chips 5 --phase train --batch 5 --tensor 5;"
            + "tensor 5 does not divide the 32 heads of llama-2-7b: 2 left over",
        "--model llama-2-7b --accelerator tpu-v4 --chips 64 --phase train --batch 64 --pipeline 64;"
            + "pipeline 64 is more than the 32 layers of llama-2-7b: each stage has at least one",
        "--model llama-2-7b --pod dgx-h100 --phase train --batch 12 --fsdp 8;"
            + "data x fsdp x micro-batches 8 does not divide the 12 sequences of the batch: 4 left over",
        "--model llama-2-7b --accelerator tpu-v4 --chips 100000 --phase train;"
            + "100,000 chips are more than the 6,144 of palm-2x3072",
        "--model llama-2-7b --pod dgx-h100 --phase trian;unknown phase \"trian\"; allowed: prefill, "
            + "decode, generate, train; did you mean \"train\"?",
        "--model llama-2-7b --pod dgx-h100 --phase train --plan auto --tensor 8 --batch 8;"
            + "a plan is found, or degrees are given, not both",
        "--model llama-2-7b --pod dgx-h100 --optimizer adam;"
            + "method, optimizer, precision, recompute, dropout and adapter width go with the phase train",
        "--model llama-2-7b --pod dgx-h100 --phase train --method lora --batch 8;"
            + "the method lora needs a LoRA rank, the adapters' width",
        "--model nfnet-f0 --pod dgx-h100;nfnet-f0 is a convolutional network; allowed: transformers",
        "--matmul 8x8x8 --pod dgx-h100;several chips, and training, are of a model; give --model",
        "--model llama-2-7b --pod dgx-h100 --energy system;"
            + "--energy, --node and --scaling are of inference on one chip",
        "--model llama-2-7b --pod dgx-h100 --explain --batch 8;"
            + "--explain shows inference on one chip; leave it out here",
        "--model t5-small --pod dgx-h100 --phase train --batch 8;"
            + "t5-small has 2 stacks; training is for transformers of one stack"
      })
  void plansThatCannotBeAreRefused(String arguments, String message) {
    CapturedConsole run = CapturedConsole.run(words(arguments));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("bitwright: " + message).endsWith("\n").hasLineCount(1);
  }
}
