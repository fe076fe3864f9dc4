package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code estimate --explain} and {@code --trace}, and what these options refuse. */
class EstimateOutputsTest {
  private static final String DECODE =
      "--model llama-2-7b --phase decode --context 500 --accelerator ";

  @TempDir private Path folder;

  @Test
  void explanationIsOneMoreKeyOfTheDocument() {
    JsonNode plain = json(DECODE + "tpu-v4 --json");
    JsonNode explained = json(DECODE + "tpu-v4 --json --explain");

    List<String> keys = new ArrayList<>(plain.propertyNames());
    keys.add("explanation");
    assertThat(explained.propertyNames()).containsExactlyElementsOf(keys);
    assertThat(explained.get("operators")).isEqualTo(plain.get("operators"));
    JsonNode first = explained.at("/explanation/operators/0");
    assertThat(first.propertyNames())
        .containsExactly(
            "name",
            "kind",
            "count",
            "seconds",
            "share",
            "boundBy",
            "flopsPerByte",
            "ridgeFlopsPerByte",
            "shareOfPeak",
            "shareOfBandwidth",
            "busySeconds",
            "mapping",
            "advice");
    assertThat(first.at("/advice/0").propertyNames())
        .containsExactly("change", "description", "speedup");
    assertThat(explained.at("/explanation/others").propertyNames())
        .containsExactly("operators", "seconds", "share");
  }

  @Test
  void mappingsOfChipsAreStepsAndThoseOfGpusAreTiles() {
    JsonNode first = json(DECODE + "tpu-v4 --json --explain").at("/explanation/operators/0");
    assertThat(first.at("/mapping").propertyNames())
        .containsExactly(
            "stationary",
            "step",
            "steps",
            "outermost",
            "units",
            "weightReadBytes",
            "activationReadBytes",
            "resultWriteBytes");
    JsonNode onGpu = json(DECODE + "nvidia-h200 --json --explain");
    assertThat(onGpu.at("/explanation/operators/0/mapping").propertyNames())
        .containsExactly("tileRows", "tileColumns", "splitsOfK", "tiles", "waves");
  }

  @Test
  void textHoldsTheReportTheExplanationAndTheFiles() {
    Path trace = folder.resolve("trace.json");

    String plain = run(DECODE + "tpu-v4").out();
    String text = run(DECODE + "tpu-v4 --explain --trace " + trace).out();

    assertThat(text)
        .startsWith(plain)
        .contains(
            "explained",
            "FLOP/byte",
            "ridge",
            "mapping ",
            "stationary",
            "faster with",
            "2x memory bandwidth")
        .contains(" others: ", "the whole")
        .endsWith("wrote " + trace + "\n");
    assertThat(run(DECODE + "tpu-v4 --explain").out())
        .isEqualTo(text.replace("wrote " + trace + "\n", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        DECODE + "tpu-v4",
        DECODE + "nvidia-h200",
        "--model t5-base --accelerator tpu-v4 --sequence 32",
        "--matmul 512x512x512 --accelerator edge-int8-8x8"
      })
  void traceEndsWhenTheEstimateEnds(String arguments) throws IOException {
    Path file = folder.resolve("trace.json");
    JsonNode document = json(arguments + " --json --trace " + file);
    JsonNode trace = JsonMapper.shared().readTree(Files.readString(file));

    assertThat(trace.at("/otherData/unitOfTsAndDur").asString()).isEqualTo("microseconds");
    double end = 0;
    double lastStart = 0;
    Map<String, Double> secondsByName = new TreeMap<>();
    for (JsonNode event : trace.get("traceEvents")) {
      if (event.get("ph").asString().equals("X")) {
        double start = event.get("ts").asDouble();
        double duration = event.get("dur").asDouble();
        assertThat(start).isGreaterThanOrEqualTo(lastStart);
        lastStart = start;
        end = Math.max(end, start + duration);
        if (event.get("tid").asInt() == 1) {
          secondsByName.merge(event.get("name").asString(), duration / 1e6, Double::sum);
        }
      }
    }
    double latency = document.get("latencySeconds").asDouble();
    assertThat(end / 1e6).isCloseTo(latency, within(1e-9 * latency));
    Map<String, Double> estimated = new TreeMap<>();
    document
        .get("operators")
        .forEach(o ->
            estimated.merge(o.get("name").asString(), o.get("seconds").asDouble(), Double::sum));
    assertThat(secondsByName.keySet()).isEqualTo(estimated.keySet());
    estimated.forEach((name, seconds) ->
        assertThat(secondsByName.get(name)).isCloseTo(seconds, within(1e-9 * seconds)));
  }

  @Test
  void tracksAreTheEngines() throws IOException {
    assertThat(tracks("tpu-v4"))
        .containsExactly(
            "tpu-v4",
            "operators, one after the other",
            "memory channel: busy time from the operator's start",
            "matrix units: busy time from the operator's start",
            "vector unit: busy time from the operator's start");
    assertThat(tracks("nvidia-h200")).containsExactly("nvidia-h200", "kernels of the stream");
  }

  private List<String> tracks(String accelerator) throws IOException {
    Path file = folder.resolve("trace.json");
    run(DECODE + accelerator + " --trace " + file);
    List<String> names = new ArrayList<>();
    TreeSet<Integer> named = new TreeSet<>();
    TreeSet<Integer> used = new TreeSet<>();
    for (JsonNode event : JsonMapper.shared().readTree(Files.readString(file)).get("traceEvents")) {
      if (event.get("ph").asString().equals("M")) {
        names.add(event.at("/args/name").asString());
      }
      if (event.has("tid")) {
        (event.get("ph").asString().equals("M") ? named : used).add(event.get("tid").asInt());
      }
    }
    assertThat(used).isEqualTo(named);
    return names;
  }

  @Test
  void sameEstimateGivesTheSameBytes() {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");

    for (Path file : List.of(first, second)) {
      run(DECODE + "tpu-v4 --trace " + file + ".json --html " + file + ".html");
    }

    assertThat(Path.of(first + ".json")).hasSameBinaryContentAs(Path.of(second + ".json"));
    assertThat(Path.of(first + ".html")).hasSameBinaryContentAs(Path.of(second + ".html"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--explain", "--trace", "--html"})
  void casesAndScaleSimHaveNoneOfThem(String option) {
    String given = option.equals("--explain") ? option : option + " " + folder.resolve("file");

    if (!option.equals("--html")) {
      assertRefused(
          "--cases c.csv --out o.csv " + given,
          option + " shows one estimate; leave it out with --cases");
    }
    assertRefused(
        "--matmul 8x8x8 --accelerator edge-int8-8x8 --accounting scale-sim " + given,
        "--accounting scale-sim counts cycles only; leave out " + option);
    String prompt = "--model llama-2-7b --accelerator tpu-v4 ";
    assertRefused(
        prompt + "--phase generate " + given,
        option + " shows one estimate; leave it out with --phase generate, which is many passes");
    assertRefused(
        prompt + "--chunk 64 " + given,
        option + " shows one estimate; leave it out with --chunk, which is many passes");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void filesThatCannotBeWrittenAreRefusedBeforeAnyIs() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "");
    Path trace = folder.resolve("trace.json");

    assertRefused(
        DECODE + "tpu-v4 --trace " + trace + " --html " + folder,
        "cannot write " + folder + ": it is a folder");
    assertRefused(
        DECODE + "tpu-v4 --trace " + trace + " --html " + taken.resolve("page.html"),
        "cannot write " + taken.resolve("page.html") + ": a part of the path is a file");
    assertRefused(
        DECODE + "tpu-v4 --trace " + trace + " --html " + folder + "/./trace.json",
        "--trace and --html name the same file: " + trace);
    assertThat(trace).doesNotExist();
  }

  @Test
  void traceOfMoreLayersThanAViewerShowsIsRefused() throws IOException {
    Path model = Files.createDirectory(folder.resolve("deep"));
    Files.writeString(
        model.resolve("config.json"),
        """
        {"model_type": "llama", "hidden_size": 64, "intermediate_size": 64,
         "num_hidden_layers": 10000, "num_attention_heads": 1, "vocab_size": 64,
         "max_position_embeddings": 1024, "rms_norm_eps": 1e-5}
        """);

    assertRefused(
        "--model " + model + " --accelerator tpu-v4 --trace " + folder.resolve("trace.json"),
        "--trace would write up to 600,016 events; at most 200,000 are allowed: trace fewer"
            + " layers");
  }

  private static void assertRefused(String arguments, String message) {
    estimate(arguments).assertRefused(message);
  }

  private static JsonNode json(String arguments) {
    return JsonMapper.shared().readTree(run(arguments).out());
  }

  private static CapturedConsole run(String arguments) {
    CapturedConsole run = estimate(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return run;
  }

  private static CapturedConsole estimate(String arguments) {
    return CapturedConsole.run(
        Stream.concat(Stream.of("estimate"), Arrays.stream(arguments.split(" ")))
            .toArray(String[]::new));
  }
}
