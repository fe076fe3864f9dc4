package io.bitwright.simulator.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.OperatorKind;
import io.bitwright.simulator.workload.OperatorNode;
import io.bitwright.simulator.workload.VectorOperation;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackwardOperatorsTest {
  private static final NumberFormat BF16 = NumberFormat.BF16;
  private static final BackwardOperators PLAIN = new BackwardOperators(BF16, false, true, false);

  private static MatmulOperator product(String name) {
    return new MatmulOperator(name, new MatmulShape(100, 20, 30), BF16, BF16, BF16);
  }

  private static VectorOperator vector(String name, OperatorKind kind, int inputs) {
    return new VectorOperator(
        name, kind, VectorOperation.RMS_NORM, 1000, BF16, inputs, 2000, 2000, 8);
  }

  private static List<Operator> gradients(BackwardOperators backward, Operator of, int layer) {
    return backward.of(new OperatorNode(layer, of, 1), true);
  }

  private static double bytes(Operator operator) {
    VectorOperator vector = (VectorOperator) operator;
    return vector.inputs() * vector.inputBytes() + vector.parameterBytes() + vector.outputBytes();
  }

  @Test
  void aProductHasTwoGradientsOfItsOwnWork() {
    List<Operator> both = gradients(PLAIN, product("up_proj"), 0);
    assertThat(both)
        .extracting(operator -> ((MatmulOperator) operator).shape())
        .containsExactly(new MatmulShape(100, 30, 20), new MatmulShape(30, 100, 20));
  }

  @Test
  void queriesKeysAndValuesAreCopiedSideBySide() {
    List<Operator> all = gradients(PLAIN, product("q_proj+k_proj+v_proj"), 0);
    assertThat(all).hasSize(3);
    assertThat(bytes(all.getFirst())).isEqualTo(2 * 100 * 30 * 2);
  }

  @Test
  void sumsOfMicroBatchesReadWhatTheyAddTo() {
    BackwardOperators sums = new BackwardOperators(BF16, true, true, false);
    List<Operator> all = gradients(sums, product("up_proj"), 0);
    assertThat(bytes(all.getLast())).isEqualTo(20 * 30 * 2);
  }

  /** Gradient and input of 2000 bytes each, weights; in a layer the residual's gradient, too. */
  @Test
  void aNormInALayerAddsTheGradientOfTheResidual() {
    Operator norm = vector("input_layernorm", OperatorKind.NORM, 1);
    assertThat(bytes(gradients(PLAIN, norm, 0).getFirst())).isEqualTo(4 * 2000 + 8);
    assertThat(bytes(gradients(PLAIN, norm, OperatorNode.OUTSIDE_LAYERS).getFirst()))
        .isEqualTo(3 * 2000 + 8);
    assertThat(bytes(gradients(PLAIN, norm, 0).getLast())).isEqualTo(2 * 2000 + 8);
  }

  @Test
  void onlyDroppedBranchesOfResidualsHaveGradientsOfTheirOwn() {
    Operator residual = vector("attention_residual", OperatorKind.RESIDUAL, 2);
    BackwardOperators dropout = new BackwardOperators(BF16, false, true, true);
    assertThat(gradients(PLAIN, residual, 0)).isEmpty();
    assertThat(bytes(gradients(dropout, residual, 0).getFirst())).isEqualTo(2000 + 1000 + 2000);
  }

  /**
   * Zeros and the chosen ones are written; they and the logarithms are read, a gradient written.
   */
  @Test
  void theLossMovesItsLogitsFourTimesMore() {
    double moved = 0;
    for (Operator operator : gradients(PLAIN, vector("cross_entropy", OperatorKind.LOSS, 1), -1)) {
      moved += bytes(operator);
    }
    assertThat(moved).isEqualTo(4 * 2000);
  }
}
