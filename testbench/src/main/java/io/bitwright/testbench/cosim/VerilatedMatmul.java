package io.bitwright.testbench.cosim;

import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.golden.kernel.IntegerMatmul;
import io.bitwright.spec.SpecException;
import io.bitwright.testbench.verilator.BuildOptions;
import io.bitwright.testbench.verilator.VerilatedLibrary;
import io.bitwright.testbench.verilator.VerilatedModel;
import io.bitwright.testbench.verilator.VerilatorBuild;

/**
 * Products on the RTL of a weight-stationary array without stalls, one behind the other without a
 * reset. It checks no value; it belongs to the thread that opened it.
 */
public final class VerilatedMatmul implements IntegerMatmul, AutoCloseable {
  private final WeightStationaryArrayModel spec;
  private final VerilatedLibrary library;
  private final VerilatedModel model;
  private long cycles;

  private VerilatedMatmul(WeightStationaryArrayModel spec, VerilatedLibrary library) {
    final long seed = 1;
    this.spec = spec;
    this.library = library;
    this.model = VerilatedModel.load(library, seed);
  }

  /** Generates and builds the unit, for long runs, and resets it. */
  public static VerilatedMatmul open(WeightStationaryArrayModel spec, VerilatorBuild verilator) {
    return new VerilatedMatmul(
        spec, verilator.build(new RtlGenerator().generate(spec), BuildOptions.forLongRuns()));
  }

  /**
   * {@inheritDoc}
   *
   * @throws SpecException if the weights are not of the unit's format, or K is longer than the sums
   *     that its accumulators hold
   */
  @Override
  public int[][] multiply(byte[][] activations, IntegerWeights weights) {
    MatmulOperands operands = new MatmulOperands(activations, weights);
    OperandFit.check(spec, operands);
    long expected = WeightStationaryArrayCosim.timing(spec).cycles(operands.shape());
    MatmulRun run = new MatmulRun(spec, library.harness(), operands, StreamStalls.none());
    cycles += run.on(model, 2 * expected + 1000);
    long[][] sums = run.sums().sums();
    int[][] result = new int[sums.length][sums[0].length];
    for (int row = 0; row < sums.length; row++) {
      for (int column = 0; column < sums[row].length; column++) {
        result[row][column] = Math.toIntExact(sums[row][column]);
      }
    }
    return result;
  }

  /** Clock cycles of all products so far. */
  public long cycles() {
    return cycles;
  }

  /** The unit that multiplies. */
  public WeightStationaryArrayModel unit() {
    return spec;
  }

  @Override
  public void close() {
    model.close();
  }
}
