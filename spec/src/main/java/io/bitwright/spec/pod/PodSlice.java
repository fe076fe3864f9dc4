package io.bitwright.spec.pod;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parts of pods, each a pod of its own. */
public final class PodSlice {
  private PodSlice() {}

  /**
   * So many chips of a pod: of its innermost levels as many as they have, of the one above a part.
   * A part of a grid is the one nearest to a cube.
   *
   * @return empty if the pod has no such part
   */
  public static Optional<PodSpec> ofChips(PodSpec pod, int chips) {
    if (chips == pod.chips()) {
      return Optional.of(pod);
    }
    List<PodLevel> levels = new ArrayList<>();
    int left = chips;
    for (PodLevel level : pod.levels()) {
      int size = level.topology().chips();
      if (left % size == 0) {
        levels.add(level);
        left /= size;
      } else if (left < size && (left > 1 || levels.isEmpty())) {
        Optional<Topology> part = LevelSlice.ofChips(level.topology(), left);
        if (part.isEmpty()) {
          return Optional.empty();
        }
        levels.add(new PodLevel(part.orElseThrow(), level.link()));
        left = 1;
      }
    }
    return left == 1 ? Optional.of(part(pod, label(levels, chips), levels)) : Optional.empty();
  }

  /**
   * A grid of the innermost level of a pod.
   *
   * @return empty if it is no grid, or the part does not fit
   */
  public static Optional<PodSpec> ofGrid(PodSpec pod, GridShape grid) {
    PodLevel inner = pod.levels().getFirst();
    return LevelSlice.ofGrid(inner.topology(), grid)
        .map(topology ->
            topology.equals(inner.topology()) && pod.levels().size() == 1
                ? pod
                : part(pod, grid.toString(), List.of(new PodLevel(topology, inner.link()))));
  }

  private static String label(List<PodLevel> levels, int chips) {
    boolean one = levels.size() == 1;
    return one && levels.getFirst().topology() instanceof Topology.Torus torus
        ? torus.shape().toString()
        : String.valueOf(chips);
  }

  private static PodSpec part(PodSpec pod, String label, List<PodLevel> levels) {
    return pod.with(
        pod.name() + "-" + label, label + " of " + pod.description(), pod.accelerator(), levels);
  }
}
