package io.bitwright.simulator.area;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fastest clock of a group of arrays: that of the slower of its parts, each with a period that
 * grows with the bits of its carry chain.
 *
 * @param element period of an element in nanoseconds
 * @param accumulators period of the accumulators beside the array in nanoseconds, if it has them
 */
record FittedClock(FittedTerms element, Optional<FittedTerms> accumulators) {
  private static final double HERTZ_OF_A_NANOSECOND = 1e9;

  /** Hertz of an array of the group. */
  double fmaxHertz(ArrayDesign array) {
    int sumBits = array.holdsSums() ? array.accumulatorWidth() : array.sumWidth();
    double period = element.of(PlacedPiece.periodTerms(sumBits));
    if (accumulators.isPresent()) {
      period =
          Math.max(
              period, accumulators.get().of(PlacedPiece.periodTerms(array.accumulatorWidth())));
    }
    return HERTZ_OF_A_NANOSECOND / period;
  }

  /** The error of the part that is foretold worse. */
  RelativeError error() {
    List<RelativeError> errors =
        Stream.concat(Stream.of(element), accumulators.stream()).map(FittedTerms::leftOut).toList();
    return errors.stream()
        .reduce((a, b) -> a.largest() >= b.largest() ? a : b)
        .orElse(RelativeError.NONE);
  }
}
