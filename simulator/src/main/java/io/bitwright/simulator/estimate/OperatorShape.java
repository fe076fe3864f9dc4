package io.bitwright.simulator.estimate;

import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.ConvolutionOperator;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.workload.MatmulShape;

/**
 * Size of an operator, as {@link OperatorEstimate} has it; all 0 for vector work; of a convolution
 * the product that im2col makes of one group.
 *
 * @param m rows of the product; for attention, queries that share a key-value head
 * @param k length of its sums; for attention, width of a head
 * @param n columns of the product; for attention, keys
 */
public record OperatorShape(long m, long k, long n) {
  static OperatorShape of(Operator operator) {
    return switch (operator) {
      case MatmulOperator matmul ->
          new OperatorShape(matmul.shape().m(), matmul.shape().k(), matmul.shape().n());
      case ConvolutionOperator convolution -> {
        MatmulShape product = convolution.shape().product();
        yield new OperatorShape(product.m(), product.k(), product.n());
      }
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
