package io.bitwright.spec.accelerator;

import java.util.Locale;

/** The matrix units an accelerator may name; the order is the order in the documentation. */
public enum MatrixUnitKind {
  /** Systolic array: weights stay in the elements, activations stream through. */
  WEIGHT_STATIONARY_ARRAY;

  /** The name users write and every folder uses: {@code weight_stationary_array}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
