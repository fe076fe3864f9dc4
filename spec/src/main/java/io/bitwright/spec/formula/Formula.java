package io.bitwright.spec.formula;

import io.bitwright.spec.SpecException;

/**
 * A formula that was read and whose units fit.
 *
 * @param text as it was written
 * @param measure of its value; of a truth {@link Measure#NUMBER}
 * @param isTruth whether its value is 1 for true or 0 for false
 * @param evaluation computes the value
 */
public record Formula(String text, Measure measure, boolean isTruth, Evaluation evaluation) {

  /** What computes a value from the numbers at the places of a {@link Scope}. Has no state. */
  @FunctionalInterface
  public interface Evaluation {
    double of(double[] slots);
  }

  /**
   * Reads a formula: numbers with units, names, {@code + - * /}, comparisons, {@code and or not},
   * and functions; {@link FormulaParser} has the grammar.
   *
   * @throws SpecException saying what is wrong at which place
   */
  public static Formula parse(String text, Scope scope) {
    return new FormulaParser(text, scope).whole();
  }

  /** Its value; not finite where a division by zero or a root of a negative number stands in it. */
  public double value(double[] slots) {
    return evaluation.of(slots);
  }

  /** Whether it holds. */
  public boolean holds(double[] slots) {
    return evaluation.of(slots) != 0;
  }
}
