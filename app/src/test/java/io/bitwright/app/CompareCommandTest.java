package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.app.exploration.Spaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code compare}: figures are paired by name, the largest changes come first. */
class CompareCommandTest {
  @TempDir private Path folder;

  @Test
  void documentIsEqualToItself() throws IOException {
    Path one = estimate("a.json", "--accelerator tpu-v4");

    JsonNode document = json(one, one);

    assertThat(document.get("differences").size()).isZero();
    assertThat(document.get("equal").asInt()).isGreaterThan(100);
    assertThat(CapturedConsole.run("compare", one.toString(), one.toString()).out())
        .endsWith("0 figures differ, " + document.get("equal").asInt() + " are equal\n");
  }

  @Test
  void changesAreThoseOfTheDocuments() throws IOException {
    Path first = estimate("a.json", "--accelerator tpu-v4 --batch 1");
    Path second = estimate("b.json", "--accelerator tpu-v4 --batch 8");

    JsonNode document = json(first, second);

    JsonNode before = read(first);
    JsonNode after = read(second);
    JsonNode latency = difference(document, "latencySeconds");
    assertThat(latency.get("a").asDouble()).isEqualTo(before.get("latencySeconds").asDouble());
    assertThat(latency.get("b").asDouble()).isEqualTo(after.get("latencySeconds").asDouble());
    assertThat(latency.get("ratio").asDouble())
        .isCloseTo(
            after.get("latencySeconds").asDouble() / before.get("latencySeconds").asDouble(),
            within(1e-12));
    assertThat(difference(document, "batch").get("change").asString()).isEqualTo("8.00x");
    JsonNode operator = difference(document, "operators / attention / seconds");
    for (JsonNode one : after.get("operators")) {
      if (one.get("name").asString().equals("attention")) {
        assertThat(operator.get("b").asDouble()).isEqualTo(one.get("seconds").asDouble());
      }
    }
  }

  @Test
  void largestChangesComeFirst() throws IOException {
    JsonNode differences =
        json(
                estimate("a.json", "--accelerator tpu-v4"),
                estimate("b.json", "--accelerator tpu-v4 --batch 8"))
            .get("differences");

    List<Double> sizes = new ArrayList<>();
    for (JsonNode one : differences) {
      if (!one.get("ratio").isNull()) {
        sizes.add(-Math.abs(Math.log(one.get("ratio").asDouble())));
      }
    }
    assertThat(sizes).isSorted().hasSizeGreaterThan(20);
    // Texts and figures of one document alone stand behind all numbers.
    boolean wordsBegan = false;
    for (JsonNode one : differences) {
      boolean number = one.get("a").isNumber() && one.get("b").isNumber();
      assertThat(number && wordsBegan).as(one.toString()).isFalse();
      wordsBegan |= !number;
    }
  }

  /** By hand: rows of one name, a unit beside the number, from 0, other signs, lists of texts. */
  @Test
  void namesUnitsAndChangesAreWhatADocumentSays() throws IOException {
    Path first =
        write(
            "a.json",
            """
            {"rows": [
              {"source": "s", "item": "i", "unit": "ms", "published": 2, "ours": 2.0, "holds": true},
              {"source": "s", "item": "i", "unit": "ms", "published": 0, "ours": 0, "holds": true}],
             "holding": 2, "failing": 0, "notes": ["x", "y"], "old": null}
            """);
    Path second =
        write(
            "b.json",
            """
            {"rows": [
              {"source": "s", "item": "i", "unit": "ms", "published": 2, "ours": 2.5, "holds": false},
              {"source": "s", "item": "i", "unit": "ms", "published": 0, "ours": 3, "holds": true}],
             "holding": 1, "failing": -1, "notes": ["x", "z"], "shareBusy": 0.25}
            """);

    String text = CapturedConsole.run("compare", first.toString(), second.toString()).out();

    assertThat(text.lines().map(line -> line.replaceAll(" {2,}", "|").strip()))
        .containsSubsequence(
            "validate a: " + first,
            "validate b: " + second,
            "the whole|a|b|change",
            "failing|0|-1|from 0",
            "holding|2|1|-50.0 %",
            "notes|x y|x z|other",
            "old|none|-|only in a",
            "shareBusy|-|25.0 %|only in b",
            "items of lists|a|b|change",
            "rows / s, i, ms #2 / ours|0 ms|3 ms|from 0",
            "rows / s, i, ms / ours|2 ms|2.500 ms|+25.0 %",
            "rows / s, i, ms / holds|true|false|other",
            "8 figures differ, 9 are equal");
  }

  @Test
  void explorationsAreComparedByObjectivesAndPoints() throws IOException {
    Path space = write("space.yaml", Spaces.SMALL);
    Path slower = write("slower.yaml", Spaces.SMALL.replace("to: 8 GB/s", "to: 6 GB/s"));
    String first = CapturedConsole.run("explore", space.toString(), "--json").out();
    String second = CapturedConsole.run("explore", slower.toString(), "--json").out();

    JsonNode document = json(write("a.json", first), write("b.json", second));

    JsonNode best = difference(document, "best / maximise tokens_per_second / highest");
    assertThat(best.get("a").asDouble())
        .isEqualTo(JsonMapper.shared().readTree(first).at("/best/0/highest").asDouble())
        .isGreaterThan(best.get("b").asDouble());
    assertThat(CapturedConsole.run("compare", folder + "/a.json", folder + "/b.json").out())
        .contains("/ variables / memory.bandwidth  ", "8,000,000,000 B/s  6,000,000,000 B/s");
  }

  @Test
  void documentsOfDifferentCommandsAreRefused() throws IOException {
    Path estimate = estimate("a.json", "--accelerator tpu-v4");
    Path run =
        write(
            "run.json",
            CapturedConsole.run("run", "--prompt", "ab", "--tokens", "2", "--json").out());

    CapturedConsole.run("compare", estimate.toString(), run.toString())
        .assertRefused(
            estimate
                + " is of estimate, "
                + run
                + " of run; only documents of one command can be compared");
  }

  @Test
  void filesThatAreNoDocumentAreRefused() throws IOException {
    Path estimate = estimate("a.json", "--accelerator tpu-v4");
    Path other = write("other.json", "{\"a\": 1}");
    Path list = write("list.json", "[1]");
    Path broken = write("broken.json", "{\"a\"");
    String kinds =
        ": is no document that --json of one of these prints: validate, cosim, quality, run, synth,"
            + " explore, estimate --collective, estimate";

    refused(estimate, other, other + kinds);
    refused(list, estimate, list + kinds);
    refused(estimate, folder.resolve("none"), folder.resolve("none") + ": no such file");
    assertThat(CapturedConsole.run("compare", estimate.toString(), broken.toString()).err())
        .startsWith("bitwright: " + broken + ":1: not JSON");
  }

  private static void refused(Path first, Path second, String message) {
    CapturedConsole.run("compare", first.toString(), second.toString()).assertRefused(message);
  }

  private Path estimate(String name, String options) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("estimate", "--model", "llama-2-7b", "--phase", "decode", "--json"));
    arguments.addAll(List.of(options.split(" ")));
    CapturedConsole run = CapturedConsole.run(arguments.toArray(String[]::new));
    assertThat(run.status()).isZero();
    return write(name, run.out());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static JsonNode json(Path first, Path second) {
    CapturedConsole run =
        CapturedConsole.run("compare", first.toString(), second.toString(), "--json");
    assertThat(run.status()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  private static JsonNode read(Path file) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(file));
  }

  private static JsonNode difference(JsonNode document, String figure) {
    for (JsonNode one : document.get("differences")) {
      if (one.get("figure").asString().equals(figure)) {
        return one;
      }
    }
    throw new AssertionError("no difference in " + figure);
  }
}
