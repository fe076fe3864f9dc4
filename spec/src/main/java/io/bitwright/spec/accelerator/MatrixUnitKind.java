package io.bitwright.spec.accelerator;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** The matrix units an accelerator may name; the order is the order in the documentation. */
public enum MatrixUnitKind {
  /** Systolic array: weights stay in the elements, activations stream through. */
  WEIGHT_STATIONARY_ARRAY,
  /** Systolic array: activations stay in the elements, weights stream through. */
  INPUT_STATIONARY_ARRAY,
  /** Systolic array: sums stay in the elements, activations and weights stream through. */
  OUTPUT_STATIONARY_ARRAY,
  /**
   * The tensor cores of a streaming multiprocessor of a GPU: rows x columns multiply-accumulates a
   * clock cycle, whatever the shape of an instruction.
   */
  TENSOR_CORE;

  /** The words users may write. */
  public static final Vocabulary<MatrixUnitKind> VOCABULARY =
      Vocabulary.of("kind of matrix unit", List.of(values()), MatrixUnitKind::label);

  /** The name users write and every folder uses: {@code weight_stationary_array}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The value of a word that a user wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static MatrixUnitKind parse(String word) {
    return VOCABULARY.parse(word);
  }
}
