package io.bitwright.spec.accelerator;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A small right description, and variations of it by replacing a piece of its text. */
final class AcceleratorText {
  /** Line numbers are what the tests rely on. */
  static final String RIGHT =
      """
      name: mine
      description: one line
      source: designed here
      technology: 7 nm
      clock: 200 MHz
      matrix-unit:
        kind: weight_stationary_array
        count: 1
        rows: 16
        columns: 8
        operands:
          - {weights: ternary, activations: int8, rate: 1}
        accumulator-rows: 64
        longest-sum: 4096
      vector-unit:
        lanes: 16
      buffers:
        weights: 64 B
        activations: 2 KiB
        results: 4 KiB
      memory:
        kind: LPDDR4
        capacity: 2 GiB
        bandwidth: 6.4 GB/s
        latency: 100 ns
      power:
        idle: 250 mW
      generable: true
      """;

  private AcceleratorText() {}

  static AcceleratorSpec read(String yaml) {
    return AcceleratorReader.read("my.yaml", yaml.getBytes(UTF_8));
  }

  /** The right description with a piece replaced, which must stand in it exactly once. */
  static String with(String piece, String replacement) {
    if (RIGHT.split(java.util.regex.Pattern.quote(piece), -1).length != 2) {
      throw new IllegalArgumentException("not exactly once in the description: " + piece);
    }
    return RIGHT.replace(piece, replacement);
  }
}
