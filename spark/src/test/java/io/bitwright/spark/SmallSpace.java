package io.bitwright.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A space with numbers, words, points that are refused and points that break a constraint. */
final class SmallSpace {
  private SmallSpace() {}

  /** Writes it, with so many bandwidths and 36 times as many points. */
  static Path write(Path folder, int bandwidths) throws IOException {
    return Files.writeString(
        folder.resolve("space.yaml"),
        """
        name: spark
        description: numbers, words, refusals and a constraint
        model: bitnet-b1.58-3b
        accelerator: kv260
        workload: {phase: decode, context: 512}
        set: {memory.dram: ~}
        variables:
          matrix-unit.rows: [16, 32, 64]
          matrix-unit.columns: [16, 32, 64]
          buffers.weights: [4 KiB, 256 KiB]
          memory.bandwidth: {from: 0.1 GB/s, to: 20 GB/s, count: %d}
          workload.weights: [ternary, int8]
          vector-unit.lanes: = matrix-unit.columns
        constraints:
          - latency <= 2 s
          - memory_fits
        objectives:
          - maximise tokens_per_second
          - minimise energy_per_token
        """
            .formatted(bandwidths));
  }
}
