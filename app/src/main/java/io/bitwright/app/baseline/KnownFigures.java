package io.bitwright.app.baseline;

import static io.bitwright.app.baseline.FigureDirection.HIGHER_IS_BETTER;
import static io.bitwright.app.baseline.FigureDirection.LOWER_IS_BETTER;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the keys of the commands' documents are: figures with a direction, settings that make up the
 * subject, or parts of a list and what tells them apart. All other keys are neither.
 *
 * <p>A key is written with its way from the root; {@code []} stands for the parts of a list, {@code
 * *} for any key. Figures of single operators and collectives are left out: a better whole may have
 * worse parts.
 */
final class KnownFigures {
  private static final List<String> LOWER =
      List.of(
          "latencySeconds",
          "seconds",
          "secondsWithFailures",
          "secondsPerToken",
          "timeToFirstTokenSeconds",
          "timePerOutputTokenSeconds",
          "generationSeconds",
          "estimatedSeconds",
          "cycles",
          "simulatedCycles",
          "rtlCycles",
          "layers[].cycles",
          "energyJoules",
          "energyJoules.*",
          "energyPerTokenJoules",
          "joulesPerOperation",
          "areaSquareMicrometres",
          "leakageWatts",
          "memoryBytes",
          "memoryBytes.*",
          "shortfallBytes",
          "valueMismatches",
          "cycleDifferences",
          "units[].valueMismatches",
          "units[].cycleDifferences",
          "units[].open",
          "results[].rtlCycles",
          "results[].simulatedCycles",
          "results[].valueMismatches",
          "results[].area.*",
          "errors",
          "failing",
          "knownDeviations",
          "best[].lowest",
          "rows[].error",
          "rows[].picojoules",
          "rows[].areaSquareMicrometres",
          "models[].rows[].bitsPerWeight",
          "models[].rows[].natsPerToken",
          "models[].rows[].perplexity",
          "models[].rows[].divergentPerplexity",
          "models[].rows[].divergentTokens",
          "models[].rows[].divergentShare",
          "models[].rows[].energyPerTokenJoules");

  private static final List<String> HIGHER =
      List.of(
          "tokensPerSecond",
          "tokensPerJoule",
          "mfu",
          "hfu",
          "algorithmBytesPerSecond",
          "busBytesPerSecond",
          "holding",
          "units[].score",
          "results[].megahertz",
          "best[].highest",
          "models[].rows[].firstDivergentToken",
          "models[].rows[].textsWithout");

  private static final List<String> SUBJECT =
      List.of(
          "space",
          "model",
          "machine",
          "accelerator",
          "pod",
          "chips",
          "collective",
          "bytes",
          "phase",
          "alignment",
          "batch",
          "sequence",
          "context",
          "weights",
          "activations",
          "method",
          "optimizer",
          "precision",
          "energyView",
          "nodeNm",
          "chunk",
          "generation.*",
          "generation.speculation.*",
          "operatorOptions.*",
          "operatorOptions.attention.*",
          "operatorOptions.lora.*",
          "accounting",
          "dataflow",
          "design",
          "unit",
          "settings.*",
          "module",
          "library",
          "operands",
          "operation",
          "strategy",
          "seed",
          "cases",
          "engine",
          "prompt",
          "decoding",
          "temperature",
          "topK",
          "topP",
          "beams",
          "lengthPenalty",
          "draft",
          "draftTokens",
          "scope.*");

  /** The lists with figures, and the keys that tell their parts apart. */
  private static final Map<String, List<String>> LISTS =
      Map.of(
          "results", List.of("target", "unit", "workload", "operands", "stalls"),
          "units", List.of("unit"),
          "layers", List.of("name"),
          "best", List.of("objective"),
          "rows", List.of("source", "item", "library", "module", "operands", "operation"),
          "models", List.of("model"),
          "models[].rows", List.of("weights", "method", "activations"));

  /** Errors have a sign, and are better the nearer they are to 0. */
  private static final String ERROR = "error";

  private KnownFigures() {}

  /** Which way the figure of a key gets better; empty if the key is no figure. */
  static Optional<FigureDirection> direction(String key) {
    if (matches(LOWER, key)) {
      return Optional.of(LOWER_IS_BETTER);
    }
    return matches(HIGHER, key) ? Optional.of(HIGHER_IS_BETTER) : Optional.empty();
  }

  /** The value of a figure as it is compared. */
  static double compared(String key, double value) {
    return key.endsWith("." + ERROR) ? Math.abs(value) : value;
  }

  /** Whether the key is a setting that says what the document is about. */
  static boolean isSubject(String key) {
    return matches(SUBJECT, key);
  }

  /** The keys that tell the parts of a list apart; empty if the list has no figures. */
  static List<String> keysOfParts(String list) {
    return LISTS.getOrDefault(list, List.of());
  }

  private static boolean matches(List<String> known, String key) {
    int dot = key.lastIndexOf('.');
    return known.contains(key) || (dot > 0 && known.contains(key.substring(0, dot) + ".*"));
  }
}
