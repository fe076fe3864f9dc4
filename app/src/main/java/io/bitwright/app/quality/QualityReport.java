package io.bitwright.app.quality;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import java.util.List;
import java.util.Optional;

/**
 * What formats cost, model by model.
 *
 * @param accelerator whose energy is told
 * @param ladder labels of the formats that a search chooses among, bits falling
 */
record QualityReport(
    String text,
    FidelityScope scope,
    String accelerator,
    List<String> ladder,
    List<ModelFidelity> models)
    implements Report {

  @Override
  public Optional<String> html() {
    return Optional.of(QualityPage.of(this).html());
  }

  @Override
  public Object json() {
    return this;
  }

  @Override
  public String text(TextStyle style) {
    StringBuilder report = new StringBuilder();
    for (ModelFidelity model : models) {
      report.append(report.isEmpty() ? "" : "\n").append(style.bold(model.model())).append("\n\n");
      report.append(FidelityTable.of(model.rows()).render(style));
      components(model, style, report);
      model.searches().forEach(search -> search(search, style, report));
    }
    return report.append('\n').append(explanation()).toString();
  }

  private static void components(ModelFidelity model, TextStyle style, StringBuilder report) {
    if (!model.components().isEmpty()) {
      report.append("\nEach linear layer alone in the format, the most robust first:\n\n");
      report.append(FidelityTable.ofComponents(model.components()).render(style));
    }
  }

  private void search(SearchedFormats search, TextStyle style, StringBuilder report) {
    report.append(
        "%nAt most %s bits a weight (%d models measured):%n%n"
            .formatted(NumberText.decimal(search.budgetBitsPerWeight()), search.evaluations()));
    report.append(FidelityTable.of(search.rows()).render(style));
    search
        .formatsByRung(ladder)
        .ifPresent(formats -> report.append("\nGuided by FDT a bit:\n").append(formats));
  }

  /** What the columns are. */
  String explanation() {
    return """
    Perplexity: %s in %d windows of %d tokens. DPPL, FDT, SDT: of %d texts of %d tokens that the model as
    trained wrote, perplexity, tokens before the first other choice, and other choices.
    Energy: one more token on %s, context %d, system view.
    """
        .formatted(
            text,
            scope.windows(),
            scope.window(),
            scope.prompts(),
            scope.newTokens(),
            accelerator,
            scope.context());
  }
}
