package io.bitwright.codegen.unit;

import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Frequency;
import java.util.List;
import java.util.Optional;

/**
 * A systolic array in which a tile of weights stays while activations stream through:
 * docs/units/weight_stationary_array.md.
 *
 * @param array its settings
 */
public record WeightStationaryArrayModel(SystolicArraySettings array)
    implements SystolicArrayModel {
  static final List<Setting> SETTINGS = SystolicArraySettings.ALL;

  /** The array for int8 activations, its accumulators as wide as the longest sum needs. */
  public static WeightStationaryArrayModel of(
      int rows, int columns, NumberFormat weights, int accumulatorRows, int longestSum) {
    return new WeightStationaryArrayModel(
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
  public static WeightStationaryArrayModel of(MatrixUnitSpec unit, Frequency clock) {
    return new WeightStationaryArrayModel(SystolicArraySettings.of(unit, clock));
  }

  static WeightStationaryArrayModel parse(SettingValues values) {
    return new WeightStationaryArrayModel(SystolicArraySettings.parse(values));
  }

  @Override
  public Unit unit() {
    return Unit.WEIGHT_STATIONARY_ARRAY;
  }

  @Override
  public String stationary() {
    return "weight";
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
