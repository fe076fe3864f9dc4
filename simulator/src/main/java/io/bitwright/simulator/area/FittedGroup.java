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
 * @param period of the fastest clock in nanoseconds, if placements were made
 * @param dspBlocksPerElement multiplier blocks of an element
 * @param errors of all that
 */
record FittedGroup(
    int samples,
    FittedTerms luts,
    FittedTerms flipFlops,
    Optional<FittedTerms> period,
    int dspBlocksPerElement,
    AreaErrors errors) {
  /** Arrays that a group must have for a fit. */
  private static final int LEAST_SAMPLES = 5;

  private static final double NANOSECONDS_OF_A_MEGAHERTZ = 1e3;
  private static final double HERTZ_OF_A_NANOSECOND = 1e9;

  /** The fit; empty if there are too few arrays. */
  static Optional<FittedGroup> of(List<ArraySample> group) {
    List<ArraySample> fitted = group.stream().filter(sample -> !sample.isHeldOut()).toList();
    List<ArraySample> larger = group.stream().filter(ArraySample::isHeldOut).toList();
    if (fitted.size() < LEAST_SAMPLES) {
      return Optional.empty();
    }
    FittedTerms luts = FittedTerms.of(fitted, larger, s -> s.terms().luts(), s -> area(s).luts());
    FittedTerms flipFlops =
        FittedTerms.of(fitted, larger, s -> s.terms().flipFlops(), s -> area(s).flipFlops());
    List<ArraySample> placed =
        fitted.stream().filter(s -> s.figures().megahertz().isPresent()).toList();
    Optional<FittedTerms> period =
        placed.size() < LEAST_SAMPLES
            ? Optional.empty()
            : Optional.of(
                FittedTerms.of(
                    placed, List.of(), s -> periodTerms(s.array()), FittedGroup::nanoseconds));
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
            period.map(FittedTerms::leftOut));
    return Optional.of(new FittedGroup(fitted.size(), luts, flipFlops, period, dspBlocks, errors));
  }

  /** The fastest clock of an array, in hertz, if placements were made. */
  Optional<Double> fmaxHertz(ArrayDesign array) {
    return period.map(fit -> HERTZ_OF_A_NANOSECOND / fit.of(periodTerms(array)));
  }

  /** A carry chain over the widest sum, and what leads to it and from it. */
  private static Terms periodTerms(ArrayDesign array) {
    return Terms.of(array.accumulatorWidth(), 1);
  }

  private static double nanoseconds(ArraySample sample) {
    return NANOSECONDS_OF_A_MEGAHERTZ / sample.figures().megahertz().orElseThrow();
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
