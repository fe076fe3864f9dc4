package io.bitwright.app.quality;

import io.bitwright.golden.fidelity.FormatAssignment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What searches for a budget found, beside one format for all layers.
 *
 * @param budgetBitsPerWeight what none of them may pass
 * @param rows guided by FDT for each bit saved and by FDT alone, guided by perplexity for each bit,
 *     and uniform: the format of the ladder with most bits within the budget
 * @param evaluations models that the searches measured
 * @param formats of each linear layer, guided by FDT for each bit
 */
record SearchedFormats(
    double budgetBitsPerWeight,
    List<FidelityFigures> rows,
    int evaluations,
    Map<String, String> formats) {

  static Map<String, String> labels(FormatAssignment assignment) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String layer : assignment.layers()) {
      assignment.format(layer).ifPresent(format -> labels.put(layer, format.weights().label()));
    }
    return labels;
  }

  /** The layers of each format, in the ladder's order, as lines for people. */
  Optional<String> formatsByRung(List<String> ladder) {
    StringBuilder text = new StringBuilder();
    for (String rung : ladder) {
      List<String> layers =
          formats.entrySet().stream()
              .filter(entry -> entry.getValue().equals(rung))
              .map(Map.Entry::getKey)
              .toList();
      if (!layers.isEmpty()) {
        text.append("  ").append(rung).append(": ").append(String.join(", ", layers)).append('\n');
      }
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
  }
}
