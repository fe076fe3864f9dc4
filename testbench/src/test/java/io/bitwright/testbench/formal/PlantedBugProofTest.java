package io.bitwright.testbench.formal;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.model.Banner;
import io.bitwright.codegen.render.TemplateEngine;
import io.bitwright.codegen.unit.RtlProof;
import io.bitwright.codegen.unit.RtlProof.Goal;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.codegen.unit.WidthProof;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.testbench.cosim.UnitCosims;
import io.bitwright.testbench.formal.ProofResult.Engine;
import io.bitwright.testbench.formal.ProofResult.Verdict;
import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.RequiresTools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of proof must find a bug that is planted where it looks. */
@RequiresTools({ExternalTool.YOSYS, ExternalTool.YOSYS_ABC})
class PlantedBugProofTest {
  private static final UnitModel UNIT = UnitCosims.smallUnit(Unit.WEIGHT_STATIONARY_ARRAY);
  private static final Banner BANNER = new Banner("test", "test", "0", List.of("./verify"));

  /** The variables of the tile control's templates. */
  public record Sizes(int loadBeats, boolean swapsStandAlone) {}

  private static ProofTask task(String top) {
    return ProofTask.of(UNIT).stream()
        .filter(task -> task.top().equals(top))
        .findFirst()
        .orElseThrow();
  }

  private static ProofResult withBug(ProofTask task, String right, String wrong) {
    long places = task.sources().stream().filter(source -> source.text().contains(right)).count();
    assertThat(places).as("files with '%s'", right).isEqualTo(1);
    List<GeneratedFile> broken =
        task.sources().stream()
            .map(source -> new GeneratedFile(source.path(), source.text().replace(right, wrong)))
            .toList();
    return new Prover().prove(task.about(broken));
  }

  private static void assertFound(ProofResult result) {
    assertThat(result.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(result.holds()).isFalse();
    assertThat(result.cycles()).isPositive();
    assertThat(result.verdictText()).isEqualTo("FAILS in cycle " + result.cycles());
  }

  @Test
  void resultThatDoesNotWaitIsNotSteady() {
    assertFound(
        withBug(
            task("weight_stationary_array_steady"), "!result_valid_o || result_ready_i", "1'b1"));
  }

  @Test
  void resultOutOfResetIsNotSilent() {
    assertFound(
        withBug(
            task("weight_stationary_array_silent"),
            "result_valid_q <= 1'b0;",
            "result_valid_q <= 1'b1;"));
  }

  @Test
  void unitThatGivesNothingIsFoundOut() {
    ProofResult result =
        withBug(
            task("weight_stationary_array_reachable"),
            "assign result_valid_o = result_valid_q;",
            "assign result_valid_o = 1'b0;");
    assertThat(result.verdict()).isEqualTo(Verdict.PROVED);
    assertThat(result.holds()).isFalse();
    assertThat(result.verdictText()).isEqualTo("CANNOT HAPPEN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "forward_q ? total_q : read_data_q; read_data_q", // the sum that is being written
        "sum_first_i ? '0; 1'b1 ? '0", // every pass starts anew
        "sum_valid_i && sum_last_i; sum_valid_i", // a result of every pass
        "read_end_i ? '0; 1'b0 ? '0" // the next pass goes on behind the last row
      })
  void wrongSumsAreFound(String right, String wrong) {
    assertFound(withBug(task("partial_sum_accumulator_proof"), right, wrong));
  }

  private static ProofTask control(int loadBeats, boolean swapsStandAlone) {
    Sizes sizes = new Sizes(loadBeats, swapsStandAlone);
    String name = "stationary_tile_control";
    String folder = "stationary_tile/";
    RtlProof proof =
        RtlProof.always(
            name + "_proof", folder + name + "_proof.sv.ftl", sizes, "the tile control", "");
    ProofTask task = ProofTask.of(UNIT, proof);
    List<GeneratedFile> sources = new ArrayList<>(task.sources());
    sources.removeIf(source -> source.path().endsWith("/" + name + ".sv"));
    String text = new TemplateEngine().render(folder + name + ".sv.ftl", sizes, BANNER);
    sources.add(new GeneratedFile("rtl/" + name + ".sv", text));
    return task.about(sources);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "3, false", "8, false", "128, false", "1, true", "19, true"})
  void tileControlIsProved(int loadBeats, boolean swapsStandAlone) {
    ProofTask task = control(loadBeats, swapsStandAlone);
    assertThat(new Prover().prove(task).verdictText()).isEqualTo("proved");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "!(shadow_full_q && active_full_q); 1'b1", // loads into a full tile
        "(shadow_full_q || active_full_q); 1'b1", // uses a missing tile
        "if (use_done) active_full_d = 1'b0; if (use_beat_o) active_full_d = 1'b0", // too early
        "if (load_done) shadow_full_d = 1'b1; if (1'b0) shadow_full_d = 1'b1", // lost
        "load_done ? '0 : load_index_q + 1'b1; load_index_q + 1'b1" // wrong place
      })
  void wrongTileControlIsFound(String right, String wrong) {
    assertFound(withBug(control(3, false), right, wrong));
  }

  @Test
  void registerThatIsABitTooNarrowIsFound() {
    RtlProof proof = WidthProof.of("too_narrow", NumberFormat.TERNARY, NumberFormat.INT8, 16, 12);
    assertThat(new Prover().prove(ProofTask.of(UNIT, proof)).verdict()).isEqualTo(Verdict.FAILS);
  }

  @Test
  void wrongElementIsFoundByItsSpecification() {
    ProofResult right = new Prover().prove(element("a_i * w_i"));
    assertThat(right.verdict()).isEqualTo(Verdict.PROVED);
    assertThat(right.engine()).isEqualTo(Engine.SAT_SWEEPING);
    assertThat(right.holds()).isTrue();
    ProofResult wrong = new Prover().prove(element("a_i * w_i + (a_i == -8 && w_i == 7)"));
    assertThat(wrong.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(wrong.engine()).isEqualTo(Engine.SAT_SWEEPING);
  }

  /** A product by shifts and adds against an expression. */
  private static ProofTask element(String specification) {
    return claim(
        "element",
        """
        module element (input logic signed [3:0] a_i, input logic signed [3:0] w_i);
          logic signed [7:0] product, specified;
          always_comb begin
            product = '0;
            for (int bit_index = 0; bit_index < 3; bit_index++) begin
              if (w_i[bit_index]) product = product + (8'(a_i) <<< bit_index);
            end
            if (w_i[3]) product = product - (8'(a_i) <<< 3);
            specified = %s;
            assert (product == specified);
          end
        endmodule
        """
            .formatted(specification));
  }

  private static ProofTask claim(String top, String text) {
    List<GeneratedFile> sources = List.of(new GeneratedFile("proofs/" + top + ".sv", text));
    return new ProofTask(UNIT, "a claim", "any", Goal.ALWAYS, top, sources);
  }

  @Test
  void claimThatTakesTooLongIsNotProved() {
    String text =
        """
        module slow (input logic clk_i, input logic [31:0] a_i, input logic [31:0] b_i);
          logic [31:0] a_q, b_q;
          always @(posedge clk_i) begin
            a_q <= a_i;
            b_q <= b_i;
          end
          always_comb assert ((a_q + 32'd1) * b_q == a_q * b_q + b_q);
        endmodule
        """;
    ProofResult result = new Prover(Duration.ofSeconds(4)).prove(claim("slow", text));
    assertThat(result.verdict()).isIn(Verdict.BOUNDED, Verdict.UNDECIDED);
    assertThat(result.engine()).isEqualTo(Engine.BOUNDED_SEARCH);
    assertThat(result.holds()).isFalse();
    assertThat(result.verdictText()).doesNotContain("proved");
  }
}
