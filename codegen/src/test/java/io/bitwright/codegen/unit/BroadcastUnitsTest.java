package io.bitwright.codegen.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The settings and layouts of the units that broadcast activations to columns. */
class BroadcastUnitsTest {
  @ParameterizedTest
  @EnumSource(
      value = Unit.class,
      names = {"ADDER_TREE_ARRAY", "XNOR_POPCOUNT_ARRAY", "BIT_PLANE_ARRAY", "LOOKUP_ARRAY"})
  void settingsComeBackAsTheyWereGiven(Unit unit) {
    UnitModel model = unit.configure(Map.of("rows", "7", "longest-sum", "100"));
    assertThat(model.settings()).containsEntry("rows", "7").containsEntry("columns", "16");
    assertThat(unit.configure(model.settings())).isEqualTo(model);
    assertThat(model.settings().keySet())
        .containsExactlyElementsOf(unit.settings().stream().map(Setting::key).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "adder_tree_array | rows=0 | rows: 0 is out of range; allowed: 1 to 128",
        "adder_tree_array | weights=int8 | allowed: ternary, binary",
        "adder_tree_array | activations=binary | allowed: int4, int8, int16",
        "adder_tree_array | shared-pairs=true | for binary weights, not ternary",
        "adder_tree_array | accumulator-width=20 | a sum of 4096 ternary x int8 products needs 21 to 64",
        "adder_tree_array | longest-sum=15 | longest-sum: 15 is less than the 16 rows",
        "xnor_popcount_array | accumulator-width=13 | a sum of 4096 binary x binary products needs 14 to 64",
        "xnor_popcount_array | columns=129 | columns: 129 is out of range; allowed: 1 to 128",
        "bit_plane_array | planes=5 | planes: 5 is out of range; allowed: 1 to 4",
        "bit_plane_array | activation-order=random | allowed: parallel, serial",
        "bit_plane_array | scale-fraction-bits=16 | allowed: 0 to 15",
        "bit_plane_array | result-width=36 | 2 planes of 4096 products with 16-bit scales need 37 to 64",
        "bit_plane_array | longest-sum=16777217 | longest-sum: 16777217 is out of range",
        "lookup_array | mu=7 | mu: 7 is out of range; allowed: 1 to 6",
        "lookup_array | accumulator-width=20 | a sum of 4096 binary x int8 products needs 21 to 64"
      })
  void wrongSettingIsRefusedBeforeAnythingIsRendered(String unit, String setting, String message) {
    String[] keyAndValue = setting.split("=", -1);
    assertThatThrownBy(() -> Unit.named(unit).configure(Map.of(keyAndValue[0], keyAndValue[1])))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }

  @Test
  void treeOfThirteenHasOneNumberBesideTheNodesOnEachLevel() {
    List<TreeLevel> levels =
        AdderTreeArrayModel.of(13, 1, NumberFormat.TERNARY, NumberFormat.INT8, false, 1, 13)
            .levels();
    assertThat(levels.stream().map(TreeLevel::nodes)).containsExactly(6, 3, 1, 0);
    assertThat(levels.stream().map(TreeLevel::rest))
        .containsExactly(
            TreeLevel.Rest.NODE, TreeLevel.Rest.REST, TreeLevel.Rest.SUM, TreeLevel.Rest.SUM);
    // The rests cover 1, 1, 5 and 13 lanes.
    assertThat(levels.stream().map(TreeLevel::restWidth)).containsExactly(8, 8, 11, 12);
  }

  /** Numbers in = numbers out + adders, on every level, for any number of lanes. */
  @Test
  void everyTreeAddsEveryLaneOnce() {
    for (int lanes = 1; lanes <= 128; lanes++) {
      int numbers = lanes;
      for (TreeLevel level : TreeLevel.over(lanes, 1, n -> n)) {
        int adders = level.nodes() + (level.restAdds() ? 1 : 0);
        numbers -= adders;
        assertThat(numbers).isEqualTo(level.nodes() + (level.hasRest() ? 1 : 0));
        assertThat(level.last()).isEqualTo(numbers == 1);
      }
      assertThat(numbers).isEqualTo(1);
    }
  }

  @Test
  void everyCounterCountsEveryLaneOnce() {
    for (int lanes = 1; lanes <= 128; lanes++) {
      List<CountLevel> levels = CountLevel.over(lanes);
      int below = lanes;
      boolean belowRest = false;
      for (CountLevel level : levels) {
        assertThat(level.nodes() * level.group() + level.restNodes()).isEqualTo(below);
        assertThat(level.restTakesRest()).isEqualTo(belowRest);
        assertThat(level.hasRest()).isEqualTo(level.restNumbers() > 0);
        below = level.nodes();
        belowRest = level.hasRest();
      }
      CountLevel top = levels.getLast();
      assertThat(Math.max(top.nodes() > 0 ? top.width() : 0, top.restWidth()))
          .isGreaterThanOrEqualTo(CountLevel.bits(lanes));
      assertThat(below + (belowRest ? 1 : 0)).isEqualTo(1);
    }
  }

  @Test
  void tablesDoubleWithEachLane() {
    LookupArrayModel unit = LookupArrayModel.of(14, 2, 4, 1, 14);
    assertThat(unit.stages().stream().map(TableStage::entries)).containsExactly(2, 4, 8);
    assertThat(unit.stages().stream().map(TableStage::restEntries)).containsExactly(2, 2, 2);
    assertThat(unit.stages().stream().map(TableStage::waiting)).containsExactly(2, 1, 0);
    assertThat(unit.interfaceOf().stream("activation").beatBits()).isEqualTo(14 * 8 + 3);
  }

  @Test
  void bitSerialActivationsAreTheSameUnitWithOtherBeats() {
    BitPlaneArrayModel parallel = BitPlaneArrayModel.of(64, 2, 3, 4, 100);
    BitPlaneArrayModel serial = BitPlaneArrayModel.of(64, 2, 3, ActivationOrder.SERIAL, 4, 100);
    assertThat(parallel).isEqualTo(Unit.BIT_PLANE_ARRAY.configure(parallel.settings()));
    assertThat(serial).isEqualTo(Unit.BIT_PLANE_ARRAY.configure(serial.settings()));
    assertThat(serial.settings()).containsEntry("activation-order", "serial");
    assertThat(parallel.interfaceOf().stream("activation").beatBits()).isEqualTo(64 * 8 + 3);
    assertThat(serial.interfaceOf().stream("activation").beatBits()).isEqualTo(64 + 3);
    assertThat(serial.interfaceOf().stream("weight"))
        .isEqualTo(parallel.interfaceOf().stream("weight"));
    assertThat(serial.interfaceOf().stream("result"))
        .isEqualTo(parallel.interfaceOf().stream("result"));
    assertThat(serial.rowBeats()).isEqualTo(8);
    // Five levels count 64 lanes; register, sum and accumulator; two levels add three planes.
    assertThat(serial.latencyCycles()).isEqualTo(3 + 5 + 1 + 2);
    // 64 x 2^7 with a sign.
    assertThat(serial.sumWidth()).isEqualTo(15);
    assertThat(serial.pieces().stream().map(RtlModule::name))
        .containsExactly("popcount", "bit_serial_tree");
  }

  @Test
  void portsHaveTheWidthsOfThePages() {
    UnitInterface counts = XnorPopcountArrayModel.of(64, 3, 4, 100).interfaceOf();
    assertThat(counts.stream("activation").beatBits()).isEqualTo(64 + 7 + 3);
    assertThat(counts.stream("result").beatBits()).isEqualTo(3 * (7 + 2));
    UnitInterface planes = BitPlaneArrayModel.of(8, 3, 4, 4, 64).interfaceOf();
    assertThat(planes.stream("weight").beatBits()).isEqualTo(3 * 4);
    assertThat(planes.stream("result").beatBits()).isEqualTo(3 * (22 + 8 + 2));
  }

  @Test
  void piecesAreOneColumn() {
    String names =
        Arrays.stream(Unit.values())
            .map(unit -> unit.configure(Map.of()))
            .flatMap(unit -> unit.pieces().stream())
            .map(RtlModule::name)
            .collect(Collectors.joining(" "));
    assertThat(names).contains("adder_tree adder_tree popcount lookup_tree");
  }
}
