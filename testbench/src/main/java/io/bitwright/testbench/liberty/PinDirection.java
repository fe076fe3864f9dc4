package io.bitwright.testbench.liberty;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** Which way a pin of a cell drives. */
public enum PinDirection {
  INPUT,
  OUTPUT,
  INOUT,
  /** A node within the cell. */
  INTERNAL;

  static final Vocabulary<PinDirection> VOCABULARY =
      Vocabulary.of(
          "direction", List.of(values()), direction -> direction.name().toLowerCase(Locale.ROOT));
}
