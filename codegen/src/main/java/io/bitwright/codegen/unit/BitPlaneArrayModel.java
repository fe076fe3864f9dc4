package io.bitwright.codegen.unit;

import static io.bitwright.codegen.unit.BroadcastTileSettings.ACCUMULATOR_ROWS;
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
 * A bit-plane array with all its settings: docs/units/bit_plane_array.md.
 *
 * @param rows lanes of a tree: the part of K in one tile, 1 to 128
 * @param columns results: the part of N in one tile, 1 to 128
 * @param planes binary planes of a weight, 1 to 4
 * @param activationOrder whole activations a beat, or one bit of each
 * @param scaleFractionBits bits of a scale, and of a result, behind the binary point, 0 to 15
 * @param accumulatorRows rows of M whose sums one pass holds, 1 to 4096
 * @param longestSum the largest K of a product, at least {@code rows}
 * @param resultWidth bits, at least what the longest sum of all planes needs, at most 64
 * @param clock what the constraints ask of synthesis
 */
public record BitPlaneArrayModel(
    int rows,
    int columns,
    int planes,
    ActivationOrder activationOrder,
    int scaleFractionBits,
    int accumulatorRows,
    int longestSum,
    int resultWidth,
    Frequency clock)
    implements BroadcastTileModel {
  /** Bits of a scale, two's complement. */
  public static final int SCALE_WIDTH = 16;

  private static final int MOST_PLANES = 4;
  private static final Setting PLANES =
      Setting.number("planes", "binary planes of a weight", 1, MOST_PLANES, "2");
  private static final Setting ACTIVATION_ORDER =
      Setting.word(
          "activation-order",
          "whole activations a beat, or one bit of each: 8 beats a row of M",
          ActivationOrder.labels(),
          ActivationOrder.PARALLEL.label());
  private static final Setting SCALE_FRACTION =
      Setting.number(
          "scale-fraction-bits",
          "bits of a scale and of a result behind the binary point",
          0,
          SCALE_WIDTH - 1,
          "12");
  private static final Setting RESULT_WIDTH =
      Setting.derivedNumber(
          "result-width", "bits of a result; standard: what the longest sum needs", 1, 64);

  static final List<Setting> SETTINGS =
      List.of(
          ROWS,
          COLUMNS,
          PLANES,
          ACTIVATION_ORDER,
          SCALE_FRACTION,
          ACCUMULATOR_ROWS,
          LONGEST_SUM,
          RESULT_WIDTH,
          Setting.CLOCK);

  /**
   * Checks the settings against each other.
   *
   * @throws SpecException if a value is out of range or the results are too narrow
   */
  public BitPlaneArrayModel {
    BroadcastTileSettings.checkTile(rows, columns, accumulatorRows);
    PLANES.checkNumber(planes);
    SCALE_FRACTION.checkNumber(scaleFractionBits);
    BroadcastTileSettings.checkLongestSum(rows, longestSum);
    RESULT_WIDTH.checkNumber(resultWidth);
    int needed = neededWidth(planes, longestSum);
    if (resultWidth < needed) {
      throw new SpecException(
          "result-width: %d bits overflow; %d planes of %d products with %d-bit scales need %d to 64"
              .formatted(resultWidth, planes, longestSum, SCALE_WIDTH, needed));
    }
  }

  /** The same in parallel order, which is the standard. */
  public static BitPlaneArrayModel of(
      int rows, int columns, int planes, int accumulatorRows, int longestSum) {
    return of(rows, columns, planes, ActivationOrder.PARALLEL, accumulatorRows, longestSum);
  }

  /** The unit whose results are as wide as the longest sum needs, at the standard clock. */
  public static BitPlaneArrayModel of(
      int rows,
      int columns,
      int planes,
      ActivationOrder activationOrder,
      int accumulatorRows,
      int longestSum) {
    return new BitPlaneArrayModel(
        rows,
        columns,
        planes,
        activationOrder,
        Integer.parseInt(SCALE_FRACTION.standard().orElseThrow()),
        accumulatorRows,
        longestSum,
        neededWidth(planes, longestSum),
        Setting.standardClock());
  }

  static BitPlaneArrayModel parse(SettingValues values) {
    int planes = values.number(PLANES);
    int longestSum = values.number(LONGEST_SUM);
    return new BitPlaneArrayModel(
        values.number(ROWS),
        values.number(COLUMNS),
        planes,
        ActivationOrder.named(values.word(ACTIVATION_ORDER)),
        values.number(SCALE_FRACTION),
        values.number(ACCUMULATOR_ROWS),
        longestSum,
        values.optionalNumber(RESULT_WIDTH).orElseGet(() -> neededWidth(planes, longestSum)),
        values.clock());
  }

  /**
   * Bits of planes x K products of magnitude 2^15 x 2^7, which with either sign may all be equal.
   */
  private static int neededWidth(int planes, int longestSum) {
    return WidthRule.accumulatorBits(
        NumberFormat.INT16, NumberFormat.INT8, planes * LONGEST_SUM.checkNumber(longestSum));
  }

  @Override
  public Unit unit() {
    return Unit.BIT_PLANE_ARRAY;
  }

  @Override
  public NumberFormat weights() {
    return NumberFormat.BINARY;
  }

  @Override
  public int weightWidth() {
    return weights().registerBits();
  }

  /** Whether a beat of activations is one bit of each. */
  public boolean serial() {
    return activationOrder == ActivationOrder.SERIAL;
  }

  /** {@inheritDoc} One a bit, if they come bit by bit. */
  @Override
  public int rowBeats() {
    return serial() ? activations().registerBits() : 1;
  }

  /** {@inheritDoc} The weights of a tile are counted meanwhile, for activations bit by bit. */
  @Override
  public boolean swapsStandAlone() {
    return serial();
  }

  /** Bits of a scale. */
  public int scaleWidth() {
    return SCALE_WIDTH;
  }

  /** {@inheritDoc} The terms of K, and the bits of the scales. */
  @Override
  public int loadBeats() {
    return rows + SCALE_WIDTH;
  }

  @Override
  public int treesPerColumn() {
    return planes;
  }

  @Override
  public String tileWeights() {
    return "plane_weights";
  }

  @Override
  public boolean scalesSums() {
    return true;
  }

  /** The tree of one plane of one column. */
  private AdderTreeArrayModel tree() {
    return AdderTreeArrayModel.of(
        rows, 1, weights(), activations(), true, accumulatorRows, longestSum);
  }

  /** The counters of a tree whose activations come bit by bit. */
  private XnorPopcountArrayModel counter() {
    return XnorPopcountArrayModel.of(rows, 1, accumulatorRows, longestSum);
  }

  /** Bits of a count of 0 to {@code rows}. */
  public int countWidth() {
    return counter().countWidth();
  }

  /** Whether neighbours' sums and differences are made once a row: they always are. */
  public boolean sharedPairs() {
    return tree().sharedPairs();
  }

  /** Pairs of lanes that share their sum and difference. */
  public int pairs() {
    return tree().pairs();
  }

  /** Whether the last lane has no neighbour to share with. */
  public boolean hasLoneLane() {
    return tree().hasLoneLane();
  }

  /** Levels of a tree or of its counter, a cycle each. */
  public int depth() {
    return serial() ? counter().depth() : tree().depth();
  }

  @Override
  public int weightDelay() {
    return serial() ? 0 : tree().weightDelay();
  }

  /** {@inheritDoc} From the last of a row's beats, if it has several. */
  @Override
  public int steps() {
    return serial() ? counter().steps() : tree().steps();
  }

  /** Cycles of scaling: the products, and the adding of planes by two. */
  public int scalerDepth() {
    return 1 + BroadcastTileSettings.ceilLog2(planes);
  }

  @Override
  public int latencyCycles() {
    return steps() + 1 + scalerDepth();
  }

  @Override
  public boolean sumCarries() {
    return !serial();
  }

  /** {@inheritDoc} Of counts: their bits, a sign, and those that fall out below. */
  @Override
  public int sumWidth() {
    return serial() ? countWidth() + rowBeats() : tree().sumWidth();
  }

  /** {@inheritDoc} Of one plane. */
  @Override
  public int accumulatorWidth() {
    return tree().accumulatorWidth();
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(ROWS.key(), String.valueOf(rows));
    settings.put(COLUMNS.key(), String.valueOf(columns));
    settings.put(PLANES.key(), String.valueOf(planes));
    settings.put(ACTIVATION_ORDER.key(), activationOrder.label());
    settings.put(SCALE_FRACTION.key(), String.valueOf(scaleFractionBits));
    settings.put(ACCUMULATOR_ROWS.key(), String.valueOf(accumulatorRows));
    settings.put(LONGEST_SUM.key(), String.valueOf(longestSum));
    settings.put(RESULT_WIDTH.key(), String.valueOf(resultWidth));
    settings.put(Setting.CLOCK.key(), clockMegahertz());
    return settings;
  }

  @Override
  public UnitInterface interfaceOf() {
    return new UnitInterface(
        unit().label(),
        List.of(
            StreamPort.input(
                "weight",
                "one term of K of a tile, term 0 first, then one bit of its scales, bit 0 first",
                new StreamField(
                    "weight_data_i",
                    weightWidth(),
                    columns * planes,
                    "plane p of column c is element c x planes + p; weights, " + weightEncoding())),
            serial() ? bitStream() : activationStream(),
            resultStream(resultWidth)));
  }

  private StreamPort bitStream() {
    return StreamPort.input(
        "activation",
        "one bit of a row of M, bit 0 first, %d beats a row".formatted(rowBeats()),
        new StreamField("activation_data_i", 1, rows, "element r meets weight row r"),
        BroadcastTileModel.first(),
        BroadcastTileModel.last(),
        BroadcastTileModel.end());
  }

  @Override
  public List<RtlModule> modules() {
    List<RtlModule> modules = new ArrayList<>(tileModules(this));
    modules.addAll(pieces());
    modules.add(
        new RtlModule("plane_scaler", "bit_plane_array/plane_scaler.sv.ftl", this, "its scales"));
    modules.add(RtlModule.top(this));
    return modules;
  }

  /** {@inheritDoc} The tree of one plane of one column. */
  @Override
  public List<RtlModule> pieces() {
    if (!serial()) {
      return tree().pieces();
    }
    List<RtlModule> pieces = new ArrayList<>(counter().pieces());
    BitPlaneArrayModel oneColumn = of(rows, 1, 1, activationOrder, accumulatorRows, longestSum);
    pieces.add(
        new RtlModule(
                "bit_serial_tree",
                "bit_plane_array/bit_serial_tree.sv.ftl",
                oneColumn,
                "the tree of one column, for activations bit by bit")
            .doing(rows));
    return pieces;
  }

  @Override
  public List<RtlProof> proofs() {
    List<RtlProof> proofs = new ArrayList<>(BroadcastTileModel.super.proofs());
    if (serial()) {
      proofs.add(
          RtlProof.always(
              "bit_serial_tree_proof",
              "bit_plane_array/bit_serial_tree_proof.sv.ftl",
              this,
              "sums each row of activations that comes bit by bit",
              "%d lanes".formatted(rows)));
    }
    return proofs;
  }

  @Override
  public UnitNotes notes() {
    return new UnitNotes(
        "Multiplies int8 activations by stationary weights that are the sum of %d binary planes, each with a 16-bit scale of its own for every output channel, and sums over K, up to K = %d."
            .formatted(planes, longestSum),
        List.of(
            new Fact(
                serial() ? "multiply-accumulates in 8 cycles" : "multiply-accumulates a cycle",
                String.valueOf(rows * columns)),
            new Fact("bits of a plane's sum over K", String.valueOf(accumulatorWidth())),
            new Fact(
                "bits of a scale and of a result behind the binary point",
                String.valueOf(scaleFractionBits)),
            new Fact("multipliers", String.valueOf(planes * columns))),
        tileCycles(),
        List.of(
            "Results are exact: nothing is rounded or saturated.",
            "A result is the sum over the planes of scale times sum of activations with the plane's signs. The scales that count are those of the last tile of K.",
            passRemark()));
  }
}
