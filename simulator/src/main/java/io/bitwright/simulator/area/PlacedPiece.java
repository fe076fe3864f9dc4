package io.bitwright.simulator.area;

import io.bitwright.simulator.area.record.Configuration;
import io.bitwright.simulator.area.record.SynthesisRecord;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.accelerator.WidthRule;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.part.FpgaFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A piece of an array that was placed and routed.
 *
 * @param group of arrays that have such elements, or of the array whose accumulators these are
 * @param isElement an element, or else accumulators
 * @param bits of the sum, which a carry chain adds
 * @param nanoseconds the shortest period of its clock
 */
record PlacedPiece(ArrayGroup group, boolean isElement, int bits, double nanoseconds) {
  /** Pieces that a fit needs. */
  private static final int LEAST = 3;

  private static final double NANOSECONDS_OF_A_MEGAHERTZ = 1e3;
  private static final String ELEMENT = "processing_element";
  private static final String ACCUMULATORS = "partial_sum_accumulator";

  /** The pieces of systolic arrays in a record that have a speed. */
  static List<PlacedPiece> of(SynthesisRecord record) {
    List<PlacedPiece> pieces = new ArrayList<>();
    for (SynthesisRecord.Line line : record.lines()) {
      line.figures()
          .flatMap(figures -> figures.megahertz())
          .flatMap(megahertz -> of(line.configuration(), megahertz))
          .ifPresent(pieces::add);
    }
    return pieces;
  }

  private static Optional<PlacedPiece> of(Configuration configuration, double megahertz) {
    boolean isElement = configuration.module().equals(ELEMENT);
    if (!MatrixUnitKind.VOCABULARY.words().contains(configuration.unit())
        || !(isElement || configuration.module().equals(ACCUMULATORS))) {
      return Optional.empty();
    }
    Map<String, String> settings = configuration.settingsByKey();
    MatrixUnitKind kind = MatrixUnitKind.parse(configuration.unit());
    NumberFormat weights = NumberFormat.parse(settings.getOrDefault("weights", ""));
    boolean sumsRows = isElement && kind != MatrixUnitKind.OUTPUT_STATIONARY_ARRAY;
    String terms = settings.getOrDefault(sumsRows ? "rows" : "longest-sum", "");
    ElementMultiplier multiplier =
        ElementMultiplier.addsOnly(weights)
            ? ElementMultiplier.ADDER
            : ElementMultiplier.parse(settings.getOrDefault("multiplier", ""));
    return Optional.of(
        new PlacedPiece(
            new ArrayGroup(
                kind, weights, NumberFormat.INT8, multiplier, configuration.target().family()),
            isElement,
            WidthRule.accumulatorBits(weights, NumberFormat.INT8, Integer.parseInt(terms)),
            NANOSECONDS_OF_A_MEGAHERTZ / megahertz));
  }

  /** The terms of a period: the carry chain over the sum, and what leads to it and from it. */
  static Terms periodTerms(int bits) {
    return Terms.of(bits, 1);
  }

  /** The period of a group's elements; empty if too few were placed. */
  static Optional<FittedTerms> elements(List<PlacedPiece> pieces, ArrayGroup group) {
    return fit(pieces.stream().filter(PlacedPiece::isElement).filter(p -> p.group().equals(group)));
  }

  /** The period of the accumulators of any array on a family; empty if too few were placed. */
  static Optional<FittedTerms> accumulators(List<PlacedPiece> pieces, FpgaFamily family) {
    return fit(
        pieces.stream().filter(p -> !p.isElement()).filter(p -> p.group().family() == family));
  }

  /** The clock of a group of arrays; empty if the pieces of such arrays were not placed. */
  static Optional<FittedClock> clock(List<PlacedPiece> pieces, ArrayGroup group) {
    boolean holdsSums = group.kind() == MatrixUnitKind.OUTPUT_STATIONARY_ARRAY;
    Optional<FittedTerms> accumulators =
        holdsSums ? Optional.empty() : accumulators(pieces, group.family());
    return elements(pieces, group)
        .filter(element -> holdsSums || accumulators.isPresent())
        .map(element -> new FittedClock(element, accumulators));
  }

  private static Optional<FittedTerms> fit(Stream<PlacedPiece> chosen) {
    List<PlacedPiece> pieces = chosen.toList();
    return pieces.size() < LEAST
        ? Optional.empty()
        : Optional.of(
            FittedTerms.of(
                pieces, List.of(), piece -> periodTerms(piece.bits()), PlacedPiece::nanoseconds));
  }
}
