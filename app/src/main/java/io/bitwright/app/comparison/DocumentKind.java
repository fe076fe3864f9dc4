package io.bitwright.app.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The commands whose documents can be compared, each with keys that only its documents have. */
enum DocumentKind {
  VALIDATE("rows", "holding", "failing"),
  COSIM("cases", "valueMismatches", "cycleDifferences"),
  QUALITY("models", "scope", "ladder"),
  RUN("tokens", "simulatedCycles", "engine"),
  SYNTH("module", "multiplyAccumulatesPerCycle", "results"),
  COLLECTIVE("collective", "algorithms", "seconds"),
  ESTIMATE("model", "latencySeconds");

  private final List<String> keys;

  DocumentKind(String... keys) {
    this.keys = List.of(keys);
  }

  /** The command, as people name it. */
  String label() {
    return this == COLLECTIVE ? "estimate --collective" : name().toLowerCase(Locale.ROOT);
  }

  /** What a document with these keys at its top is of. */
  static Optional<DocumentKind> of(Set<String> keys) {
    return Arrays.stream(values()).filter(kind -> keys.containsAll(kind.keys)).findFirst();
  }

  /** The commands, for messages. */
  static String labels() {
    return String.join(", ", Arrays.stream(values()).map(DocumentKind::label).toList());
  }
}
