package io.bitwright.codegen.model;

import io.bitwright.codegen.unit.WeightStationaryArraySpec;

/**
 * The model of {@code partial_sum_accumulator.sv.ftl}.
 *
 * @param banner origin of the file
 * @param columns sums in a row
 * @param sumWidth bits of a sum of one pass
 * @param accumulatorWidth bits of a sum of all passes
 * @param accumulatorRows rows held
 */
public record PartialSumAccumulatorModel(
    Banner banner, int columns, int sumWidth, int accumulatorWidth, int accumulatorRows)
    implements TemplateModel {
  private static final String TEMPLATE = "weight_stationary_array/partial_sum_accumulator.sv.ftl";

  public static PartialSumAccumulatorModel of(WeightStationaryArraySpec spec, Banner origin) {
    return new PartialSumAccumulatorModel(
        origin.of(TEMPLATE),
        spec.columns(),
        spec.sumWidth(),
        spec.accumulatorWidth(),
        spec.accumulatorRows());
  }

  @Override
  public String template() {
    return TEMPLATE;
  }
}
