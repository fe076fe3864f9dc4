package io.bitwright.simulator.area;

import io.bitwright.simulator.area.record.Area;
import java.util.List;
import java.util.Optional;

/**
 * The model of a group of arrays.
 *
 * @param samples arrays that it was fitted to
 * @param luts look-up tables for logic
 * @param flipFlops flip-flops
 * @param clock the fastest, if it is known
 * @param dspBlocksPerElement multiplier blocks of an element
 * @param errors of all that
 */
record FittedGroup(
    int samples,
    FittedTerms luts,
    FittedTerms flipFlops,
    Optional<FittedClock> clock,
    int dspBlocksPerElement,
    AreaErrors errors) {
  /** Arrays that a group must have for a fit. */
  private static final int LEAST_SAMPLES = 5;

  /**
   * The fit; empty if there are too few arrays.
   *
   * @param clock of such arrays, if it is known
   */
  static Optional<FittedGroup> of(List<ArraySample> group, Optional<FittedClock> clock) {
    List<ArraySample> fitted = group.stream().filter(sample -> !sample.isHeldOut()).toList();
    List<ArraySample> larger = group.stream().filter(ArraySample::isHeldOut).toList();
    if (fitted.size() < LEAST_SAMPLES) {
      return Optional.empty();
    }
    FittedTerms luts = FittedTerms.of(fitted, larger, s -> s.terms().luts(), s -> area(s).luts());
    FittedTerms flipFlops =
        FittedTerms.of(fitted, larger, s -> s.terms().flipFlops(), s -> area(s).flipFlops());
    int dspBlocks =
        group.stream()
            .mapToInt(s -> (int) Math.ceilDiv(area(s).dsps(), s.array().elements()))
            .max()
            .orElse(0);
    AreaErrors errors =
        new AreaErrors(
            luts.leftOut(),
            flipFlops.leftOut(),
            memoryError(group),
            blockError(group, dspBlocks),
            clock.map(FittedClock::error));
    return Optional.of(new FittedGroup(fitted.size(), luts, flipFlops, clock, dspBlocks, errors));
  }

  private static RelativeError memoryError(List<ArraySample> group) {
    return RelativeError.of(
        group.stream().mapToDouble(s -> memory(s).luts()).toArray(),
        group.stream().mapToDouble(s -> area(s).memoryLuts()).toArray());
  }

  private static RelativeError blockError(List<ArraySample> group, int dspBlocks) {
    return RelativeError.of(
        group.stream()
            .mapToDouble(s -> memory(s).blockRams() + s.array().elements() * dspBlocks)
            .toArray(),
        group.stream().mapToDouble(s -> area(s).blockRams() + area(s).dsps()).toArray());
  }

  private static AccumulatorMemory memory(ArraySample sample) {
    return AccumulatorMemory.of(sample.array(), sample.family());
  }

  private static Area area(ArraySample sample) {
    return sample.figures().area();
  }
}
