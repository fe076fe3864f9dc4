package io.bitwright.testbench.gatelevel;

import io.bitwright.testbench.liberty.BooleanExpression;
import io.bitwright.testbench.liberty.LibertyCell;
import io.bitwright.testbench.liberty.LibertyPin;
import io.bitwright.testbench.liberty.PinDirection;
import io.bitwright.testbench.tool.YosysScript;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * How sums become chains and trees of a library's full adder.
 *
 * @param fullAdder Verilog that maps Yosys's full adder to the library's
 */
record AdderMapping(String fullAdder) {
  private static final String RIPPLE_FILE = "ripple_adders.v";
  private static final String KNOWN_FILE = "known_inputs.v";
  private static final String CELL_FILE = "full_adders.v";

  /**
   * How often constants are carried on. What a round finds is known in one pass through all adders;
   * another serves logic between adders that became constant.
   */
  private static final int ROUNDS = 6;

  /**
   * Adders and subtracters as chains of full adders, which take the least area. Constant operands
   * are left to logic. (Yosys 0.23's extract_fa, which finds full adders afterwards, gave netlists
   * of whole arrays that were wrong.)
   */
  private static final String RIPPLE_ADDER =
      """
      (* techmap_celltype = "$alu" *)
      module map_ripple_adder (A, B, CI, BI, X, Y, CO);
      parameter A_SIGNED = 0;
      parameter B_SIGNED = 0;
      parameter A_WIDTH = 1;
      parameter B_WIDTH = 1;
      parameter Y_WIDTH = 1;
      parameter _TECHMAP_CONSTMSK_A_ = 0;
      parameter _TECHMAP_CONSTMSK_B_ = 0;
      (* force_downto *) input [A_WIDTH-1:0] A;
      (* force_downto *) input [B_WIDTH-1:0] B;
      (* force_downto *) output [Y_WIDTH-1:0] X, Y, CO;
      input CI, BI;
      wire _TECHMAP_FAIL_ = &_TECHMAP_CONSTMSK_A_ || &_TECHMAP_CONSTMSK_B_ || Y_WIDTH < 3;
      (* force_downto *) wire [Y_WIDTH-1:0] left, right, other;
      \\$pos #(.A_SIGNED(A_SIGNED), .A_WIDTH(A_WIDTH), .Y_WIDTH(Y_WIDTH)) \
          extend_left (.A(A), .Y(left));
      \\$pos #(.A_SIGNED(B_SIGNED), .A_WIDTH(B_WIDTH), .Y_WIDTH(Y_WIDTH)) \
          extend_right (.A(B), .Y(right));
      assign other = BI ? ~right : right;
      assign X = left ^ other;
      genvar i;
      generate for (i = 0; i < Y_WIDTH; i = i + 1) begin : bits
        \\$fa #(.WIDTH(1)) adder (.A(left[i]), .B(other[i]), .C(i == 0 ? CI : CO[i == 0 ? 0 : i-1]),
            .X(CO[i]), .Y(Y[i]));
      end endgenerate
      endmodule
      """;

  /**
   * A full adder of many bits as one a bit, and one that knows an input as the half adder, wire or
   * constant that is left. Inputs turn until the known ones come first.
   */
  private static final String KNOWN_INPUTS =
      """
      (* techmap_celltype = "$fa" *)
      module map_known_inputs (A, B, C, X, Y);
      parameter WIDTH = 1;
      parameter _TECHMAP_CONSTMSK_A_ = 0;
      parameter _TECHMAP_CONSTMSK_B_ = 0;
      parameter _TECHMAP_CONSTMSK_C_ = 0;
      parameter _TECHMAP_CONSTVAL_A_ = 0;
      parameter _TECHMAP_CONSTVAL_B_ = 0;
      (* force_downto *) input [WIDTH-1:0] A, B, C;
      (* force_downto *) output [WIDTH-1:0] X, Y;
      localparam known_a = _TECHMAP_CONSTMSK_A_;
      localparam known_b = _TECHMAP_CONSTMSK_B_;
      localparam known_c = _TECHMAP_CONSTMSK_C_;
      localparam one_a = _TECHMAP_CONSTVAL_A_;
      localparam one_b = _TECHMAP_CONSTVAL_B_;
      wire _TECHMAP_FAIL_ = WIDTH == 1 && !known_a && !known_b && !known_c;
      genvar i;
      generate
      if (WIDTH > 1) begin
        for (i = 0; i < WIDTH; i = i + 1) begin : bits
          \\$fa #(.WIDTH(1)) adder (.A(A[i]), .B(B[i]), .C(C[i]), .X(X[i]), .Y(Y[i]));
        end
      end else if (!known_a) begin
        \\$fa #(.WIDTH(1)) turned (.A(B), .B(C), .C(A), .X(X), .Y(Y));
      end else if (known_c && !known_b) begin
        \\$fa #(.WIDTH(1)) turned (.A(A), .B(C), .C(B), .X(X), .Y(Y));
      end else if (known_b && one_a == one_b) begin
        assign X = one_a;
        assign Y = C;
      end else if (known_b) begin
        assign X = C;
        assign Y = ~C;
      end else begin
        assign X = one_a ? B | C : B & C;
        assign Y = one_a ? ~(B ^ C) : B ^ C;
      end
      endgenerate
      endmodule
      """;

  /** Truth tables over three inputs: bit i is the output for the inputs that i spells. */
  private static final int PARITY = 0b1001_0110;

  private static final int MAJORITY = 0b1110_1000;
  private static final int ALL = 0xff;

  /** The mapping to a library's smallest full adder, if it has one. */
  static Optional<AdderMapping> of(CellLibrary library) {
    return library.usableCells().stream()
        .filter(cell -> !cell.sequential())
        .sorted(
            Comparator.comparingDouble(LibertyCell::areaSquareMicrometres)
                .thenComparing(LibertyCell::name))
        .map(AdderMapping::cellMap)
        .flatMap(Optional::stream)
        .findFirst()
        .map(AdderMapping::new);
  }

  /** Maps the sums and products of the script's module, which Yosys holds as $alu and $macc. */
  void addTo(YosysScript script) {
    script
        .file(RIPPLE_FILE, RIPPLE_ADDER)
        .file(KNOWN_FILE, KNOWN_INPUTS)
        .file(CELL_FILE, fullAdder);
    script.then("maccmap", "opt_expr -fine", "techmap -map %s t:$alu".formatted(RIPPLE_FILE));
    for (int round = 0; round < ROUNDS; round++) {
      script.then(
          "techmap -map %s t:$fa".formatted(KNOWN_FILE),
          "opt_expr -fine",
          "opt_merge",
          "opt_clean");
    }
    script.then("techmap -map %s t:$fa".formatted(CELL_FILE));
  }

  /** X is the carry, Y the sum. */
  private static Optional<String> cellMap(LibertyCell cell) {
    List<String> inputs = CellLibrary.inputs(cell);
    List<LibertyPin> outputs = CellLibrary.pins(cell, PinDirection.OUTPUT);
    if (inputs.size() != 3 || outputs.size() != 2) {
      return Optional.empty();
    }
    String carry = "";
    String sum = "";
    String inverted = "";
    for (LibertyPin output : outputs) {
      int table = truthTable(output.function().orElseThrow(), inputs);
      if (table == MAJORITY || (~table & ALL) == MAJORITY) {
        carry = output.name();
        inverted += table == MAJORITY ? "" : "  assign X[i] = ~carry[i];\n";
        inverted += table == MAJORITY ? "  assign X[i] = carry[i];\n" : "";
      } else if (table == PARITY || (~table & ALL) == PARITY) {
        sum = output.name();
        inverted += "  assign Y[i] = %ssum[i];\n".formatted(table == PARITY ? "" : "~");
      }
    }
    return carry.isEmpty() || sum.isEmpty()
        ? Optional.empty()
        : Optional.of(verilog(cell.name(), inputs, carry, sum, inverted));
  }

  private static String verilog(
      String cell, List<String> inputs, String carry, String sum, String outputs) {
    return """
    (* techmap_celltype = "$fa" *)
    module map_full_adder (A, B, C, X, Y);
    parameter WIDTH = 1;
    (* force_downto *) input [WIDTH-1:0] A, B, C;
    (* force_downto *) output [WIDTH-1:0] X, Y;
    wire [WIDTH-1:0] carry, sum;
    genvar i;
    generate for (i = 0; i < WIDTH; i = i + 1) begin : bits
      %s adder (.%s(A[i]), .%s(B[i]), .%s(C[i]), .%s(carry[i]), .%s(sum[i]));
    %send endgenerate
    endmodule
    """
        .formatted(cell, inputs.get(0), inputs.get(1), inputs.get(2), carry, sum, outputs);
  }

  private static int truthTable(BooleanExpression function, List<String> inputs) {
    LongPredicate value = function.over(inputs);
    int table = 0;
    for (int bits = 0; bits < Byte.SIZE; bits++) {
      table |= value.test(bits) ? 1 << bits : 0;
    }
    return table;
  }
}
