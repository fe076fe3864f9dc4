package io.bitwright.testbench.gatelevel;

import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.cosim.MatmulOperands;
import io.bitwright.testbench.gatelevel.PortTrace.Cycle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an element in the middle of a column of a weight-stationary array works on: a weight for
 * {@link #ROWS_A_WEIGHT} activations, the sums of the elements above it, and what it must give.
 */
final class ElementTrace {
  /** Rows of activations that pass one weight. */
  static final int ROWS_A_WEIGHT = 64;

  private static final int WEIGHTS = 40;

  private final WeightStationaryArrayModel unit;
  private final MatmulOperands operands;
  private final int above;
  private final int latency;

  private ElementTrace(WeightStationaryArrayModel unit, MatmulOperands operands) {
    this.unit = unit;
    this.operands = operands;
    this.above = unit.rows() / 2;
    this.latency = unit.productStages();
  }

  /** The trace of an array's element. */
  static PortTrace of(WeightStationaryArrayModel unit, OperandSource source, long seed) {
    MatmulShape shape = new MatmulShape(ROWS_A_WEIGHT, unit.rows(), WEIGHTS);
    MatmulOperands operands = source.operands(shape, unit.weights(), seed);
    ElementTrace trace = new ElementTrace(unit, operands);
    int work = ROWS_A_WEIGHT * WEIGHTS;
    List<Cycle> cycles = new ArrayList<>();
    for (int cycle = 0; cycle < 2 + work; cycle++) {
      cycles.add(trace.cycle(cycle - 2));
    }
    return new PortTrace(source.label(), cycles, 2 + ROWS_A_WEIGHT, work - ROWS_A_WEIGHT);
  }

  /**
   * The cycle in which activation {@code step} comes in; -1 swaps the first weight, -2 loads it.
   */
  private Cycle cycle(int step) {
    Map<String, String> inputs = new LinkedHashMap<>();
    boolean loads = Math.floorMod(step, ROWS_A_WEIGHT) == ROWS_A_WEIGHT - 2;
    boolean swaps = Math.floorMod(step, ROWS_A_WEIGHT) == ROWS_A_WEIGHT - 1;
    inputs.put("advance_i", "1");
    inputs.put("load_i", loads ? "1" : "0");
    inputs.put("swap_i", swaps ? "1" : "0");
    int next = Math.min(WEIGHTS - 1, Math.floorDiv(step, ROWS_A_WEIGHT) + 1);
    inputs.put("weight_i", weightDigits(weight(next, above)));
    inputs.put("activation_i", activationDigits(step));
    inputs.put("sum_i", sumDigits(step - latency < 0 ? 0 : sum(step - latency, above)));
    Map<String, String> outputs = new LinkedHashMap<>();
    if (step - 1 >= 0) {
      outputs.put("activation_o", activationDigits(step - 1));
    }
    if (step - 1 - latency >= 0) {
      outputs.put("sum_o", sumDigits(sum(step - 1 - latency, above + 1)));
    }
    return new Cycle(inputs, outputs);
  }

  /** The sum of the first so many rows for an activation. */
  private long sum(int step, int rows) {
    long sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += (long) activation(step, row) * weight(step / ROWS_A_WEIGHT, row);
    }
    return sum;
  }

  private int activation(int step, int row) {
    return operands.activations()[Math.floorMod(step, ROWS_A_WEIGHT)][row];
  }

  private int weight(int number, int row) {
    return operands.weights().row(number)[row];
  }

  private String activationDigits(int step) {
    return PortTrace.digits(activation(step, above), Byte.SIZE);
  }

  private String sumDigits(long sum) {
    return PortTrace.digits(sum, unit.sumWidth());
  }

  private String weightDigits(int weight) {
    NumberFormat format = unit.weights();
    int bits = format == NumberFormat.BINARY ? weight >>> 1 : weight;
    return PortTrace.digits(bits, format.registerBits());
  }
}
