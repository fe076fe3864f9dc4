package io.bitwright.app.exploration;

import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.part.FpgaPartLibrary;
import io.bitwright.spec.space.DesignSpace;
import io.bitwright.spec.space.DesignSpaceReader;
import java.nio.charset.StandardCharsets;

/** Design spaces for tests. */
public final class Spaces {
  /** A small decoder on arrays of an edge chip: 192 points, some of which cannot be built. */
  public static final String SMALL =
      """
      name: small
      description: arrays of an edge chip
      model: play-decoder-b158
      accelerator: edge-ternary-16x16
      set: {memory.dram: ~, generable: false}
      workload: {phase: decode, context: 64}
      variables:
        matrix-unit.rows: [8, 16, 32, 64]
        matrix-unit.columns: {from: 8, to: 32, times: 2}
        buffers.weights: [2 KiB, 4 KiB]
        memory.bandwidth: {from: 2 GB/s, to: 8 GB/s, count: 2}
        workload.batch: [1, 4]
        workload.weights: [ternary, int8]
        vector-unit.lanes: = matrix-unit.columns
      constraints:
        - latency <= 2 ms
      objectives:
        - maximise tokens_per_second
        - minimise energy_per_token
        - minimise array
      figures:
        array: matrix-unit.rows * matrix-unit.columns
      """;

  private Spaces() {}

  /** The exploration of a space of a chip that ships. */
  public static Exploration of(String yaml) {
    DesignSpace space = DesignSpaceReader.read("space.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    return Exploration.of(
        space,
        ModelLibrary.get(space.model().orElseThrow()),
        new ExploredMachine(
            space.isPod()
                ? NamedBytes.shipped(space.base())
                : new NamedBytes(space.base(), AcceleratorLibrary.yaml(space.base())),
            space.part().map(FpgaPartLibrary::get)));
  }
}
