package io.bitwright.testbench.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.AdderTreeArrayModel;
import io.bitwright.codegen.unit.LookupArrayModel;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.codegen.unit.XnorPopcountArrayModel;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.RequiresTools;
import io.bitwright.testbench.tool.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proofs by Yosys, for all inputs, that small columns are what their pages say: one node of a tree,
 * a choice among pairs, a count, a look-up. Their registers are taken for wires: a pipeline without
 * feedback gives, some cycles later, what it would give at once.
 */
@RequiresTools(ExternalTool.YOSYS)
class TreeProofTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final String REGISTER_AS_WIRE =
      """
      module \\$dff (CLK, D, Q);
        parameter WIDTH = 1;
        parameter CLK_POLARITY = 1;
        input CLK;
        input [WIDTH-1:0] D;
        output [WIDTH-1:0] Q;
        assign Q = D;
      endmodule
      """;

  @TempDir Path folder;

  @Test
  void ternaryNodeIsTheSumOfItsTerms() throws IOException {
    prove(
        AdderTreeArrayModel.of(2, 1, NumberFormat.TERNARY, NumberFormat.INT8, false, 1, 2),
        """
        (input clk_i, input [15:0] a, input [3:0] w, output right);
          // 10 is not a ternary weight.
          wire allowed = w[1:0] != 2'b10 && w[3:2] != 2'b10;
          wire signed [8:0] s; wire c;
          adder_tree dut (.clk_i(clk_i), .advance_i(1'b1), .activation_data_i(a), .weight_data_i(w),
                          .sum_data_o(s), .sum_carry_o(c));
          wire signed [7:0] a0 = a[7:0], a1 = a[15:8];
          wire signed [1:0] w0 = w[1:0], w1 = w[3:2];
          wire signed [11:0] expected = a0 * w0 + a1 * w1;
          wire signed [11:0] got = s + $signed({1'b0, c});
          assign right = !allowed || got == expected;
        endmodule
        """);
  }

  @Test
  void pairIsPlusOrMinusBothActivations() throws IOException {
    prove(
        AdderTreeArrayModel.of(2, 1, NumberFormat.BINARY, NumberFormat.INT8, true, 1, 2),
        """
        (input clk_i, input [15:0] a, input [1:0] w, output right);
          wire signed [7:0] a0 = a[7:0], a1 = a[15:8];
          wire signed [8:0] s, p = a0 + a1, m = a0 - a1; wire c;
          adder_tree dut (.clk_i(clk_i), .advance_i(1'b1), .pair_sum_data_i(p),
                          .pair_difference_data_i(m), .weight_data_i(w),
                          .sum_data_o(s), .sum_carry_o(c));
          wire signed [11:0] expected = (w[0] ? -a0 : 12'sd0 + a0) + (w[1] ? -a1 : 12'sd0 + a1);
          wire signed [11:0] got = s + $signed({1'b0, c});
          assign right = got == expected;
        endmodule
        """);
  }

  @Test
  void countIsTheNumberOfLanesThatDiffer() throws IOException {
    prove(
        XnorPopcountArrayModel.of(10, 1, 1, 10),
        """
        (input clk_i, input [9:0] a, input [9:0] w, output right);
          wire [3:0] n; reg [3:0] expected; integer i;
          popcount dut (.clk_i(clk_i), .advance_i(1'b1), .activation_data_i(a), .weight_data_i(w),
                        .count_data_o(n));
          always @* begin
            expected = 0;
            for (i = 0; i < 10; i = i + 1) expected = expected + (a[i] ^ w[i]);
          end
          assign right = n == expected;
        endmodule
        """);
  }

  @Test
  void lookedUpEntryIsTheSignedSum() throws IOException {
    prove(
        LookupArrayModel.of(3, 1, 3, 1, 3),
        """
        (input clk_i, input [23:0] a, input [2:0] w, output right);
          wire signed [7:0] a0 = a[7:0], a1 = a[15:8], a2 = a[23:16];
          wire signed [9:0] t0 = a0 + a1 + a2, t1 = a0 - a1 + a2, t2 = a0 + a1 - a2,
                            t3 = a0 - a1 - a2, s;
          wire c;
          lookup_tree dut (.clk_i(clk_i), .advance_i(1'b1), .table_data_i({t3, t2, t1, t0}),
                           .weight_data_i(w), .sum_data_o(s), .sum_carry_o(c));
          wire signed [11:0] expected = (w[0] ? -a0 : 12'sd0 + a0) + (w[1] ? -a1 : 12'sd0 + a1)
                                        + (w[2] ? -a2 : 12'sd0 + a2);
          wire signed [11:0] got = s + $signed({1'b0, c});
          assign right = got == expected;
        endmodule
        """);
  }

  /** The pieces of the unit below a module that says whether their outputs are right. */
  private void prove(UnitModel unit, String claim) throws IOException {
    StringBuilder text = new StringBuilder();
    for (GeneratedFile file : new RtlGenerator().generate(unit).files()) {
      if (file.path().startsWith("pieces/")) {
        text.append(file.text());
      }
    }
    Files.writeString(folder.resolve("claim.sv"), text + "module claim " + claim);
    Files.writeString(folder.resolve("wire.v"), REGISTER_AS_WIRE);
    ToolRun run = sat(1);
    assertThat(run.output()).contains("SAT proof finished - no model found: SUCCESS!");
    assertThat(run.exitStatus()).as(run.output()).isZero();
    assertThat(sat(0).exitStatus()).as("the claim is not empty").isNotZero();
  }

  private ToolRun sat(int outcome) {
    String script =
        "read_verilog -sv claim.sv; hierarchy -check -top claim; proc; flatten; opt; dffunmap;"
            + " techmap -map wire.v; opt; select -assert-none t:$dff;"
            + " sat -prove right "
            + outcome
            + " -verify claim";
    return ToolRun.of(List.of(ExternalTool.YOSYS.get().toString(), "-p", script), folder, LIMIT);
  }
}
