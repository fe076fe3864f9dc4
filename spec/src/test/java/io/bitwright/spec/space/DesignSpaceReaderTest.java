package io.bitwright.spec.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DesignSpaceReaderTest {
  private static final String SPACE =
      """
      name: decoder
      description: a decoder
      model: llama-2-7b
      accelerator: kv260
      part: xck26
      set: {memory.dram: ~, generable: false}
      workload: {phase: decode, context: 512}
      variables:
        matrix-unit.rows: [16, 32, 64]
        buffers.weights: {from: 16 KiB, to: 64 KiB, times: 2}
        memory.bandwidth: {from: 5 GB/s, to: 20 GB/s, count: 4}
        clock: {from: 100 MHz, to: 250 MHz, by: 50 MHz}
        workload.weights: [binary, ternary]
        vector-unit.lanes: = matrix-unit.rows / 2
      figures:
        usd: 2 USD / 1 h * latency
      constraints:
        - luts <= 80 % * part.luts
        - memory_fits
      objectives:
        - maximise tokens_per_second
        - minimize usd
      fidelity: {binary: 0.5, ternary: 0.1}
      """;

  private static DesignSpace read(String text) {
    return DesignSpaceReader.read("space.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> texts(DesignSpace space, String name) {
    return space.variables().stream()
        .filter(variable -> variable.name().equals(name))
        .flatMap(variable -> variable.values().stream())
        .map(DesignVariable.Value::text)
        .toList();
  }

  @Test
  void everyKeyIsRead() {
    DesignSpace space = read(SPACE);

    assertThat(space.model()).contains("llama-2-7b");
    assertThat(space.base()).isEqualTo("kv260");
    assertThat(space.part()).contains("xck26");
    assertThat(space.set()).containsEntry("memory.dram", "~").containsEntry("generable", "false");
    assertThat(space.workload()).containsEntry("phase", "decode");
    assertThat(texts(space, "matrix-unit.rows")).containsExactly("16", "32", "64");
    assertThat(texts(space, "buffers.weights")).containsExactly("16384 B", "32768 B", "65536 B");
    assertThat(texts(space, "memory.bandwidth"))
        .containsExactly("5000000000 B/s", "10000000000 B/s", "15000000000 B/s", "20000000000 B/s");
    assertThat(texts(space, "clock"))
        .containsExactly("100000000 Hz", "150000000 Hz", "200000000 Hz", "250000000 Hz");
    assertThat(space.variables().getLast().isOfWords()).isTrue();
    assertThat(space.derived()).hasSize(1);
    assertThat(space.figures().getFirst().formula().measure().unit()).isEqualTo("USD");
    assertThat(space.objectives().stream().map(Objective::text))
        .containsExactly("maximise tokens_per_second", "minimise usd");
    assertThat(space.fidelityLoss()).containsEntry("ternary", 0.1);
    assertThat(space.gridSize()).isEqualTo(3 * 3 * 4 * 4 * 2);
  }

  @Test
  void aPointIsTheNumberOfItsChoices() {
    DesignSpace space = read(SPACE);
    int[] choices = new int[space.variables().size()];

    space.choices(1, choices);
    assertThat(choices).containsExactly(0, 0, 0, 0, 1);
    IntStream.range(0, (int) space.gridSize())
        .forEach(point -> {
          space.choices(point, choices);
          assertThat(space.point(choices)).isEqualTo(point);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: decoder|name: Decoder|space.yaml:1: name: \"Decoder\" is not a name",
        "accelerator: kv260|pods: kv260|space.yaml:4: pods: unknown key; allowed: name",
        "accelerator: kv260|pod: x|variables.matrix-unit.rows: is a key of an accelerator; a pod",
        "generable: false|nonsense: 1|set.nonsense: is no key",
        "{phase: decode|{fase: decode|workload.fase: unknown key",
        "matrix-unit.rows: [16, 32, 64]|matrix-unit.rows: []|space.yaml:9: variables.matrix-unit.rows: has no values",
        "[16, 32, 64]|[16, 16]|has the value 16 twice",
        "[16, 32, 64]|[16, 32 KiB]|have one unit, or are words",
        "[16, 32, 64]|[16, wide]|have one unit, or are words",
        "times: 2}|times: 1}|a number above 1",
        "times: 2}|tims: 2}|unknown key; allowed: from, to, by, times, count",
        "times: 2}|times: 2, count: 3}|has not one of by, times and count",
        "from: 16 KiB|from: 16 MHz|does not end behind its beginning",
        "from: 16 KiB|from: 16 MiB|does not end behind its beginning",
        "from: 16 KiB|from: 0 B|does not go from its beginning to its end",
        "times: 2}|times: 1.0000001}|allowed: at most 100000",
        "by: 50 MHz|by: 50 KiB|does not go from its beginning to its end",
        "workload.weights|workload.wights|did you mean \"weights\"?",
        "workload.weights: [|plan.tensor: [|goes with a pod",
        "workload.weights: [|Weights: [|is no key; write one of an accelerator",
        "= matrix-unit.rows / 2|= latency|unknown name \"latency\"",
        "figures:|figure:|unknown key",
        "  usd: 2|  latency: 2|\"latency\" is a name already",
        "  usd: 2|  Usd: 2|is no name; write lower-case",
        "- memory_fits|- luts|is neither true nor false",
        "- memory_fits|- luts <= 3 J|left of <= stands a number, right of it a quantity in J",
        "maximise tokens|maximis tokens|did you mean \"maximise\"?",
        "- maximise tokens_per_second|- maximise|names no figure",
        "binary: 0.5|binary: -1|a loss of at least 0",
      })
  void whatIsWrongIsToldWithItsPlace(String from, String to, String message) {
    assertThatThrownBy(() -> read(SPACE.replace(from, to)))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("space.yaml:")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"variables", "objectives", "description", "name"})
  void whatIsMissingIsTold(String key) {
    String without =
        String.join(
            "\n", SPACE.replaceAll("(?m)^" + key + ":.*\\n((?:  .*\\n)*)", "").lines().toList());

    assertThatThrownBy(() -> read(without))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(key);
  }

  @Test
  void gridsBeyondCountingAreRefused() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      many.append("  v%d: {from: 1, to: 100000, by: 1}%n".formatted(i));
    }

    assertThatThrownBy(() -> read(SPACE.replace("variables:\n", "variables:\n" + many)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("more than 2^62 points");
  }

  @Test
  void damagedSpacesAreRefusedAndNothingElse() {
    Random random = new Random(20261123);
    byte[] sound = SPACE.getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int run = 0; run < 4000; run++) {
      byte[] damaged = damaged(sound, random);
      try {
        DesignSpaceReader.read("space.yaml", damaged);
      } catch (SpecException wrong) {
        assertThat(wrong.getMessage()).startsWith("space.yaml").doesNotContain("\n");
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 3999);
  }

  /** One to four bytes replaced, removed or doubled, or a line moved. */
  private static byte[] damaged(byte[] sound, Random random) {
    StringBuilder text = new StringBuilder(new String(sound, StandardCharsets.ISO_8859_1));
    for (int change = 0; change <= random.nextInt(4); change++) {
      int place = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(place, (char) random.nextInt(256));
        case 1 -> text.deleteCharAt(place);
        case 2 -> text.insert(place, text.charAt(place));
        default -> {
          int end = Math.min(text.length(), place + random.nextInt(30));
          String part = text.substring(place, end);
          text.delete(place, end).insert(random.nextInt(text.length()), part);
        }
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
