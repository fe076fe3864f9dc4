package io.bitwright.testbench.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.simulator.area.record.Area;
import io.bitwright.simulator.area.record.SynthesisTarget;
import io.bitwright.spec.SpecException;
import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.RequiresTools;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Does synthesis count what a module must have, and say what stops it? */
class SynthesisTest {
  private static final Synthesis SYNTHESIS = new Synthesis(Duration.ofMinutes(10));

  private static final UnitModel UNIT =
      Unit.WEIGHT_STATIONARY_ARRAY.configure(
          Map.of("rows", "1", "columns", "1", "accumulator-rows", "1", "longest-sum", "1"));
  private static final GeneratedDesign DESIGN = new RtlGenerator().generate(UNIT);

  @Test
  @RequiresTools({ExternalTool.YOSYS, ExternalTool.NEXTPNR_ICE40})
  void lowerModuleHasAreaAndSpeed() {
    SynthesisSubject accumulator = SynthesisSubject.of(DESIGN, "partial_sum_accumulator");

    SynthesisResult result = SYNTHESIS.run(accumulator, SynthesisTarget.ICE40, 2);

    // A total of 10 bits, the sums of one row: each needs a register at the least.
    assertThat(result.area().flipFlops()).isBetween(20, 60);
    assertThat(result.area().luts()).isBetween(10, 100);
    ClockSpeed speed = result.speed().orElseThrow();
    assertThat(speed.megahertzBySeed()).hasSize(2).allMatch(mhz -> mhz > 50 && mhz < 500);
    assertThat(result.each(result.area().luts())).isEmpty();
  }

  @Test
  @RequiresTools(ExternalTool.YOSYS)
  void dspsAreUsedWhereWantedOnly() {
    RtlProduct product = new RtlProduct();

    assertThat(product.on(SynthesisTarget.XILINX).area().dsps()).isEqualTo(1);
    Area withoutDsp = product.on(SynthesisTarget.XILINX_NODSP).area();
    assertThat(withoutDsp.dsps()).isZero();
    assertThat(withoutDsp.luts()).isGreaterThan(40);
    assertThat(product.on(SynthesisTarget.ECP5).area().dsps()).isEqualTo(1);
    assertThat(product.on(SynthesisTarget.ECP5_NODSP).area().dsps()).isZero();
  }

  @Test
  @RequiresTools(ExternalTool.YOSYS)
  void boundariesOfModulesDoNotHideTheirCells() {
    String text =
        """
        (* keep_hierarchy *)
        module inner (input a, input b, output c);
          assign c = a & b;
        endmodule
        module outer (input a, input b, output c, output d);
          inner u_first (.a(a), .b(b), .c(c));
          inner u_second (.a(b), .b(a), .c(d));
        endmodule
        """;
    SynthesisSubject subject =
        new SynthesisSubject(UNIT, "outer", List.of(new GeneratedFile("outer.sv", text)), 0);

    Area area = SYNTHESIS.run(subject, SynthesisTarget.XILINX, 0).area();

    assertThat(area.luts()).isEqualTo(2);
  }

  @Test
  void speedIsFoundOnIce40Only() {
    assertThatThrownBy(() -> SYNTHESIS.run(SynthesisSubject.of(DESIGN), SynthesisTarget.ECP5, 1))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("the speed on ecp5 cannot be found");
  }

  @Test
  void unknownModuleIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> SynthesisSubject.of(DESIGN, "partial_sum_acumulator"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("unknown module of weight_stationary_array")
        .hasMessageContaining("did you mean \"partial_sum_accumulator\"?");
  }

  @Test
  @RequiresTools(ExternalTool.YOSYS)
  void timeLimitIsSaid() {
    Synthesis impatient = new Synthesis(Duration.ofMillis(50));

    assertThatThrownBy(() -> impatient.run(SynthesisSubject.of(DESIGN), SynthesisTarget.ICE40, 0))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("yosys did not end within");
  }

  /** A registered product of two bytes. */
  private record RtlProduct() {
    SynthesisResult on(SynthesisTarget target) {
      String text =
          """
          module product (
            input  logic              clk_i,
            input  logic signed [7:0] a_i,
            input  logic signed [7:0] b_i,
            output logic signed [15:0] p_o
          );
            always_ff @(posedge clk_i) p_o <= a_i * b_i;
          endmodule
          """;
      SynthesisSubject subject =
          new SynthesisSubject(UNIT, "product", List.of(new GeneratedFile("product.sv", text)), 1);
      return SYNTHESIS.run(subject, target, 0);
    }
  }
}
