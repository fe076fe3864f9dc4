package io.bitwright.simulator.energy;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** What is counted as energy. */
public enum EnergyView {
  /** Additions and multiplications alone, as the BitNet papers count. */
  ARITHMETIC,
  /** Arithmetic, on-chip buffers, off-chip memory, links between chips, and idle power. */
  SYSTEM;

  private static final Vocabulary<EnergyView> VOCABULARY =
      Vocabulary.of("energy view", List.of(values()), EnergyView::label);

  /**
   * The view that a word names.
   *
   * @throws io.bitwright.spec.SpecException if there is no such view
   */
  public static EnergyView parse(String word) {
    return VOCABULARY.parse(word);
  }

  /** The word users write: {@code arithmetic}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
