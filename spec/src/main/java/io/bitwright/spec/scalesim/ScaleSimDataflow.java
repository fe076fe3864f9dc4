package io.bitwright.spec.scalesim;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import java.util.List;

/** The dataflows of SCALE-Sim, by the words of its configuration. */
public enum ScaleSimDataflow {
  /** K lies along the rows, N along the columns; M streams. */
  WEIGHT_STATIONARY("ws", "weight_stationary_array"),

  /** M lies along the rows, N along the columns; K streams. */
  OUTPUT_STATIONARY("os", "output_stationary_array"),

  /** K lies along the rows, M along the columns; N streams. */
  INPUT_STATIONARY("is", "input_stationary_array");

  /** The words users may write. */
  public static final Vocabulary<ScaleSimDataflow> VOCABULARY =
      Vocabulary.of("dataflow", List.of(values()), ScaleSimDataflow::label);

  private final String label;
  private final String unit;

  ScaleSimDataflow(String label, String unit) {
    this.label = label;
    this.unit = unit;
  }

  /** SCALE-Sim's word: {@code ws}. */
  public String label() {
    return label;
  }

  /** The name of our unit with this dataflow: {@code weight_stationary_array}. */
  public String unit() {
    return unit;
  }

  /**
   * The value of a word that a user wrote.
   *
   * @throws SpecException naming the known words and the nearest
   */
  public static ScaleSimDataflow parse(String word) {
    return VOCABULARY.parse(word);
  }

  /**
   * The dataflow of one of our units.
   *
   * @throws SpecException if it has none of the three
   */
  public static ScaleSimDataflow ofUnit(String unit) {
    for (ScaleSimDataflow dataflow : values()) {
      if (dataflow.unit.equals(unit)) {
        return dataflow;
      }
    }
    throw new SpecException(
        "SCALE-Sim's accounting knows systolic arrays (ws, os, is), not " + unit);
  }
}
