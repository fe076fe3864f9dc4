package io.bitwright.codegen.unit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the activations of a row of M follow each other on a stream. */
public enum ActivationOrder {
  /** All bits of all activations of a row in one beat. */
  PARALLEL,
  /** One bit of all activations of a row a beat, bit 0 first, the sign last. */
  SERIAL;

  /** The word users write: {@code serial}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(ActivationOrder::label).toList();
  }

  static ActivationOrder named(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return label();
  }
}
