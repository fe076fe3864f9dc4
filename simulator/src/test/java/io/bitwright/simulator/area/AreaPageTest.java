package io.bitwright.simulator.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.bitwright.simulator.area.record.SynthesisRecord;
import io.bitwright.spec.part.FpgaFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Are the errors that docs/area.md states those of the model? */
class AreaPageTest {
  private static final Path PAGE = Path.of("..", "docs", "area.md");
  private static final Map<ArrayGroup, FittedGroup> GROUPS = AreaModel.shipped().groups();

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String meanAndLargest(RelativeError error) {
    return error.samples() == 0 ? "-" : percent(error.mean()) + ", " + percent(error.largest());
  }

  private static String largest(RelativeError error) {
    return error.samples() == 0 ? "-" : percent(error.largest());
  }

  private static String row(ArrayGroup group, FittedGroup fitted) {
    return "| `%s` | %s x %s, %s | %s | %d | %s | %s | %s | %s |"
        .formatted(
            group.kind().label(),
            group.weights(),
            group.activations(),
            group.multiplier().label(),
            group.family().label(),
            fitted.samples(),
            meanAndLargest(fitted.luts().leftOut()),
            meanAndLargest(fitted.flipFlops().leftOut()),
            largest(fitted.luts().heldOut()),
            largest(fitted.flipFlops().heldOut()));
  }

  private static String clockRow(String piece, FittedTerms period) {
    return "| %s | %.2f + %.3f x bits | %d | %s |"
        .formatted(
            piece,
            period.weights().get(1),
            period.weights().get(0),
            period.leftOut().samples(),
            meanAndLargest(period.leftOut()));
  }

  private static String elementRow(ArrayGroup group, FittedClock clock) {
    return clockRow(
        "element of a `%s`, %s x %s, %s"
            .formatted(
                group.kind().label(),
                group.weights(),
                group.activations(),
                group.multiplier().label()),
        clock.element());
  }

  @Test
  void theTableOfErrorsIsComputedFromTheRecord() throws IOException {
    List<String> rows =
        GROUPS.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList();

    assertThat(table("| array | elements |")).as("put into %s", PAGE).isEqualTo(rows);
  }

  @Test
  void theTableOfClocksIsComputedFromTheRecord() throws IOException {
    List<PlacedPiece> pieces = PlacedPiece.of(SynthesisRecord.shipped());
    List<String> rows = new ArrayList<>();
    PlacedPiece.accumulators(pieces, FpgaFamily.ICE40)
        .ifPresent(period -> rows.add(clockRow("accumulators in block RAM", period)));
    GROUPS.forEach(
        (group, fitted) -> fitted.clock().ifPresent(clock -> rows.add(elementRow(group, clock))));

    assertThat(rows).hasSizeGreaterThan(1);
    assertThat(table("| on iCE40 |")).as("put into %s", PAGE).isEqualTo(rows);
  }

  /** Whole arrays that were placed, of which no fit knows: the slower piece is what they reach. */
  @Test
  void theClockOfAWholeArrayIsThatOfItsSlowerPiece() {
    List<SynthesisRecord.Line> placed =
        SynthesisRecord.shipped().lines().stream()
            .filter(line -> line.configuration().module().isEmpty())
            .filter(line -> line.figures().orElseThrow().megahertz().isPresent())
            .toList();

    assertThat(placed).isNotEmpty();
    for (SynthesisRecord.Line line : placed) {
      double found = line.figures().orElseThrow().megahertz().orElseThrow();
      double foretold =
          AreaModel.shipped().of(line.configuration()).orElseThrow().fmaxHertz().orElseThrow();
      assertThat(foretold / 1e6)
          .as(line.configuration().title())
          .isCloseTo(found, withinPercentage(10));
    }
  }

  /** A group whose arrays foretell each other no better would need other terms. */
  @Test
  void noGroupIsOffByAFifth() {
    for (Map.Entry<ArrayGroup, FittedGroup> entry : GROUPS.entrySet()) {
      AreaErrors errors = entry.getValue().errors();
      assertThat(errors.luts().mean()).as("LUTs of %s", entry.getKey()).isLessThan(0.1);
      assertThat(errors.luts().largest()).as("LUTs of %s", entry.getKey()).isLessThan(0.2);
      assertThat(errors.flipFlops().largest())
          .as("flip-flops of %s", entry.getKey())
          .isLessThan(0.1);
      assertThat(errors.memoryLuts().largest()).isZero();
      assertThat(errors.blocks().largest()).isZero();
    }
  }

  /** The rows below a heading of the page and its line of dashes. */
  private static List<String> table(String heading) throws IOException {
    return Files.readString(PAGE)
        .lines()
        .dropWhile(line -> !line.startsWith(heading))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }
}
