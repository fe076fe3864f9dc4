package io.bitwright.testbench.liberty;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** Which edge of the output an edge of the related pin causes. */
public enum TimingSense {
  /** The same edge. */
  POSITIVE_UNATE,
  /** The opposite edge. */
  NEGATIVE_UNATE,
  /** Either. */
  NON_UNATE;

  static final Vocabulary<TimingSense> VOCABULARY =
      Vocabulary.of(
          "timing sense", List.of(values()), sense -> sense.name().toLowerCase(Locale.ROOT));
}
