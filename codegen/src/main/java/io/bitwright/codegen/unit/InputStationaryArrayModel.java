package io.bitwright.codegen.unit;

import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Frequency;
import java.util.List;
import java.util.Optional;

/**
 * A systolic array in which a tile of activations stays while weights stream through:
 * docs/units/input_stationary_array.md.
 *
 * @param array its settings
 */
public record InputStationaryArrayModel(SystolicArraySettings array) implements SystolicArrayModel {
  static final List<Setting> SETTINGS = SystolicArraySettings.ALL;

  /** The array for int8 activations, its accumulators as wide as the longest sum needs. */
  public static InputStationaryArrayModel of(
      int rows, int columns, NumberFormat weights, int accumulatorRows, int longestSum) {
    return new InputStationaryArrayModel(
        SystolicArraySettings.of(
            rows,
            columns,
            weights,
            NumberFormat.INT8,
            Optional.empty(),
            accumulatorRows,
            longestSum));
  }

  /**
   * The array of an accelerator's matrix unit.
   *
   * @throws io.bitwright.spec.SpecException if the unit is beyond what can be generated
   */
  public static InputStationaryArrayModel of(MatrixUnitSpec unit, Frequency clock) {
    return new InputStationaryArrayModel(SystolicArraySettings.of(unit, clock));
  }

  static InputStationaryArrayModel parse(SettingValues values) {
    return new InputStationaryArrayModel(SystolicArraySettings.parse(values));
  }

  @Override
  public Unit unit() {
    return Unit.INPUT_STATIONARY_ARRAY;
  }

  @Override
  public String stationary() {
    return "activation";
  }

  @Override
  public List<RtlModule> modules() {
    return modules(this);
  }

  @Override
  public List<RtlModule> pieces() {
    return pieces(this);
  }
}
