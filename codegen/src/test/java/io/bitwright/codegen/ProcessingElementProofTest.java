package io.bitwright.codegen;

import static io.bitwright.spec.format.NumberFormat.BINARY;
import static io.bitwright.spec.format.NumberFormat.INT16;
import static io.bitwright.spec.format.NumberFormat.INT4;
import static io.bitwright.spec.format.NumberFormat.INT8;
import static io.bitwright.spec.format.NumberFormat.TERNARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.unit.InputStationaryArrayModel;
import io.bitwright.codegen.unit.Multiplier;
import io.bitwright.codegen.unit.OutputStationaryArrayModel;
import io.bitwright.codegen.unit.SystolicArrayModel;
import io.bitwright.codegen.unit.SystolicArraySettings;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.spec.format.NumberFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every element of a systolic array is equal to its specification, a plain product and sum, for all
 * inputs and all values of its registers: proved by Yosys, register by register.
 *
 * <p>An element of Booth rows with two stages is proved stage by stage. Its first stage multiplies
 * by the low four bits of the weight as a signed number, and by the high four bits as a signed
 * number plus bit 3; its second adds the two. Such products are kept as {@code {product - carry,
 * carry}}, twice the product less the carry, which is the sign of the lowest digit. With int16
 * activations SAT finds no end within minutes: the same text is proved for int4 and int8.
 */
class ProcessingElementProofTest {
  private static final String PIECE = "pieces/processing_element.sv";
  private static final String PRODUCT = "product_q <= " + BoothProducts.OF_HALVES + ";\n";
  private static final String SUM =
      "sum_o <= sum_i + (%s >>> 1);\n".formatted(BoothProducts.carried("product_q"));

  @TempDir Path folder;

  private static SystolicArraySettings element(
      NumberFormat weights, NumberFormat activations, Multiplier multiplier) {
    return SystolicArraySettings.of(4, 3, weights, activations, Optional.of(multiplier), 5, 16);
  }

  static Stream<SystolicArrayModel> elements() {
    return Stream.of(
            element(TERNARY, INT8, Multiplier.ADDER),
            element(BINARY, INT8, Multiplier.ADDER),
            element(TERNARY, INT16, Multiplier.ADDER),
            element(BINARY, INT4, Multiplier.ADDER),
            element(INT8, INT8, Multiplier.LUT),
            element(INT8, INT4, Multiplier.LUT),
            element(INT4, INT8, Multiplier.LUT),
            element(INT4, INT4, Multiplier.LUT),
            element(INT8, INT8, Multiplier.DSP),
            element(INT4, INT8, Multiplier.DSP))
        .flatMap(array ->
            Stream.of(new WeightStationaryArrayModel(array), new InputStationaryArrayModel(array)));
  }

  @ParameterizedTest
  @MethodSource("elements")
  void elementIsItsSpecification(SystolicArrayModel unit) throws Exception {
    assertThat(prove(specification(unit), piece(unit)).status()).as(unit.title()).isZero();
  }

  static Stream<OutputStationaryArrayModel> elementsThatHoldSums() {
    return elements()
        .filter(unit -> unit.stationary().equals("weight"))
        .map(unit ->
            OutputStationaryArrayModel.of(
                4, 3, unit.weights(), unit.activations(), Optional.of(unit.multiplier()), 16));
  }

  @ParameterizedTest
  @MethodSource("elementsThatHoldSums")
  void elementThatHoldsItsSumIsItsSpecification(OutputStationaryArrayModel unit) throws Exception {
    assertThat(prove(SummingElement.specification(unit), piece(unit)).status())
        .as(unit.title())
        .isZero();
  }

  @Test
  void wrongElementIsNotProved() throws Exception {
    WeightStationaryArrayModel unit =
        new WeightStationaryArrayModel(element(INT8, INT8, Multiplier.LUT));
    String right = "is_twice = (digit[2] ^ digit[1])";
    String piece = piece(unit);
    assertThat(piece).contains(right);
    ExternalTool.Outcome outcome =
        prove(specification(unit), piece.replace(right, "is_twice = (digit[2])"));
    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.output()).contains("unproven $equiv cells");
  }

  private static String piece(UnitModel unit) {
    return new RtlGenerator().generate(unit.unit().configure(unit.settings())).file(PIECE).text();
  }

  private ExternalTool.Outcome prove(String specification, String piece) throws Exception {
    Files.writeString(folder.resolve("piece.sv"), piece);
    Files.writeString(folder.resolve("specification.sv"), specification);
    String script =
        """
        read_verilog -sv piece.sv; rename processing_element piece;
        read_verilog -sv specification.sv; proc; opt_clean;
        equiv_make specification piece both; hierarchy -top both; opt_clean;
        equiv_induct -seq 1; equiv_status -assert;
        """;
    return ExternalTool.YOSYS.run(folder, "-q", "-p", script.replace('\n', ' '));
  }

  private static String specification(SystolicArrayModel unit) {
    boolean holdsWeights = unit.stationary().equals("weight");
    int storedBits = holdsWeights ? unit.weightWidth() : unit.activationWidth();
    int streamedBits = holdsWeights ? unit.activationWidth() : unit.weightWidth();
    String activation = holdsWeights ? "activation_i" : "active_q";
    String weight = holdsWeights ? "active_q" : "weight_i";
    String stored = "input logic [%d:0] %s_i".formatted(storedBits - 1, unit.stationary());
    String streamed = "logic [%d:0] %s".formatted(streamedBits - 1, unit.streaming());
    String sum = "logic signed [%d:0] sum".formatted(unit.sumWidth() - 1);
    String ports =
        "%s, input %s_i, input %s_i, output %s_o, output %s_o"
            .formatted(stored, streamed, sum, streamed, sum);
    return """
    module specification(input logic clk_i, advance_i, load_i, swap_i, %s);
      logic [%d:0] shadow_q, active_q;
    %s
      always_ff @(posedge clk_i) begin
        if (load_i) shadow_q <= %s_i;
        if (swap_i) active_q <= shadow_q;
        if (advance_i) begin
          %s_o <= %s_i;
    %s
        end
      end
    endmodule
    """
        .formatted(
            ports,
            storedBits - 1,
            registers(unit),
            unit.stationary(),
            unit.streaming(),
            unit.streaming(),
            assignments(unit, activation, weight));
  }

  private static String registers(SystolicArrayModel unit) {
    String product =
        "  logic signed [%d:0] product_q;\n"
            .formatted(unit.activationWidth() + unit.weightWidth() + unit.productStages() - 2);
    String halves =
        "  logic signed [%d:0] lower_q, upper_q;\n".formatted(unit.activationWidth() + 4);
    return switch (unit.productStages()) {
      case 0 -> "";
      case 1 -> product;
      default -> product + halves;
    };
  }

  private static String assignments(SystolicArrayModel unit, String activation, String weight) {
    String signed = "$signed(" + activation + ")";
    if (unit.multiplier() == Multiplier.ADDER) {
      String times =
          unit.weights() == BINARY
              ? "(%s ? -2'sd1 : 2'sd1)".formatted(weight)
              : "$signed(%s)".formatted(weight);
      // The code 10 is no ternary weight; the element takes it as -1 - 0 = minus nothing.
      String sum = "sum_o <= sum_i + %s * %s;".formatted(signed, times);
      return unit.weights() == BINARY
          ? sum
          : "if (%s != 2'b10) %s else sum_o <= sum_i;".formatted(weight, sum);
    }
    return switch (unit.productStages()) {
      case 0 -> "sum_o <= sum_i + %s * $signed(%s);".formatted(signed, weight);
      case 1 ->
          "product_q <= %s * $signed(%s); sum_o <= sum_i + product_q;".formatted(signed, weight);
      default -> BoothProducts.halves(signed, weight) + PRODUCT + SUM;
    };
  }
}
