package io.bitwright.codegen;

import static io.bitwright.spec.format.NumberFormat.BINARY;

import io.bitwright.codegen.unit.Multiplier;
import io.bitwright.codegen.unit.OutputStationaryArrayModel;

/**
 * The specification of an element of an output-stationary array: plain products, a sum that is
 * added to or starts anew, and what it gives for the results.
 */
final class SummingElement {
  private SummingElement() {}

  /** The module {@code specification}, with the ports and registers of the element. */
  static String specification(OutputStationaryArrayModel unit) {
    boolean twoSteps = unit.productStages() == 2;
    return """
    module specification(
        input logic clk_i, advance_i, add_i, clear_i, discard_i, %6$s
        input logic signed [%1$d:0] activation_i, input logic [%2$d:0] weight_i,
        output logic signed [%1$d:0] activation_o, output logic [%2$d:0] weight_o,
        output logic signed [%3$d:0] result_o);
      logic signed [%3$d:0] next;
      logic signed [%4$d:0] lower_q, upper_q;
      %5$s
      always_ff @(posedge clk_i) begin
        if (discard_i) result_o <= '0; else if (advance_i) result_o <= next;
        if (advance_i) begin
          activation_o <= activation_i;
          weight_o <= weight_i;
          %7$s
        end
      end
    endmodule
    """
        .formatted(
            unit.activationWidth() - 1,
            unit.weightWidth() - 1,
            unit.accumulatorWidth() - 1,
            unit.activationWidth() + 4,
            twoSteps ? sumInTwoSteps(unit) : sum(unit),
            twoSteps ? "add_low_i, clear_low_i," : "",
            products(unit));
  }

  private static String sum(OutputStationaryArrayModel unit) {
    return """
      logic signed [%d:0] sum_q;
      logic signed [%d:0] product_q;
      assign next = %s;
      always_ff @(posedge clk_i) if (clear_i) sum_q <= '0; else if (add_i) sum_q <= next;
    """
        .formatted(
            unit.accumulatorWidth() - 1,
            unit.activationWidth() + unit.weightWidth() - 1,
            nextSum(unit));
  }

  private static String nextSum(OutputStationaryArrayModel unit) {
    if (unit.multiplier() != Multiplier.ADDER) {
      return unit.productStages() == 0
          ? "sum_q + activation_i * $signed(weight_i)"
          : "sum_q + product_q";
    }
    return unit.weights() == BINARY
        ? "weight_i ? sum_q - activation_i : sum_q + activation_i"
        // The code 10 is no ternary weight; the element takes it as -1 - 0 = minus nothing.
        : "weight_i == 2'b01 ? sum_q + activation_i"
            + " : weight_i == 2'b11 ? sum_q - activation_i : sum_q";
  }

  /** The low eight bits first, the others with their carry a cycle later. */
  private static String sumInTwoSteps(OutputStationaryArrayModel unit) {
    return """
      logic signed [%1$d:0] whole;
      logic signed [%2$d:0] product_q;
      logic [7:0] low_sum_q;
      logic [8:0] low_next, low_q;
      logic signed [%3$d:0] high_sum_q, high_next;
      assign whole = %4$s;
      assign low_next = low_sum_q + whole[8:1] + whole[0];
      assign high_next = high_sum_q + product_q + %5$s;
      assign next = {high_next, low_q[7:0]};
      always_ff @(posedge clk_i) begin
        if (clear_low_i) low_sum_q <= '0; else if (add_low_i) low_sum_q <= low_next;
        if (clear_i) high_sum_q <= '0; else if (add_i) high_sum_q <= high_next;
      end
    """
        .formatted(
            unit.activationWidth() + unit.weightWidth(),
            unit.activationWidth() - 1,
            unit.accumulatorWidth() - 9,
            BoothProducts.OF_HALVES,
            BoothProducts.unsigned("low_q[8]"));
  }

  private static String products(OutputStationaryArrayModel unit) {
    return switch (unit.productStages()) {
      case 0 -> "";
      case 1 -> "product_q <= activation_i * $signed(weight_i);";
      default ->
          BoothProducts.halves("activation_i", "weight_i")
              + "product_q <= whole >>> 9; low_q <= low_next;";
    };
  }
}
