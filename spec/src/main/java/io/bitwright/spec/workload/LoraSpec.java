package io.bitwright.spec.workload;

import io.bitwright.spec.SpecException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Adapters beside linear layers, not merged into them: {@code W x + B (A x)} with A of rank x
 * inputs and B of outputs x rank, in the format of the stream between layers (LoRA, Hu et al. 2021,
 * arXiv 2106.09685, section 4.1). The factor alpha / rank is taken to be part of B.
 *
 * @param rank 1 to {@value #MOST_RANK}
 * @param targets the layers that have one, each once, in the order of the model's layer
 */
public record LoraSpec(int rank, List<LoraTarget> targets) {
  /** Largest rank. */
  public static final int MOST_RANK = 1 << 16;

  /**
   * Checks the numbers.
   *
   * @throws SpecException if the rank is out of its range
   */
  public LoraSpec {
    targets = List.copyOf(targets);
    if (rank < 1 || rank > MOST_RANK) {
      throw new SpecException("LoRA rank must be from 1 to " + MOST_RANK + ", got " + rank);
    }
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("adapters have targets");
    }
  }

  /** Adapters of the given layers. */
  public static LoraSpec of(int rank, Set<LoraTarget> targets) {
    return new LoraSpec(
        rank, Arrays.stream(LoraTarget.values()).filter(targets::contains).toList());
  }
}
