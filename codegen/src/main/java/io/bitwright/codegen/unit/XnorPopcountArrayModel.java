package io.bitwright.codegen.unit;

import static io.bitwright.codegen.unit.BroadcastTileSettings.ACCUMULATOR_ROWS;
import static io.bitwright.codegen.unit.BroadcastTileSettings.ACCUMULATOR_WIDTH;
import static io.bitwright.codegen.unit.BroadcastTileSettings.COLUMNS;
import static io.bitwright.codegen.unit.BroadcastTileSettings.LONGEST_SUM;
import static io.bitwright.codegen.unit.BroadcastTileSettings.ROWS;

import io.bitwright.codegen.unit.UnitNotes.Fact;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.WidthRule;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Frequency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An array of XNOR-popcount columns with all its settings: docs/units/xnor_popcount_array.md.
 *
 * @param rows lanes of a column: the part of K in one tile, 1 to 128
 * @param columns counters: the part of N in one tile, 1 to 128
 * @param accumulatorRows rows of M whose sums one pass holds, 1 to 4096
 * @param longestSum the largest K of a product, at least {@code rows}
 * @param accumulatorWidth bits, at least {@link WidthRule} for the longest sum, at most 64
 * @param clock what the constraints ask of synthesis
 */
public record XnorPopcountArrayModel(
    int rows,
    int columns,
    int accumulatorRows,
    int longestSum,
    int accumulatorWidth,
    Frequency clock)
    implements BroadcastTileModel {
  static final List<Setting> SETTINGS =
      List.of(ROWS, COLUMNS, ACCUMULATOR_ROWS, LONGEST_SUM, ACCUMULATOR_WIDTH, Setting.CLOCK);

  /**
   * Checks the settings against each other.
   *
   * @throws SpecException if a value is out of range or the accumulator is too narrow
   */
  public XnorPopcountArrayModel {
    BroadcastTileSettings.checkTile(rows, columns, accumulatorRows);
    BroadcastTileSettings.checkSums(
        rows, longestSum, accumulatorWidth, neededWidth(longestSum), "binary x binary products");
  }

  /** The unit whose accumulators are as wide as the longest sum needs, at the standard clock. */
  public static XnorPopcountArrayModel of(
      int rows, int columns, int accumulatorRows, int longestSum) {
    return new XnorPopcountArrayModel(
        rows,
        columns,
        accumulatorRows,
        longestSum,
        neededWidth(longestSum),
        Setting.standardClock());
  }

  static XnorPopcountArrayModel parse(SettingValues values) {
    int longestSum = values.number(LONGEST_SUM);
    return new XnorPopcountArrayModel(
        values.number(ROWS),
        values.number(COLUMNS),
        values.number(ACCUMULATOR_ROWS),
        longestSum,
        values.optionalNumber(ACCUMULATOR_WIDTH).orElseGet(() -> neededWidth(longestSum)),
        values.clock());
  }

  private static int neededWidth(int longestSum) {
    return WidthRule.accumulatorBits(
        NumberFormat.BINARY, NumberFormat.BINARY, LONGEST_SUM.checkNumber(longestSum));
  }

  @Override
  public Unit unit() {
    return Unit.XNOR_POPCOUNT_ARRAY;
  }

  @Override
  public NumberFormat weights() {
    return NumberFormat.BINARY;
  }

  @Override
  public NumberFormat activations() {
    return NumberFormat.BINARY;
  }

  @Override
  public int weightWidth() {
    return weights().registerBits();
  }

  /** The levels of a counter, from the lanes up. */
  public List<CountLevel> levels() {
    return CountLevel.over(rows);
  }

  /** Levels of a counter, a cycle each. */
  public int depth() {
    return levels().size();
  }

  /** Bits of a count of 0 to {@code rows}. */
  public int countWidth() {
    return CountLevel.bits(rows);
  }

  /** Whether lanes are counted by three, or by two. */
  public boolean countsThree() {
    return rows > 1;
  }

  /** Whether counts of three lanes are added by three. */
  public boolean addsThree() {
    return levels().stream()
        .anyMatch(level ->
            !level.first() && level.group() > 2 && (level.nodes() > 0 || level.restNumbers() > 1));
  }

  /** Whether counts are added by two. */
  public boolean addsPairs() {
    return levels().stream()
        .anyMatch(level -> level.group() == 2 && (level.nodes() > 0 || level.restNumbers() > 1));
  }

  @Override
  public int weightDelay() {
    return 0;
  }

  /** {@inheritDoc} The input register, the counter's levels, and counts turned into sums. */
  @Override
  public int steps() {
    return 1 + depth() + 1;
  }

  @Override
  public int sumWidth() {
    return WidthRule.accumulatorBits(NumberFormat.BINARY, NumberFormat.BINARY, rows);
  }

  @Override
  public int multiplyAccumulatesPerCycle() {
    return rows * columns;
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(ROWS.key(), String.valueOf(rows));
    settings.put(COLUMNS.key(), String.valueOf(columns));
    settings.put(ACCUMULATOR_ROWS.key(), String.valueOf(accumulatorRows));
    settings.put(LONGEST_SUM.key(), String.valueOf(longestSum));
    settings.put(ACCUMULATOR_WIDTH.key(), String.valueOf(accumulatorWidth));
    settings.put(Setting.CLOCK.key(), clockMegahertz());
    return settings;
  }

  @Override
  public UnitInterface interfaceOf() {
    return new UnitInterface(
        unit().label(),
        List.of(
            weightStream(weightWidth()),
            StreamPort.input(
                "activation",
                "one row of M",
                new StreamField(
                    "activation_data_i", 1, rows, "element r meets weight row r, 0 is +1, 1 is -1"),
                StreamField.of(
                    "activation_terms_i",
                    countWidth(),
                    "lanes in use, from lane 0 on; in all others activations equal weights"),
                BroadcastTileModel.first(),
                BroadcastTileModel.last(),
                BroadcastTileModel.end()),
            resultStream(accumulatorWidth)));
  }

  @Override
  public List<RtlModule> modules() {
    List<RtlModule> modules = new ArrayList<>(tileModules(this));
    modules.add(counter(this, "its counters"));
    modules.add(RtlModule.top(this));
    return modules;
  }

  /** {@inheritDoc} The counter of one column: weights and activations come from outside. */
  @Override
  public List<RtlModule> pieces() {
    return List.of(
        counter(
            new XnorPopcountArrayModel(
                rows, 1, accumulatorRows, longestSum, accumulatorWidth, clock),
            "the counter of one column"));
  }

  private static RtlModule counter(XnorPopcountArrayModel unit, String use) {
    return new RtlModule("popcount", "xnor_popcount_array/popcount.sv.ftl", unit, use)
        .doing(unit.multiplyAccumulatesPerCycle());
  }

  @Override
  public UnitNotes notes() {
    return new UnitNotes(
        "Multiplies binary activations by stationary binary weights, counting the lanes in which they differ, and sums over K, up to K = %d."
            .formatted(longestSum),
        List.of(
            new Fact("multiply-accumulates a cycle", String.valueOf(rows * columns)),
            new Fact("levels of a counter", String.valueOf(depth())),
            new Fact("bits of a tile's sum", String.valueOf(sumWidth()))),
        tileCycles(),
        List.of(
            "Results are exact: nothing is scaled, rounded or saturated.",
            "Lanes beyond the edge of K carry activations and weights that are equal, both 0 for example; `activation_terms_i` is the number of the others.",
            passRemark()));
  }
}
