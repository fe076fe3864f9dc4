package io.bitwright.spec.pod;

import io.bitwright.spec.quantity.TimeSpan;
import java.util.List;

/**
 * Chips and the links between them.
 *
 * <p>With more than one level a pod is a hierarchy, innermost first: the level above joins, in a
 * group of its own, the chips that have the same place in their groups below, each by its own link
 * (in a data centre: one network port a chip, one rail a place). The graph is the Cartesian product
 * of the levels, as the torus is of its rings.
 *
 * @param name lower-case name with dashes, as in {@code tpu-v4-4096}
 * @param description one line
 * @param source where the numbers come from
 * @param accelerator name of the chip, as {@code --accelerator} takes it
 * @param launch what the host adds to a collective that it calls alone; inside a captured graph of
 *     work, or a compiled program, it adds nothing
 * @param levels innermost first, at least one
 * @param overlap whether collectives next to a product run beside it, in parts (Wang et al. 2023,
 *     Overlap Communication with Dependent Computation via Decomposition in Large Deep Learning
 *     Models, ASPLOS, section 5); otherwise the chip computes nothing meanwhile
 */
public record PodSpec(
    String name,
    String description,
    String source,
    String accelerator,
    TimeSpan launch,
    List<PodLevel> levels,
    boolean overlap) {

  public PodSpec {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("a pod needs a level");
    }
  }

  /** A part of this pod, or this pod in another way. */
  PodSpec with(
      String otherName,
      String otherDescription,
      String otherAccelerator,
      List<PodLevel> otherLevels) {
    return new PodSpec(
        otherName, otherDescription, source, otherAccelerator, launch, otherLevels, overlap);
  }

  /** Chips of all levels. */
  public long chips() {
    return levels.stream()
        .mapToLong(level -> level.topology().chips())
        .reduce(1, Math::multiplyExact);
  }
}
