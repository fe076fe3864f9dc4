package io.bitwright.testbench.gatelevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.model.ArithmeticOperatorModel;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.spec.SpecException;
import io.bitwright.testbench.synthesis.SynthesisSubject;
import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.RequiresTools;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Is a mapped module the module, and what does it take? With the cells of qflow-tech-osu018. */
class GateMappingTest {
  private static final GateLevelSuite SUITE =
      new GateLevelSuite(Duration.ofMinutes(5), 1, () -> {});

  private static CellLibrary library() {
    assumeTrue(CellLibrary.standard().isPresent(), "the package qflow-tech-osu018 is missing");
    return CellLibrary.standard().orElseThrow();
  }

  private static GateSubject element(String weights) {
    Map<String, String> settings = Map.of("rows", "8", "columns", "1", "weights", weights);
    return GateSubject.of(
        SynthesisSubject.of(
            new RtlGenerator().generate(Unit.WEIGHT_STATIONARY_ARRAY.configure(settings)),
            "processing_element"));
  }

  @Test
  @RequiresTools(ExternalTool.YOSYS)
  void adderIsAChainOfFullAdders() {
    GateSubject adder = GateSubject.of(ArithmeticOperatorModel.adder(8));

    GateNetlist netlist =
        new GateMapping(library(), SUITE.limit()).map(adder.files(), adder.module());

    // The lowest bit has no carry in: a half adder is left of it.
    assertThat(netlist.cellCounts()).containsEntry("FAX1", 7);
    assertThat(netlist.cells()).hasSizeLessThanOrEqualTo(9);
  }

  @Test
  @RequiresTools(ExternalTool.YOSYS)
  void multiplierHasHardlyAFullAdderOfConstants() {
    GateSubject multiplier = GateSubject.of(ArithmeticOperatorModel.multiplier(8));

    GateNetlist netlist =
        new GateMapping(library(), SUITE.limit()).map(multiplier.files(), multiplier.module());

    // An input that turns out constant only after the adders are cells keeps its full adder.
    assertThat(netlist.cellCounts().get("FAX1")).isPositive();
    assertThat(netlist.cells())
        .filteredOn(cell -> cell.type().equals("FAX1"))
        .filteredOn(cell ->
            cell.connections().containsValue(GateNetlist.LOW)
                || cell.connections().containsValue(GateNetlist.HIGH))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  @RequiresTools(ExternalTool.YOSYS)
  void multiplierTakesMoreThanAnAdderAndRepeats() {
    CellLibrary library = library();
    List<OperandSource> both = List.of(OperandSource.values());
    GateSubject multiplier = GateSubject.of(ArithmeticOperatorModel.multiplier(8));

    var adds = SUITE.figures(GateSubject.of(ArithmeticOperatorModel.adder(8)), library, both);
    var products = SUITE.figures(multiplier, library, both);

    for (int kind = 0; kind < both.size(); kind++) {
      double ratio =
          products.get(kind).energy().joulesPerOperation()
              / adds.get(kind).energy().joulesPerOperation();
      assertThat(ratio).isBetween(4.0, 20.0);
    }
    assertThat(SUITE.figures(multiplier, library, both).getFirst().energy())
        .isEqualTo(products.getFirst().energy());
  }

  @Test
  @RequiresTools(ExternalTool.YOSYS)
  void elementsGiveWhatTheyMustAndTernaryTakesLessThanInt8() {
    CellLibrary library = library();
    List<OperandSource> random = List.of(OperandSource.RANDOM);

    GateLevelEnergy ternary =
        SUITE.figures(element("ternary"), library, random).getFirst().energy();
    GateLevelEnergy whole = SUITE.figures(element("int8"), library, random).getFirst().energy();

    assertThat(ternary.joulesPerOperation()).isLessThan(whole.joulesPerOperation() / 2);
    assertThat(ternary.joulesByOrigin())
        .allSatisfy((origin, joules) -> assertThat(joules).isPositive());
  }

  @Test
  @RequiresTools({ExternalTool.YOSYS, ExternalTool.VERILATOR, ExternalTool.CXX_COMPILER})
  void wholeArrayDoesWhatItsRtlDoes() {
    Map<String, String> settings =
        Map.of("rows", "2", "columns", "2", "accumulator-rows", "2", "longest-sum", "8");
    GateSubject array =
        GateSubject.of(
            SynthesisSubject.of(
                new RtlGenerator().generate(Unit.WEIGHT_STATIONARY_ARRAY.configure(settings))));

    GateLevelEnergy energy =
        SUITE.figures(array, library(), List.of(OperandSource.TRAINED)).getFirst().energy();

    assertThat(energy.operations()).isEqualTo(32 * 4 * 4);
    assertThat(energy.joulesPerOperation(EnergyOrigin.CLOCK)).isPositive();
  }

  @Test
  void moduleThatNothingDrivesIsRefused() {
    SynthesisSubject accumulator =
        SynthesisSubject.of(
            new RtlGenerator().generate(Unit.WEIGHT_STATIONARY_ARRAY.configure(Map.of())),
            "partial_sum_accumulator");

    assertThatThrownBy(() -> GateSubject.of(accumulator))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("nothing drives it alone");
  }
}
