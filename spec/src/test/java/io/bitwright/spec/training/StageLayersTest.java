package io.bitwright.spec.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StageLayersTest {
  private static List<Integer> spread(int layers, int stages) {
    StageLayers all = new StageLayers(layers, stages);
    return IntStream.range(0, stages).mapToObj(all::of).toList();
  }

  /** github bigscience-workshop/bigscience, train/tr11-176B-ml/README.md, Architecture. */
  @Test
  void bloomHasFiveLayersBesideEmbeddingAndHead() {
    assertThat(spread(70, 12)).containsExactly(5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 5);
  }

  @Test
  void theFirstStageIsTheLastToGetOneMore() {
    assertThat(spread(32, 4)).containsExactly(8, 8, 8, 8);
    assertThat(spread(32, 5)).containsExactly(6, 6, 7, 7, 6);
    assertThat(spread(7, 4)).containsExactly(2, 2, 2, 1);
    assertThat(spread(3, 2)).containsExactly(2, 1);
  }

  @Property(seed = "7", tries = 300)
  void allLayersAreSpreadWithinOneOfEachOther(
      @ForAll @IntRange(min = 1, max = 60) int stages,
      @ForAll @IntRange(min = 0, max = 200) int more) {
    int layers = stages + more;
    List<Integer> spread = spread(layers, stages);
    assertThat(spread.stream().mapToInt(Integer::intValue).sum()).isEqualTo(layers);
    int fewest = layers / stages;
    int most = Math.ceilDiv(layers, stages);
    assertThat(spread).allMatch(count -> count >= fewest && count <= most);
    assertThat(spread.getLast()).isEqualTo(fewest);
  }

  @Test
  void eachStageHasALayer() {
    assertThatThrownBy(() -> new StageLayers(3, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("4 stages of 3 layers");
    assertThatThrownBy(() -> new StageLayers(3, 2).of(2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
