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
 * An adder tree array with all its settings: docs/units/adder_tree_array.md.
 *
 * @param rows lanes of a tree: the part of K in one tile, 1 to 128
 * @param columns trees: the part of N in one tile, 1 to 128
 * @param weights format of the weights: ternary or binary
 * @param activations format of the activations: int4, int8 or int16
 * @param sharedPairs whether neighbours' sums and differences are made once a row; binary only
 * @param accumulatorRows rows of M whose sums one pass holds, 1 to 4096
 * @param longestSum the largest K of a product, at least {@code rows}
 * @param accumulatorWidth bits, at least {@link WidthRule} for the longest sum, at most 64
 * @param clock what the constraints ask of synthesis
 */
public record AdderTreeArrayModel(
    int rows,
    int columns,
    NumberFormat weights,
    NumberFormat activations,
    boolean sharedPairs,
    int accumulatorRows,
    int longestSum,
    int accumulatorWidth,
    Frequency clock)
    implements BroadcastTileModel {
  private static final Setting WEIGHTS =
      BroadcastTileSettings.format(
          "weights",
          "format of the weights",
          List.of(NumberFormat.TERNARY, NumberFormat.BINARY),
          NumberFormat.TERNARY);
  private static final Setting ACTIVATIONS =
      BroadcastTileSettings.format(
          "activations",
          "format of the activations",
          List.of(NumberFormat.INT4, NumberFormat.INT8, NumberFormat.INT16),
          NumberFormat.INT8);
  private static final Setting SHARED_PAIRS =
      BroadcastTileSettings.flag(
          "shared-pairs",
          "sums and differences of neighbours are made once a row of M; binary weights only",
          false);

  static final List<Setting> SETTINGS =
      List.of(
          ROWS,
          COLUMNS,
          WEIGHTS,
          ACTIVATIONS,
          SHARED_PAIRS,
          ACCUMULATOR_ROWS,
          LONGEST_SUM,
          ACCUMULATOR_WIDTH,
          Setting.CLOCK);

  /**
   * Checks the settings against each other.
   *
   * @throws SpecException if a value is out of range, the accumulator is too narrow, or pairs are
   *     to be shared by weights that are not binary
   */
  public AdderTreeArrayModel {
    BroadcastTileSettings.checkTile(rows, columns, accumulatorRows);
    WEIGHTS.parseWord(weights.label());
    ACTIVATIONS.parseWord(activations.label());
    if (sharedPairs && weights != NumberFormat.BINARY) {
      throw new SpecException(
          "shared-pairs: a column chooses among plus and minus only, for binary weights, not "
              + weights);
    }
    BroadcastTileSettings.checkSums(
        rows,
        longestSum,
        accumulatorWidth,
        neededWidth(weights, activations, longestSum),
        weights + " x " + activations + " products");
  }

  /** The unit whose accumulators are as wide as the longest sum needs, at the standard clock. */
  public static AdderTreeArrayModel of(
      int rows,
      int columns,
      NumberFormat weights,
      NumberFormat activations,
      boolean sharedPairs,
      int accumulatorRows,
      int longestSum) {
    return new AdderTreeArrayModel(
        rows,
        columns,
        weights,
        activations,
        sharedPairs,
        accumulatorRows,
        longestSum,
        neededWidth(weights, activations, longestSum),
        Setting.standardClock());
  }

  static AdderTreeArrayModel parse(SettingValues values) {
    NumberFormat weights = values.format(WEIGHTS);
    NumberFormat activations = values.format(ACTIVATIONS);
    int longestSum = values.number(LONGEST_SUM);
    return new AdderTreeArrayModel(
        values.number(ROWS),
        values.number(COLUMNS),
        weights,
        activations,
        Boolean.parseBoolean(values.word(SHARED_PAIRS)),
        values.number(ACCUMULATOR_ROWS),
        longestSum,
        values
            .optionalNumber(ACCUMULATOR_WIDTH)
            .orElseGet(() -> neededWidth(weights, activations, longestSum)),
        values.clock());
  }

  private static int neededWidth(NumberFormat weights, NumberFormat activations, int longestSum) {
    return WidthRule.accumulatorBits(weights, activations, LONGEST_SUM.checkNumber(longestSum));
  }

  @Override
  public Unit unit() {
    return Unit.ADDER_TREE_ARRAY;
  }

  @Override
  public int weightWidth() {
    return weights.registerBits();
  }

  /** Pairs of lanes that share their sum and difference. */
  public int pairs() {
    return sharedPairs ? rows / 2 : 0;
  }

  /** Pairs that are the left number of a node, or have no partner: pairs 0, 2, 4 ... */
  public int leftPairs() {
    return Math.ceilDiv(pairs(), 2);
  }

  /** Pairs that are the right number of a node: pairs 1, 3, 5 ... */
  public int rightPairs() {
    return pairs() / 2;
  }

  /** Whether the last lane has no neighbour to share with. */
  public boolean hasLoneLane() {
    return sharedPairs && rows % 2 != 0;
  }

  /** Bits of a pair's sum and difference. */
  public int pairWidth() {
    return activationWidth() + 1;
  }

  /** The levels of a tree, from the leaves up. */
  public List<TreeLevel> levels() {
    return TreeLevel.over(
        rows,
        sharedPairs ? 2 : 1,
        lanes -> activationWidth() + BroadcastTileSettings.ceilLog2(lanes));
  }

  /** Whether a tree adds at all. */
  public boolean hasAdders() {
    return levels().stream().anyMatch(TreeLevel::adds);
  }

  /** Cycles of a tree: its levels, and the register of left leaves that are pairs. */
  public int depth() {
    return levels().size() + (sharedPairs ? 1 : 0);
  }

  @Override
  public int weightDelay() {
    return sharedPairs ? 1 : 0;
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
    return activationWidth() + BroadcastTileSettings.ceilLog2(rows);
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
    settings.put(WEIGHTS.key(), weights.label());
    settings.put(ACTIVATIONS.key(), activations.label());
    settings.put(SHARED_PAIRS.key(), String.valueOf(sharedPairs));
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
    modules.add(tree(this, "its trees"));
    modules.add(RtlModule.top(this));
    return modules;
  }

  /** {@inheritDoc} The tree of one column: weights and activations come from outside. */
  @Override
  public List<RtlModule> pieces() {
    AdderTreeArrayModel oneColumn =
        new AdderTreeArrayModel(
            rows,
            1,
            weights,
            activations,
            sharedPairs,
            accumulatorRows,
            longestSum,
            accumulatorWidth,
            clock);
    return List.of(tree(oneColumn, "the tree of one column"));
  }

  /** The trees of a unit, with what they are for. */
  static RtlModule tree(AdderTreeArrayModel unit, String use) {
    return new RtlModule("adder_tree", "adder_tree_array/adder_tree.sv.ftl", unit, use)
        .doing(unit.multiplyAccumulatesPerCycle());
  }

  @Override
  public UnitNotes notes() {
    return new UnitNotes(
        "Multiplies %s activations by stationary %s weights, a tree of adders a column, and sums over K, up to K = %d."
            .formatted(activations, weights, longestSum),
        List.of(
            new Fact("multiply-accumulates a cycle", String.valueOf(rows * columns)),
            new Fact("levels of a tree", String.valueOf(depth())),
            new Fact("bits of a tree's sum, its carry left out", String.valueOf(sumWidth()))),
        tileCycles(),
        List.of("Results are exact: nothing is scaled, rounded or saturated.", passRemark()));
  }
}
