package io.bitwright.testbench.gatelevel;

import io.bitwright.codegen.model.ArithmeticOperatorModel;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.cosim.MatmulOperands;
import io.bitwright.testbench.gatelevel.PortTrace.Cycle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Pairs of operands for a bare operation. Trained ones are those of an int8 dot product, term after
 * term: for a multiplier an activation and its weight, for an adder as wide as an operand two
 * activations that follow each other, for a wider one the sum so far and the next product.
 */
final class OperatorTrace {
  private static final int PAIRS = 2000;
  private static final int WARM_UP = 10;

  private OperatorTrace() {}

  static PortTrace of(ArithmeticOperatorModel operator, OperandSource source, long seed) {
    long[][] pairs = source == OperandSource.RANDOM ? random(operator, seed) : trained(operator);
    int bits = operator.operandBits();
    List<Cycle> cycles = new ArrayList<>();
    for (long[] pair : pairs) {
      long result = operator.result(pair[0], pair[1]);
      cycles.add(
          new Cycle(
              Map.of(
                  "left_i",
                  PortTrace.digits(pair[0], bits),
                  "right_i",
                  PortTrace.digits(pair[1], bits)),
              Map.of("result_o", PortTrace.digits(result, operator.resultBits()))));
    }
    return new PortTrace(source.label(), cycles, WARM_UP, pairs.length - WARM_UP);
  }

  private static long[][] random(ArithmeticOperatorModel operator, long seed) {
    Random random = new Random(seed);
    int unused = Long.SIZE - operator.operandBits();
    long[][] pairs = new long[PAIRS][];
    for (int i = 0; i < PAIRS; i++) {
      pairs[i] = new long[] {random.nextLong() >> unused, random.nextLong() >> unused};
    }
    return pairs;
  }

  private static long[][] trained(ArithmeticOperatorModel operator) {
    final int terms = 192;
    MatmulShape shape = new MatmulShape(PAIRS / terms + 1, terms, 1);
    MatmulOperands operands = OperandSource.TRAINED.operands(shape, NumberFormat.INT8, 0);
    byte[] weights = operands.weights().row(0);
    boolean isWide = operator.operandBits() > Byte.SIZE;
    long[][] pairs = new long[PAIRS][];
    long sum = 0;
    for (int i = 0; i < PAIRS; i++) {
      byte[] row = operands.activations()[i / terms];
      int term = i % terms;
      sum = term == 0 ? 0 : sum;
      long product = (long) row[term] * weights[term];
      if (!operator.isAdder()) {
        pairs[i] = new long[] {row[term], weights[term]};
      } else if (isWide) {
        pairs[i] = new long[] {sum, product};
      } else {
        pairs[i] = new long[] {row[term], row[(term + 1) % terms]};
      }
      sum += product;
    }
    return pairs;
  }
}
