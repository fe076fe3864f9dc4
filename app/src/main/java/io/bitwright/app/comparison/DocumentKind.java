package io.bitwright.app.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The commands whose documents can be compared, each with keys that only its documents have. */
enum DocumentKind {
  VALIDATE,
  COSIM,
  QUALITY,
  RUN,
  SYNTH,
  EXPLORE,
  COLLECTIVE,
  ESTIMATE;

  private List<String> keys() {
    return switch (this) {
      case VALIDATE -> List.of("rows", "holding", "failing");
      case COSIM -> List.of("cases", "valueMismatches", "cycleDifferences");
      case QUALITY -> List.of("models", "scope", "ladder");
      case RUN -> List.of("tokens", "simulatedCycles", "engine");
      case SYNTH -> List.of("module", "multiplyAccumulatesPerCycle", "results");
      case EXPLORE -> List.of("space", "gridPoints", "front");
      case COLLECTIVE -> List.of("collective", "algorithms", "seconds");
      case ESTIMATE -> List.of("model", "latencySeconds");
    };
  }

  /** The command, as people name it. */
  String label() {
    return this == COLLECTIVE ? "estimate --collective" : name().toLowerCase(Locale.ROOT);
  }

  /** What a document with these keys at its top is of. */
  static Optional<DocumentKind> of(Set<String> keys) {
    return Arrays.stream(values()).filter(kind -> keys.containsAll(kind.keys())).findFirst();
  }

  /** The commands, for messages. */
  static String labels() {
    return String.join(", ", Arrays.stream(values()).map(DocumentKind::label).toList());
  }
}
