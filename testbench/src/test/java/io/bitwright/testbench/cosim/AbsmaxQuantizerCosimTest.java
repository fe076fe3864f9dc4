package io.bitwright.testbench.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.unit.AbsmaxQuantizerModel;
import io.bitwright.testbench.tool.RequiresVerilator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@RequiresVerilator
class AbsmaxQuantizerCosimTest {
  /** Tokens of up to 4 beats of 2 values. */
  private static final AbsmaxQuantizerModel UNIT = AbsmaxQuantizerModel.of(2, 8, 8);

  /** All 2-value tokens there are. */
  @Test
  void everyQuotientOfEightBitsIsRight() {
    List<int[]> pairs =
        IntStream.range(0, 1 << 16).mapToObj(i -> new int[] {(byte) i, (byte) (i >> 8)}).toList();
    CosimResult result =
        CosimBuild.of(UNIT).run(AbsmaxQuantizerCosim.tokens(UNIT, pairs, "all", noStalls()));
    assertThat(result.disagreement()).isEmpty();
  }

  @Test
  void tokenThatIsTooLongStopsTheSimulation() {
    AbsmaxQuantizerModel longer = AbsmaxQuantizerModel.of(2, 8, 9);
    CosimResult result =
        CosimBuild.of(UNIT)
            .run(AbsmaxQuantizerCosim.tokens(longer, List.of(new int[9]), "too long", noStalls()));
    assertThat(result.failure()).isPresent();
    assertThat(result.disagreement()).contains("stream value: a token is longer than 4 beats");
  }

  private static StreamStalls noStalls() {
    return StreamStalls.none();
  }
}
