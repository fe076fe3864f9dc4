package io.bitwright.simulator.estimate;

import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.VectorOperator;

/** M, K and N of an operator as {@link OperatorEstimate} has them. */
record OperatorShape(long m, long k, long n) {
  static OperatorShape of(Operator operator) {
    return switch (operator) {
      case MatmulOperator matmul ->
          new OperatorShape(matmul.shape().m(), matmul.shape().k(), matmul.shape().n());
      case AttentionOperator attention ->
          new OperatorShape(
              attention.newTokens() * attention.queriesPerKeyValueHead(),
              attention.headDimension(),
              attention.keys());
      case VectorOperator vector -> new OperatorShape(0, 0, 0);
    };
  }

  static OperatorShape of(OperatorEstimate line) {
    return new OperatorShape(line.m(), line.k(), line.n());
  }

  /** The same, with 0 for what is different in the other. */
  OperatorShape sharedWith(OperatorShape other) {
    return new OperatorShape(m == other.m ? m : 0, k == other.k ? k : 0, n == other.n ? n : 0);
  }
}
