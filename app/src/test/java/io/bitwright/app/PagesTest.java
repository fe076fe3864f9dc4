package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.app.chart.PageCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** {@code --html} of every command that has figures, and its refusal by the others. */
class PagesTest {
  private static final String QUALITY =
      "quality --weights int4/g64/fp16,int2 --windows 1 --window 16 --prompts 2 --prompt-tokens 8"
          + " --tokens 4 --calibration 64";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "estimate --model llama-2-7b --accelerator tpu-v4",
        "estimate --model llama-2-7b --accelerator nvidia-h200 --phase decode --context 100",
        "estimate --matmul 512x512x512 --accelerator edge-int8-8x8",
        "estimate --model palm-540b --pod tpu-v4-64 --phase decode --batch 64",
        "estimate --model llama-2-7b --pod dgx-h100 --phase train --batch 64",
        "estimate --collective all_reduce --bytes 1GB --pod 4x4x8 --accelerator tpu-v4",
        "validate --subject chips",
        "explore ../examples/llama-decode/space.yaml --strategy search --points 300",
        "run --prompt ROMEO: --tokens 5",
        QUALITY
      })
  void everybodyCanReadIt(String command) throws IOException {
    PageCheck.check(page(command));
  }

  @Test
  void pagesOfCasesAndOfTwoDocumentsToo() throws IOException {
    Path cases =
        Files.writeString(
            folder.resolve("cases.csv"),
            """
            id,model,accelerator,batch
            a<&>]]>,llama-2-7b,tpu-v4,1
            b,llama-2-7b,tpu-v4,8
            c,nosuch,tpu-v4,8
            """);

    Document page =
        PageCheck.check(
            page("estimate --cases %s --out %s".formatted(cases, folder.resolve("out.csv"))));

    assertThat(page.getElementsByTagName("tr").getLength()).isEqualTo(1 + 3);
    assertThat(texts(page, "td")).contains("a<&>]]>", "nosuch").anyMatch(t -> t.endsWith(" ms"));
    PageCheck.check(page("compare %s %s".formatted(document("tpu-v4"), document("nvidia-h200"))));
  }

  /** The animation's frames are a recording: their results are the product of its operands. */
  @Test
  @NeedsVerilator
  void pageOfCosimulationToo() throws IOException {
    Document page =
        PageCheck.check(
            page("cosim --unit weight_stationary_array --set rows=2 --set columns=2 --cases 2"));

    assertThat(texts(page, "h2"))
        .containsExactly(
            "Units",
            "How data move through a weight-stationary array",
            "Cycles of RTL and simulator");
    assertThat(texts(page, "caption"))
        .contains("X, activations", "W, weights", "Y = X W, as it leaves");
  }

  @Test
  @NeedsYosys
  void pageOfSynthesisToo() throws IOException {
    Document page =
        PageCheck.check(
            page(
                "synth --unit weight_stationary_array --set rows=2 --set columns=2 --target ice40"));

    assertThat(texts(page, "caption")).contains("LUT", "Flip-flops", "Targets");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "generate --unit weight_stationary_array --out nowhere",
        "prove",
        "validate --energy"
      })
  void commandsWithoutFiguresRefuseItBeforeTheyWork(String command) {
    Path page = folder.resolve("page.html");

    run(command + " --html " + page)
        .assertRefused(
            "--html: there are no figures to draw; a page is written by estimate, explore, cosim,"
                + " synth, run, quality, validate and compare");

    assertThat(page).doesNotExist();
    assertThat(Path.of("nowhere")).doesNotExist();
  }

  @Test
  void pageThatCannotBeWrittenIsRefusedBeforeTheWork() {
    run("validate --html /dev/null/page.html")
        .assertRefused("cannot write /dev/null/page.html: a part of the path is a file");
  }

  @Test
  void documentGoesToStdoutBesideThePage() throws IOException {
    Path page = folder.resolve("page.html");
    CapturedConsole run = run("run --prompt ab --tokens 2 --json --html " + page);

    assertThat(run.out()).startsWith("{").endsWith("}\n");
    PageCheck.check(Files.readString(page));
  }

  @Test
  void sameWorkGivesTheSameBytes() throws IOException {
    assertThat(page(QUALITY)).isEqualTo(page(QUALITY));
  }

  private Path document(String accelerator) throws IOException {
    CapturedConsole run = run("estimate --model llama-2-7b --json --accelerator " + accelerator);
    return Files.writeString(folder.resolve(accelerator + ".json"), run.out());
  }

  private String page(String command) throws IOException {
    Path page = folder.resolve("page.html");
    CapturedConsole run = run(command + " --html " + page);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).endsWith("wrote " + page + "\n");
    return Files.readString(page);
  }

  private static CapturedConsole run(String command) {
    return CapturedConsole.run(command.split(" "));
  }

  private static List<String> texts(Document page, String tag) {
    List<String> texts = new ArrayList<>();
    NodeList elements = page.getElementsByTagName(tag);
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(elements.item(i).getTextContent());
    }
    return texts;
  }
}
