package io.bitwright.simulator.area;

import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.format.NumberFormat;
import java.util.List;
import java.util.Locale;

/** How an element of an array multiplies, by the words that the generator's settings have. */
public enum ElementMultiplier {
  /** A product on a multiplier block. */
  DSP,
  /** Booth digits in look-up tables, a register after every four bits of the weight. */
  LUT,
  /** No product: weights of +-1 and 0 add or subtract. */
  ADDER;

  private static final Vocabulary<ElementMultiplier> VOCABULARY =
      Vocabulary.of("multiplier", List.of(values()), ElementMultiplier::label);

  /** The word: {@code dsp}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ElementMultiplier parse(String word) {
    return VOCABULARY.parse(word);
  }

  /** Whether weights of a format are added and never multiplied. */
  static boolean addsOnly(NumberFormat weights) {
    return weights == NumberFormat.BINARY || weights == NumberFormat.TERNARY;
  }
}
