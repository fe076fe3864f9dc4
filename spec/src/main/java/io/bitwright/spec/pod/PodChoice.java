package io.bitwright.spec.pod;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.quantity.Quantities;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which pod a user means.
 *
 * @param pod a shipped name, a YAML file, or a grid of chips such as {@code 4x4x4}
 * @param accelerator a name or a YAML file; that of the pod if empty
 * @param chips those of the whole pod if empty
 */
public record PodChoice(Optional<String> pod, Optional<String> accelerator, OptionalInt chips) {

  /**
   * The pod meant. A grid, or chips of an accelerator, are the shipped pod of exactly that size, or
   * else a part of the smallest larger one that has such a part.
   *
   * @throws SpecException if a name is unknown, a file is wrong, a grid does not fit, there are
   *     more chips than in the pod, or choices contradict one another
   */
  public PodSpec resolve() {
    if (chips.isPresent() && chips.getAsInt() < 1) {
      throw new SpecException("chips must be at least 1, got " + chips.getAsInt());
    }
    if (pod.isEmpty()) {
      return byChips();
    }
    return GridShape.isWritten(pod.get())
        ? byGrid(GridShape.parse(pod.get()))
        : byName(PodLibrary.resolve(pod.get()));
  }

  private PodSpec byName(PodSpec whole) {
    PodSpec of = withAccelerator(whole);
    if (chips.isEmpty()) {
      return of;
    }
    return PodSlice.ofChips(of, chips.getAsInt()).orElseThrow(() -> noPart(of));
  }

  private PodSpec byGrid(GridShape grid) {
    if (chips.isPresent() && chips.getAsInt() != grid.chips()) {
      throw new SpecException(
          "a grid of "
              + grid
              + " has "
              + Quantities.formatWhole(grid.chips())
              + " chips, not "
              + Quantities.formatWhole(chips.getAsInt())
              + "; leave one of the two out");
    }
    List<PodSpec> pods = podsOfAccelerator("a grid of " + grid);
    return smallest(pods, whole -> PodSlice.ofGrid(whole, grid))
        .orElseThrow(() ->
            new SpecException(
                "no grid of "
                    + grid
                    + " fits in a pod of "
                    + accelerator.orElseThrow()
                    + "; its pods: "
                    + listed(pods)));
  }

  private PodSpec byChips() {
    if (chips.isEmpty()) {
      throw new SpecException(
          "no pod: give one of "
              + String.join(", ", PodLibrary.names())
              + ", a YAML file, a grid such as 4x4x4, or an accelerator with its number of chips");
    }
    int count = chips.getAsInt();
    List<PodSpec> pods = podsOfAccelerator(Quantities.formatWhole(count) + " chips");
    return smallest(pods, whole -> PodSlice.ofChips(whole, count))
        .orElseThrow(() -> noPart(pods.getLast()));
  }

  /** Of the pods, small before large, the first that has the part. */
  private static Optional<PodSpec> smallest(
      List<PodSpec> pods, Function<PodSpec, Optional<PodSpec>> part) {
    return pods.stream().map(part).flatMap(Optional::stream).findFirst();
  }

  private List<PodSpec> podsOfAccelerator(String what) {
    String chosen =
        accelerator.orElseThrow(
            () -> new SpecException(what + " of which accelerator? give a name or a YAML file"));
    String name = nameOf(chosen);
    List<PodSpec> pods =
        PodLibrary.names().stream()
            .map(PodLibrary::get)
            .filter(of -> of.accelerator().equals(name))
            .map(this::withAccelerator)
            .sorted(Comparator.comparingLong(PodSpec::chips))
            .toList();
    if (pods.isEmpty()) {
      throw new SpecException(
          "no pod of "
              + QuotedText.of(chosen)
              + " ships; give a pod's YAML file or one of: "
              + String.join(", ", PodLibrary.names()));
    }
    return pods;
  }

  private static String nameOf(String accelerator) {
    return AcceleratorLibrary.names().contains(accelerator)
        ? accelerator
        : AcceleratorLibrary.resolve(accelerator).name();
  }

  /** The pod with the accelerator chosen, which may be a file of the same name. */
  private PodSpec withAccelerator(PodSpec whole) {
    String chosen = accelerator.orElse(whole.accelerator());
    if (!chosen.equals(whole.accelerator()) && !nameOf(chosen).equals(whole.accelerator())) {
      throw new SpecException(
          "the pod "
              + whole.name()
              + " is of "
              + whole.accelerator()
              + ", not "
              + QuotedText.of(chosen)
              + "; leave the accelerator out");
    }
    return whole.with(whole.name(), whole.description(), chosen, whole.levels());
  }

  private SpecException noPart(PodSpec whole) {
    int count = chips.orElseThrow();
    if (count > whole.chips()) {
      return new SpecException(
          Quantities.formatWhole(count)
              + " chips are more than the "
              + Quantities.formatWhole(whole.chips())
              + " of "
              + whole.name());
    }
    String near =
        Stream.of(near(whole, count, -1), near(whole, count, 1))
            .flatMap(Optional::stream)
            .map(Quantities::formatWhole)
            .collect(Collectors.joining(" or "));
    return new SpecException(
        whole.name()
            + " has no part of "
            + Quantities.formatWhole(count)
            + " neighbouring chips; the nearest have "
            + near);
  }

  private static Optional<Integer> near(PodSpec whole, int count, int step) {
    for (int other = count + step; other >= 1 && other <= whole.chips(); other += step) {
      if (PodSlice.ofChips(whole, other).isPresent()) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  private static String listed(List<PodSpec> pods) {
    return pods.stream()
        .map(of ->
            of.levels().getFirst().topology() instanceof Topology.Torus torus
                ? of.name() + " (" + torus.shape() + ")"
                : of.name() + " (no grid)")
        .collect(Collectors.joining(", "));
  }
}
