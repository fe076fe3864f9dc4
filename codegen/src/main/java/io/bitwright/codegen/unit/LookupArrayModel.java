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
 * A lookup array with all its settings: docs/units/lookup_array.md.
 *
 * @param rows lanes of a tree: the part of K in one tile, 1 to 128
 * @param columns trees: the part of N in one tile, 1 to 128
 * @param mu lanes of a group, whose signed sums are one table, 1 to 6
 * @param accumulatorRows rows of M whose sums one pass holds, 1 to 4096
 * @param longestSum the largest K of a product, at least {@code rows}
 * @param accumulatorWidth bits, at least {@link WidthRule} for the longest sum, at most 64
 * @param clock what the constraints ask of synthesis
 */
public record LookupArrayModel(
    int rows,
    int columns,
    int mu,
    int accumulatorRows,
    int longestSum,
    int accumulatorWidth,
    Frequency clock)
    implements BroadcastTileModel {
  private static final int LARGEST_MU = 6;
  private static final Setting MU =
      Setting.number("mu", "lanes whose signed sums are one table", 1, LARGEST_MU, "3");

  static final List<Setting> SETTINGS =
      List.of(ROWS, COLUMNS, MU, ACCUMULATOR_ROWS, LONGEST_SUM, ACCUMULATOR_WIDTH, Setting.CLOCK);

  /**
   * Checks the settings against each other.
   *
   * @throws SpecException if a value is out of range or the accumulator is too narrow
   */
  public LookupArrayModel {
    BroadcastTileSettings.checkTile(rows, columns, accumulatorRows);
    MU.checkNumber(mu);
    BroadcastTileSettings.checkSums(
        rows, longestSum, accumulatorWidth, neededWidth(longestSum), "binary x int8 products");
  }

  /** The unit whose accumulators are as wide as the longest sum needs, at the standard clock. */
  public static LookupArrayModel of(
      int rows, int columns, int mu, int accumulatorRows, int longestSum) {
    return new LookupArrayModel(
        rows,
        columns,
        mu,
        accumulatorRows,
        longestSum,
        neededWidth(longestSum),
        Setting.standardClock());
  }

  static LookupArrayModel parse(SettingValues values) {
    int longestSum = values.number(LONGEST_SUM);
    return new LookupArrayModel(
        values.number(ROWS),
        values.number(COLUMNS),
        values.number(MU),
        values.number(ACCUMULATOR_ROWS),
        longestSum,
        values.optionalNumber(ACCUMULATOR_WIDTH).orElseGet(() -> neededWidth(longestSum)),
        values.clock());
  }

  private static int neededWidth(int longestSum) {
    return WidthRule.signedBits(NumberFormat.BINARY, LONGEST_SUM.checkNumber(longestSum));
  }

  @Override
  public Unit unit() {
    return Unit.LOOKUP_ARRAY;
  }

  @Override
  public int weightWidth() {
    return weights().registerBits();
  }

  @Override
  public NumberFormat weights() {
    return NumberFormat.BINARY;
  }

  /** Full groups of lanes. */
  public int groups() {
    return rows / mu;
  }

  /** Entries of a group's table: half of the signed sums, the others are their negatives. */
  public int entries() {
    return 1 << (mu - 1);
  }

  /** Bits of an entry. */
  public int entryWidth() {
    return bits(mu);
  }

  /** Lanes that fill no group. */
  public int restLanes() {
    return rows % mu;
  }

  /** Whether there are lanes that fill no group. */
  public boolean hasRestGroup() {
    return restLanes() != 0;
  }

  /** Entries of their table. */
  public int restEntries() {
    return 1 << (Math.max(1, restLanes()) - 1);
  }

  /** Bits of an entry of their table. */
  public int restWidth() {
    return bits(Math.max(1, restLanes()));
  }

  /** Bits of a signed sum of so many activations, its carry left out. */
  private int bits(int lanes) {
    return activationWidth() + BroadcastTileSettings.ceilLog2(lanes);
  }

  /** The stages that build the tables. */
  public List<TableStage> stages() {
    return TableStage.over(mu, restLanes(), this::bits);
  }

  /** The levels of a tree, from what is looked up on. */
  public List<TreeLevel> levels() {
    return TreeLevel.over(rows, mu, this::bits);
  }

  /** Whether a tree adds at all. */
  public boolean hasAdders() {
    return levels().stream().anyMatch(TreeLevel::adds);
  }

  /** Cycles of a tree: looking up, and its levels. */
  public int depth() {
    return 1 + levels().size();
  }

  @Override
  public int weightDelay() {
    return stages().size();
  }

  @Override
  public int steps() {
    return 1 + weightDelay() + depth();
  }

  @Override
  public boolean sumCarries() {
    return true;
  }

  /** {@inheritDoc} The 1 of a last negation, which goes to the accumulator beside it, left out. */
  @Override
  public int sumWidth() {
    return bits(rows);
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(ROWS.key(), String.valueOf(rows));
    settings.put(COLUMNS.key(), String.valueOf(columns));
    settings.put(MU.key(), String.valueOf(mu));
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
        List.of(weightStream(weightWidth()), activationStream(), resultStream(accumulatorWidth)));
  }

  @Override
  public List<RtlModule> modules() {
    List<RtlModule> modules = new ArrayList<>(tileModules(this));
    if (mu > 1) {
      modules.add(module("lookup_tables", this, "its tables"));
    }
    modules.add(module("lookup_tree", this, "its trees"));
    modules.add(RtlModule.top(this));
    return modules;
  }

  /** {@inheritDoc} The tree of one column: weights and tables come from outside. */
  @Override
  public List<RtlModule> pieces() {
    LookupArrayModel oneColumn =
        new LookupArrayModel(rows, 1, mu, accumulatorRows, longestSum, accumulatorWidth, clock);
    return List.of(module("lookup_tree", oneColumn, "the tree of one column"));
  }

  private static RtlModule module(String name, LookupArrayModel unit, String use) {
    return new RtlModule(name, "lookup_array/" + name + ".sv.ftl", unit, use);
  }

  @Override
  public UnitNotes notes() {
    return new UnitNotes(
        "Multiplies int8 activations by stationary binary weights, looked up in tables of the signed sums of %d activations, and sums over K, up to K = %d."
            .formatted(mu, longestSum),
        List.of(
            new Fact("multiply-accumulates a cycle", String.valueOf(rows * columns)),
            new Fact("tables, one of fewer lanes included", String.valueOf(Math.ceilDiv(rows, mu))),
            new Fact("entries of a table", String.valueOf(entries())),
            new Fact("bits of a tree's sum, its carry left out", String.valueOf(sumWidth()))),
        tileCycles(),
        List.of("Results are exact: nothing is scaled, rounded or saturated.", passRemark()));
  }
}
