package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code estimate --html}: is the page whole, well-formed, and alone? */
class EstimatePageTest {
  @TempDir private Path folder;

  @Test
  void pageLoadsNothing() throws IOException {
    String page = page("llama-2-7b", "tpu-v4");

    assertThat(page)
        .doesNotContain("href=\"http", "url(", "@import", "src=", "<script", "<link", "<iframe")
        .contains("default-src 'none'", "prefers-color-scheme: dark", "width=device-width");
  }

  @Test
  void structureIsTheSameForArraysAndGpus() throws Exception {
    for (String accelerator : List.of("tpu-v4", "nvidia-h200", "edge-int8-8x8")) {
      Document page = parsed(page("llama-2-7b", accelerator));

      assertThat(texts(page, "h1"))
          .containsExactly(
              "llama-2-7b on " + accelerator + ", prefill of 512 tokens, batch 1, fp16 x fp16");
      assertThat(texts(page, "h2"))
          .containsExactly(
              "Roofline",
              "Time by kind of operator",
              "Energy by component",
              "Memory",
              "What bounds it, and what would help",
              "Mapping of the largest products",
              "Operators",
              "Sources of the energy");
      assertThat(texts(page, "dt")).startsWith("latency", "throughput", "MFU");
      List<String> targets = attributes(page, "a", "href");
      assertThat(targets).allMatch(target -> target.startsWith("#")).hasSize(8);
      assertThat(attributes(page, "h2", "id"))
          .containsExactlyElementsOf(targets.stream().map(t -> t.substring(1)).toList());
      boolean gpu = accelerator.startsWith("nvidia");
      assertThat(page.getElementsByTagName("polyline").getLength()).isEqualTo(gpu ? 0 : 3);
      assertThat(attributes(page, "svg", "role")).containsOnly("img").hasSize(gpu ? 1 : 4);
    }
  }

  @Test
  void everyOperatorIsAPointOrNamedBesideTheRoofline() throws Exception {
    Path file = folder.resolve("page.html");
    CapturedConsole run = estimate("bitnet-b1.58-2b-4t", "tpu-v4", file, "--json");
    JsonNode operators = JsonMapper.shared().readTree(run.out()).get("operators");
    Document page = parsed(Files.readString(file));

    String titles = String.join("; ", texts(page, "title")) + texts(page, "figcaption").getFirst();

    assertThat(operators.size()).isGreaterThan(10);
    for (JsonNode operator : operators) {
      assertThat(titles).contains(operator.get("name").asString());
    }
    NodeList tables = page.getElementsByTagName("table");
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < tables.getLength(); i++) {
      rows.add(((Element) tables.item(i)).getElementsByTagName("tr").getLength());
    }
    assertThat(rows).contains(operators.size() + 1);
  }

  /** Keyboards reach what scrolls, and pictures say what they show. */
  @Test
  void whatScrollsTakesTheFocusAndPicturesHaveNames() throws Exception {
    Document page = parsed(page("llama-2-7b", "tpu-v4"));

    NodeList divisions = page.getElementsByTagName("div");
    int wide = 0;
    for (int i = 0; i < divisions.getLength(); i++) {
      Element division = (Element) divisions.item(i);
      if (division.getAttribute("class").equals("wide")) {
        assertThat(division.getAttribute("tabindex")).isEqualTo("0");
        assertThat(division.getAttribute("role")).isEqualTo("region");
        assertThat(division.getAttribute("aria-label")).isNotEmpty();
        wide++;
      }
    }
    assertThat(wide).isEqualTo(8);
    assertThat(attributes(page, "svg", "aria-label")).allMatch(label -> !label.isEmpty());
  }

  @Test
  void namesFromFilesAreText() throws Exception {
    Path model = Files.createDirectory(folder.resolve("<b>&\"x'"));
    Files.writeString(
        model.resolve("config.json"),
        """
        {"model_type": "llama", "hidden_size": 64, "intermediate_size": 64,
         "num_hidden_layers": 2, "num_attention_heads": 1, "vocab_size": 64,
         "max_position_embeddings": 1024, "rms_norm_eps": 1e-5}
        """);

    String page = page(model.toString(), "tpu-v4");

    assertThat(page).doesNotContain("<b>");
    assertThat(texts(parsed(page), "h1").getFirst()).startsWith("<b>&\"x' on tpu-v4");
  }

  @Test
  void modelBeyondTheMemorySaysSo() throws Exception {
    Document page = parsed(page("llama-2-70b", "tpu-v4"));

    assertThat(String.join(" ", texts(page, "caption"))).contains("does NOT fit in 32 GiB");
  }

  private String page(String model, String accelerator) throws IOException {
    Path file = folder.resolve("page.html");
    estimate(model, accelerator, file, "--explain");
    return Files.readString(file);
  }

  private static CapturedConsole estimate(
      String model, String accelerator, Path file, String option) {
    CapturedConsole run =
        CapturedConsole.run(
            "estimate",
            "--model",
            model,
            "--accelerator",
            accelerator,
            "--html",
            file.toString(),
            option);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return run;
  }

  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
  }

  private static List<String> texts(Document page, String tag) {
    List<String> texts = new ArrayList<>();
    NodeList elements = page.getElementsByTagName(tag);
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(elements.item(i).getTextContent());
    }
    return texts;
  }

  private static List<String> attributes(Document page, String tag, String name) {
    List<String> values = new ArrayList<>();
    NodeList elements = page.getElementsByTagName(tag);
    for (int i = 0; i < elements.getLength(); i++) {
      values.add(((Element) elements.item(i)).getAttribute(name));
    }
    return values;
  }
}
