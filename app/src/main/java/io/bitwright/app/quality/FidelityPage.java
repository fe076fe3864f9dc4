package io.bitwright.app.quality;

import io.bitwright.app.report.NumberText;

/** The tables as a page of {@code docs/results}; the same figures give the same bytes. */
final class FidelityPage {
  private FidelityPage() {}

  static String of(QualityReport report, String options) {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Fidelity

        Written by `./bitwright quality %s--markdown docs/results/fidelity.md`, which takes minutes. The first row of each table is the
        model as it was trained; the others have all linear layers in one format. Of the BitNet decoders what is stored are the
        weights that they compute with (ternary or binary, times a scale), so a format that holds these loses nothing but by its
        activations.

        %s
        """
            .formatted(options, report.explanation()));
    for (ModelFidelity model : report.models()) {
      page.append("\n## ").append(model.model()).append("\n\n");
      page.append(FidelityTable.of(model.rows()).markdown());
      if (!model.components().isEmpty()) {
        page.append("\nEach linear layer alone in the format, the most robust first:\n\n");
        page.append(FidelityTable.ofComponents(model.components()).markdown());
      }
      model.searches().forEach(search -> page.append(searched(search)));
    }
    return page.toString();
  }

  private static String searched(SearchedFormats search) {
    return "\nAt most %s bits a weight, a format for each layer:\n\n%s"
        .formatted(
            NumberText.decimal(search.budgetBitsPerWeight()),
            FidelityTable.of(search.rows()).markdown());
  }
}
