package io.bitwright.golden.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BitPlaneArrayTest {
  @Test
  void resultIsTheSumOfScaledSums() {
    int[][] activations = {{3, -5, 7}};
    byte[][][] planes = {{{1, -1, 1}}, {{-1, -1, 1}}};
    // 100 (3 + 5 + 7) - 20 (-3 + 5 + 7)
    assertThat(BitPlaneArray.multiply(activations, planes, new int[][] {{100}, {-20}}))
        .isEqualTo(new long[][] {{1500 - 180}});
  }

  @Test
  void onePlaneOfScaleOneIsABinaryProduct() {
    int[][] activations = {{1, 2, 3, 4}, {-128, 127, 0, 5}};
    byte[][] weights = {{1, 1, -1, 1}, {-1, 1, 1, -1}};
    assertThat(BitPlaneArray.multiply(activations, new byte[][][] {weights}, new int[][] {{1, 1}}))
        .isEqualTo(AdderTreeArray.multiply(activations, weights));
  }

  @Test
  void everyPlaneNeedsScales() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            BitPlaneArray.multiply(
                new int[][] {{1}}, new byte[][][] {{{1}}, {{1}}}, new int[][] {{1}}))
        .withMessage("2 planes with scales for 1");
  }
}
