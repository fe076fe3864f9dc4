package io.bitwright.spec.space;

import io.bitwright.spec.formula.Measure;
import java.util.List;

/**
 * A key with the values that it takes.
 *
 * @param name key of an accelerator ({@code matrix-unit.rows}), of the workload ({@code
 *     workload.batch}), of a plan ({@code plan.tensor}), or a free name for formulas
 * @param measure what its numbers count
 * @param values at least one, in the order of the grid
 * @param isOfWords whether its values are words and not numbers
 * @param place file, line and key, as messages name them
 */
public record DesignVariable(
    String name, Measure measure, List<Value> values, boolean isOfWords, String place) {
  public DesignVariable {
    values = List.copyOf(values);
  }

  /**
   * One value.
   *
   * @param text as the key takes it
   * @param number in base units; of a word its index among the values
   */
  public record Value(String text, double number) {}
}
