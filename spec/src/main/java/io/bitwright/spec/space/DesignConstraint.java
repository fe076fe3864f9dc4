package io.bitwright.spec.space;

import io.bitwright.spec.formula.Formula;

/** What must hold of a point for it to count. */
public record DesignConstraint(Formula formula) {

  /** As it is written. */
  public String text() {
    return formula.text();
  }
}
