package io.bitwright.bench;

import io.bitwright.simulator.mapping.MatmulTensors;
import io.bitwright.simulator.mapping.TileMapping;
import io.bitwright.simulator.mapping.TileMappings;
import io.bitwright.simulator.timing.chip.Chip;
import io.bitwright.simulator.timing.chip.MatmulTiming;
import io.bitwright.simulator.timing.chip.TileStream;
import io.bitwright.simulator.timing.matrix.MatrixUnits;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Products on a chip of arrays, a shape of another size each time: timed with the mapping given,
 * and with the best of all mappings searched for.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
public class ChipProductBenchmark {
  private static final int SHAPES = 64;

  private final Chip chip = Chip.of(AcceleratorLibrary.get("tpu-v1"));
  private final NumberFormat format = NumberFormat.INT8;
  private final OperandPair pair = new OperandPair(format, format, 1);
  private int next;

  /** Mappings that a search costed. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Costed {
    public long mappings;
  }

  private MatmulShape shape() {
    next = (next + 1) % SHAPES;
    return new MatmulShape(256 + 61L * next, 1024 + 97L * next, 1000 + 89L * next);
  }

  private MatmulTensors tensors(MatmulShape shape) {
    return new MatmulTensors(shape, 1, 1, 2, false, false);
  }

  /** Traffic, cycles of the arrays, and the double-buffered stream of steps. */
  @Benchmark
  public double fixedMapping() {
    MatmulShape shape = shape();
    TileMapping mapping = TileMapping.of(tensors(shape), 4, 2, 1, true);
    MatrixUnits units = chip.matrixUnits().withBlockRows(mapping.rowsPerStep());
    double seconds = units.cycles(shape, 1, pair) / chip.spec().clock().hertz();
    long steps = mapping.steps();
    double reads = mapping.weightReads() + mapping.activationReads() - mapping.prologueBytes();
    return new TileStream(
            steps,
            mapping.prologueBytes(),
            reads / steps,
            seconds / steps,
            mapping.resultWrites() / steps)
        .seconds(chip.memory());
  }

  @Benchmark
  public double searchedMapping(Costed costed) {
    MatmulShape shape = shape();
    costed.mappings +=
        TileMappings.candidates(
                tensors(shape),
                chip.spec().buffers(),
                chip.matrixUnits().unit().tileRows(),
                chip.matrixUnits().unit().tileColumns(),
                chip.matrixUnits().unit().blockRows())
            .size();
    MatmulOperator product =
        new MatmulOperator("product", shape, format, format, NumberFormat.BF16);
    return MatmulTiming.of(chip, product, true).seconds();
  }
}
