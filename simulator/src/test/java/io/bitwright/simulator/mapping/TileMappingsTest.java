package io.bitwright.simulator.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.accelerator.BufferSpec;
import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TileMappingsTest {

  @Property(seed = "1")
  void everyCandidateFitsTheBuffersAndReadsWhatItMust(
      @ForAll @IntRange(min = 1, max = 5000) int m,
      @ForAll @IntRange(min = 1, max = 5000) int k,
      @ForAll @IntRange(min = 1, max = 5000) int n,
      @ForAll @IntRange(min = 1024, max = 100_000) int weightBuffer,
      @ForAll @IntRange(min = 512, max = 100_000) int activationBuffer,
      @ForAll @IntRange(min = 512, max = 100_000) int resultBuffer) {
    MatmulShape shape = new MatmulShape(m, k, n);
    MatmulTensors tensors = new MatmulTensors(shape, 0.25, 1, 2, false, false);
    BufferSpec buffers =
        new BufferSpec(
            new ByteSize(weightBuffer), new ByteSize(activationBuffer), new ByteSize(resultBuffer));

    assertThat(TileMappings.candidates(tensors, buffers, 16, 16, 64))
        .isNotEmpty()
        .allSatisfy(mapping -> {
          double rows = Math.ceilDiv(m, mapping.mParts());
          double terms = Math.ceilDiv(k, mapping.kParts());
          double columns = Math.ceilDiv(n, mapping.nParts());
          assertThat(terms * columns * 0.25).isLessThanOrEqualTo(weightBuffer / 2.0);
          assertThat(rows * terms).isLessThanOrEqualTo(activationBuffer / 2.0);
          assertThat(rows * columns * 2).isLessThanOrEqualTo(resultBuffer / 2.0);
          assertThat(mapping.weightReads()).isGreaterThanOrEqualTo(tensors.allWeightBytes());
          assertThat(mapping.activationReads())
              .isGreaterThanOrEqualTo(tensors.allActivationBytes());
          assertThat(mapping.resultWrites()).isEqualTo(tensors.allResultBytes());
          if (mapping.kParts() > 1) {
            assertThat(rows).isLessThanOrEqualTo(64);
            assertThat(columns).isLessThanOrEqualTo(16);
          }
        });
  }

  @Test
  void operandThatFitsIsReadOnce() {
    MatmulTensors tensors = new MatmulTensors(new MatmulShape(1000, 64, 64), 1, 1, 1, false, false);
    BufferSpec buffers = new BufferSpec(new ByteSize(8192), new ByteSize(8192), new ByteSize(8192));

    List<TileMapping> candidates = TileMappings.candidates(tensors, buffers, 16, 16, 64);

    assertThat(candidates)
        .filteredOn(mapping -> mapping.nParts() == 1 && mapping.kParts() == 1)
        .filteredOn(TileMapping::weightsOutermost)
        .isNotEmpty()
        .allSatisfy(mapping -> {
          assertThat(mapping.weightReads()).isEqualTo(4096);
          assertThat(mapping.activationReads()).isEqualTo(64_000);
        });
  }

  @Test
  void streamedOperandIsReadAgainForEachPartOfTheOneThatStays() {
    TileMapping mapping =
        TileMapping.of(
            new MatmulTensors(new MatmulShape(100, 10, 60), 1, 1, 2, false, false), 5, 3, 1, true);

    assertThat(mapping.weightReads()).isEqualTo(600);
    assertThat(mapping.activationReads()).isEqualTo(3 * 1000);
    assertThat(mapping.resultWrites()).isEqualTo(12_000);
    assertThat(mapping.prologueBytes()).isEqualTo(200);
    assertThat(mapping.steps()).isEqualTo(15);
  }

  @Test
  void largerBuffersLoseNoCandidate() {
    MatmulTensors tensors =
        new MatmulTensors(new MatmulShape(300, 700, 500), 0.25, 1, 2, false, false);
    List<TileMapping> before = List.of();
    for (int kibibytes : new int[] {1, 2, 3, 5, 8, 13, 100, 1000}) {
      ByteSize size = new ByteSize(1024L * kibibytes);
      List<TileMapping> candidates =
          TileMappings.candidates(tensors, new BufferSpec(size, size, size), 16, 16, 64);

      assertThat(candidates).containsAll(before);
      before = candidates;
    }
    assertThat(before).hasSizeGreaterThan(50);
  }
}
