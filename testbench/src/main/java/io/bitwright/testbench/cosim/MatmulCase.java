package io.bitwright.testbench.cosim;

import io.bitwright.codegen.model.StreamHarnessModel;
import io.bitwright.codegen.unit.StationaryTileModel;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.testbench.cosim.CosimResult.ValueMismatch;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One product on a unit with a stationary tile of weights.
 *
 * @param unit the unit
 * @param data the operands
 * @param operands what they look like
 * @param stalls when the unit's partners are willing
 * @param simulatedCycles cycles that the simulator predicts
 */
public record MatmulCase(
    StationaryTileModel unit,
    MatmulOperands data,
    String operands,
    StreamStalls stalls,
    long simulatedCycles)
    implements CosimCase {

  /**
   * @throws io.bitwright.spec.SpecException if the unit cannot multiply the operands
   */
  public MatmulCase {
    OperandFit.check(unit, data);
  }

  @Override
  public String workload() {
    return data.shape().toString();
  }

  @Override
  public Map<String, Beats> expectedBeats() {
    long[][] sums = unit.holdsActivations() ? transposed(golden(data)) : golden(data);
    int stationary = sums[0].length;
    if (stationary % unit.columns() != 0) {
      throw new IllegalStateException(
          "%s on %d columns: beats at the edge of the last tile are open"
              .formatted(data.shape(), unit.columns()));
    }
    int tiles = stationary / unit.columns();
    Beats beats = new Beats(unit.interfaceOf().stream("result"), sums.length * tiles);
    int beat = 0;
    for (int block = 0; block < sums.length; block += unit.accumulatorRows()) {
      int end = Math.min(sums.length, block + unit.accumulatorRows());
      for (int tile = 0; tile < tiles; tile++) {
        for (int row = block; row < end; row++) {
          for (int column = 0; column < unit.columns(); column++) {
            beats.set(beat, "result_data_o", column, sums[row][tile * unit.columns() + column]);
          }
          beat++;
        }
      }
    }
    return Map.of("result", beats);
  }

  private static long[][] transposed(long[][] matrix) {
    long[][] transposed = new long[matrix[0].length][matrix.length];
    for (int row = 0; row < matrix.length; row++) {
      for (int column = 0; column < matrix[row].length; column++) {
        transposed[column][row] = matrix[row][column];
      }
    }
    return transposed;
  }

  /** The sums of the golden kernel, M x N. */
  private static long[][] golden(MatmulOperands data) {
    GoldenIntegerMatmul golden = new GoldenIntegerMatmul();
    if (data.inputs().format() != NumberFormat.INT8) {
      return golden.multiply(data.inputs(), data.weights());
    }
    return Arrays.stream(golden.multiply(data.activations(), data.weights()))
        .map(row -> Arrays.stream(row).asLongStream().toArray())
        .toArray(long[][]::new);
  }

  @Override
  public Streams streams() {
    MatmulRun run = new MatmulRun(unit, StreamHarnessModel.of(unit.interfaceOf()), data, stalls);
    return new Streams(run.sources(), Map.of("result", new SumCheck(run, data)));
  }

  /** Sums against those of the golden kernel. */
  private record SumCheck(MatmulRun run, MatmulOperands data) implements BeatCheck {
    @Override
    public long beats() {
      return run.sums().beats();
    }

    @Override
    public void accept(long beat, long cycle, MemorySegment buffer, long offset) {
      run.sums().accept(beat, cycle, buffer, offset);
    }

    @Override
    public List<ValueMismatch> mismatches() {
      long[][] expected = golden(data);
      List<ValueMismatch> mismatches = new ArrayList<>();
      for (int row = 0; row < expected.length; row++) {
        for (int column = 0; column < expected[row].length; column++) {
          long sum = run.sum(row, column);
          if (sum != expected[row][column]) {
            String place = "row %d, column %d".formatted(row, column);
            long cycle = run.cycle(row, column);
            mismatches.add(new ValueMismatch(cycle, place, expected[row][column], sum));
          }
        }
      }
      return mismatches;
    }
  }
}
