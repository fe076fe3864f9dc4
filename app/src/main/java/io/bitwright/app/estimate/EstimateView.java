package io.bitwright.app.estimate;

import io.bitwright.app.pod.PodPages;
import io.bitwright.app.pod.PodReport;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextTable;
import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One estimate from words, as another page shows it.
 *
 * @param title what was estimated
 * @param summary the figures that people ask for first, in one line
 * @param command what gives the same in a terminal; a described accelerator is in the file {@value
 *     #DESCRIBED}
 * @param document that of {@code estimate --json}
 * @param html pictures and tables, to go below a title into a page that has the style of the
 *     estimates' pages
 */
public record EstimateView(
    String title, String summary, String command, Object document, String html) {
  /** Name of the file that a described accelerator is thought to be in. */
  public static final String DESCRIBED = "accelerator.yaml";

  /** Rows of cases also have a name, and may be of a collective, which has no such view. */
  private static final List<String> CHOICES =
      CaseRow.COLUMNS.stream()
          .filter(column -> !List.of("id", "collective", "bytes").contains(column))
          .toList();

  private static final List<String> FIRST_ASKED =
      List.of(
          "latency",
          "step",
          "throughput",
          "MFU",
          "bound by",
          "energy a token",
          "memory",
          "memory a chip");

  /**
   * Estimates.
   *
   * @param choices values by the names that columns of case files have; what is left out has the
   *     default that the command gives it
   * @param described the accelerator, in the place of a named one
   * @throws SpecException if a choice is unknown or wrong, as the command says it
   */
  public static EstimateView of(Map<String, String> choices, Optional<AcceleratorSpec> described) {
    choices.keySet().forEach(EstimateView::requireKnown);
    EstimateRequest.Choices defaults =
        new EstimateRequest.Choices(
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            new GenerationOptions().choices(),
            new OperatorOptions().choices());
    Report report = new CaseRow.Reader(CaseRow.COLUMNS, null, defaults).report(choices, described);
    String command = command(choices, described.isPresent());
    return switch (report) {
      case EstimateReport one ->
          new EstimateView(
              one.title(),
              summary(one.summary()),
              command,
              one.json(),
              EstimatePages.fragment(one));
      case PodReport several ->
          new EstimateView(
              several.title(),
              summary(several.summary()),
              command,
              several.json(),
              PodPages.fragment(several));
      default -> throw new IllegalStateException("no view of " + report.getClass());
    };
  }

  private static void requireKnown(String choice) {
    if (!CHOICES.contains(choice)) {
      throw new SpecException(
          "unknown choice %s; allowed: %s%s"
              .formatted(
                  QuotedText.of(choice),
                  String.join(", ", CHOICES),
                  NearestWord.hint(choice, CHOICES)));
    }
  }

  private static String summary(TextTable figures) {
    return String.join(
        "; ",
        figures.rows().stream()
            .filter(row -> FIRST_ASKED.contains(row.getFirst()))
            .map(row -> row.getFirst() + " " + row.getLast())
            .toList());
  }

  /** Columns and options have the same names but for their dashes. */
  private static String command(Map<String, String> choices, boolean described) {
    StringBuilder command = new StringBuilder("./bitwright estimate");
    for (String column : CHOICES) {
      String value = choices.getOrDefault(column, "");
      if (column.equals("accelerator") && described) {
        value = DESCRIBED;
      }
      if (!value.isBlank()) {
        command.append(" --").append(column.replace('_', '-')).append(' ').append(value.strip());
      }
    }
    return command.toString();
  }
}
