package io.bitwright.codegen.model;

import io.bitwright.codegen.unit.WeightStationaryArraySpec;
import io.bitwright.spec.accelerator.WidthRule;

/**
 * The model of {@code weight_stationary_array.sv.ftl}.
 *
 * @param banner origin of the file
 * @param rows elements along K
 * @param columns elements along N
 * @param weights label of the weights' format
 * @param weightWidth bits of a stored weight
 * @param productWidth bits of the width rule before the logarithm of the terms and the sign
 * @param accumulatorWidth bits of a sum over all of K
 * @param accumulatorRows rows of M held
 */
public record WeightStationaryArrayModel(
    Banner banner,
    int rows,
    int columns,
    String weights,
    int weightWidth,
    int productWidth,
    int accumulatorWidth,
    int accumulatorRows)
    implements TemplateModel {
  private static final String TEMPLATE = "weight_stationary_array/weight_stationary_array.sv.ftl";

  public static WeightStationaryArrayModel of(WeightStationaryArraySpec spec, Banner origin) {
    return new WeightStationaryArrayModel(
        origin.of(TEMPLATE),
        spec.rows(),
        spec.columns(),
        spec.weights().label(),
        spec.weightWidth(),
        WidthRule.signedBits(spec.weights(), 1) - 1,
        spec.accumulatorWidth(),
        spec.accumulatorRows());
  }

  @Override
  public String template() {
    return TEMPLATE;
  }
}
