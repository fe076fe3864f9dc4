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
    return """
    module specification(
        input logic clk_i, advance_i, add_i, clear_i, discard_i,
        input logic signed [%1$d:0] activation_i, input logic [%2$d:0] weight_i,
        output logic signed [%1$d:0] activation_o, output logic [%2$d:0] weight_o,
        output logic signed [%3$d:0] result_o);
      logic signed [%3$d:0] sum_q, next;
      logic signed [%4$d:0] product_q;
      logic signed [%5$d:0] half_product_q;
      assign next = %6$s;
      always_ff @(posedge clk_i) begin
        if (clear_i) sum_q <= '0; else if (add_i) sum_q <= next;
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
            unit.activationWidth() + unit.weightWidth() - 1,
            unit.activationWidth() + 3,
            nextSum(unit),
            products(unit));
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

  /** Two stages: the low four bits as a signed number, then the high four plus bit 3. */
  private static String products(OutputStationaryArrayModel unit) {
    return switch (unit.productStages()) {
      case 0 -> "";
      case 1 -> "product_q <= activation_i * $signed(weight_i);";
      default ->
          """
          half_product_q <= activation_i * $signed(weight_i[3:0]);
          product_q <= half_product_q
              + ((activation_o * ($signed(weight_o[7:4]) + $signed({1'b0, weight_o[3]}))) <<< 4);
          """;
    };
  }
}
