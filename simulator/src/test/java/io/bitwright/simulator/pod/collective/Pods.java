package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Small pods, and cases on them. */
final class Pods {
  private Pods() {}

  /**
   * A collective on a pod.
   *
   * @param algorithm one of those that suit, by its number
   */
  record Case(List<Axis> axes, Collective collective, CollectiveAlgorithm algorithm, double bytes) {
    List<Integer> group() {
      return all(axes);
    }

    double closedForm() {
      return CollectiveTime.seconds(axes, group(), collective, algorithm, bytes);
    }
  }

  static Axis axis(AxisKind kind, int size) {
    return new Axis(kind, size, 1, 0, 0, 1, 0, -1);
  }

  /** Indices of all axes. */
  static List<Integer> all(List<Axis> axes) {
    return IntStream.range(0, axes.size()).boxed().toList();
  }

  private static Arbitrary<Axis> anyAxis(int most) {
    return Combinators.combine(
            Arbitraries.of(AxisKind.class),
            Arbitraries.integers().between(1, most),
            Arbitraries.integers().between(0, 5),
            Arbitraries.of(1.0, 1.5, 4.0),
            protocols(),
            Arbitraries.integers().between(0, 50))
        .as((kind, size, hop, oversubscription, protocols, start) ->
            new Axis(
                kind,
                size,
                protocols,
                start,
                hop,
                kind == AxisKind.SWITCH ? oversubscription : 1,
                0,
                -1));
  }

  /** One or two; the second may be quick to start, or slow and wide. */
  private static Arbitrary<List<Axis.Protocol>> protocols() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 20), Arbitraries.integers().between(0, 2000))
        .as((bandwidth, latency) -> new Axis.Protocol(bandwidth, latency))
        .list()
        .ofMinSize(1)
        .ofMaxSize(2);
  }

  /** Two rings or lines with equal links, and another axis above them. */
  private static Arbitrary<List<Axis>> hierarchies() {
    return Combinators.combine(
            Arbitraries.of(AxisKind.RING, AxisKind.LINE),
            protocols(),
            Arbitraries.integers().between(1, 5),
            Arbitraries.integers().between(1, 5),
            anyAxis(4))
        .as((kind, protocols, one, other, above) ->
            List.of(
                new Axis(kind, one, protocols, 3, 1, 1, 0, -1),
                new Axis(kind, other, protocols, 3, 1, 1, 0, -1),
                above));
  }

  /**
   * Twisted tori of two or three axes, the first one or two of them twisted along the last, or the
   * first along both others; some below another axis.
   */
  static Arbitrary<List<Axis>> twisted() {
    return Combinators.combine(
            protocols(),
            Arbitraries.integers().between(2, 4).list().ofMinSize(2).ofMaxSize(3),
            Arbitraries.integers().between(1, 4),
            Arbitraries.of(true, false),
            anyAxis(2).optional(0.3))
        .as((protocols, sizes, twist, alongBoth, above) -> {
          List<Axis> axes = new ArrayList<>();
          int last = sizes.size() - 1;
          int plain = alongBoth ? 1 : last;
          List<Integer> along = IntStream.rangeClosed(plain, last).boxed().toList();
          for (int a = 0; a <= last; a++) {
            boolean moves = a < plain;
            axes.add(
                new Axis(
                    AxisKind.RING,
                    sizes.get(a),
                    protocols,
                    2,
                    1,
                    1,
                    moves ? twist : 0,
                    moves ? along : List.of()));
          }
          above.ifPresent(axes::add);
          return axes;
        });
  }

  /** One axis of up to 17 chips, up to three of up to 5, or a hierarchy. */
  static Arbitrary<List<Axis>> pods() {
    return Arbitraries.oneOf(
        anyAxis(17).list().ofSize(1), anyAxis(5).list().ofMinSize(2).ofMaxSize(3), hierarchies());
  }

  static Arbitrary<Case> cases() {
    return cases(pods());
  }

  static Arbitrary<Case> cases(Arbitrary<List<Axis>> pods) {
    return Combinators.combine(
            pods,
            Arbitraries.of(Collective.class),
            Arbitraries.integers().between(0, 1000),
            Arbitraries.integers().between(1, 100_000))
        .as((axes, collective, choice, bytes) -> {
          List<CollectiveAlgorithm> fitting =
              CollectiveChoice.candidates(axes, all(axes), collective, bytes);
          CollectiveAlgorithm algorithm = fitting.get(choice % fitting.size());
          return new Case(axes, collective, algorithm, bytes);
        });
  }
}
