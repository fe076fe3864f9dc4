package io.bitwright.codegen.unit;

import io.bitwright.codegen.unit.UnitNotes.Fact;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Frequency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A requantizer with all its settings: docs/units/requantizer.md.
 *
 * @param lanes sums in a beat, 1 to 64
 * @param sumWidth bits of a signed sum, 4 to 47
 * @param scaleWidth bits of an unsigned mantissa, 1 to 48; with those of a sum at most 63
 * @param scaleForEachLane whether each lane has a scale of its own, not one for all
 * @param output format of a result: int4, int8 or int16
 * @param clock what the constraints ask of synthesis
 */
public record RequantizerModel(
    int lanes,
    int sumWidth,
    int scaleWidth,
    boolean scaleForEachLane,
    NumberFormat output,
    Frequency clock)
    implements UnitModel {
  /** Bits of a shift: 0 to 63. */
  public static final int SHIFT_WIDTH = 6;

  private static final int MOST_PRODUCT_WIDTH = 63;

  private static final List<NumberFormat> OUTPUTS =
      List.of(NumberFormat.INT4, NumberFormat.INT8, NumberFormat.INT16);
  private static final String ONE_FOR_THE_BEAT = "beat";
  private static final String ONE_FOR_EACH_LANE = "lane";

  private static final Setting LANES = Setting.number("lanes", "sums in a beat", 1, 64, "16");
  private static final Setting SUM_WIDTH =
      Setting.number("sum-width", "bits of a signed sum", 4, 47, "32");
  private static final Setting SCALE_WIDTH =
      Setting.number("scale-width", "bits of an unsigned mantissa", 1, 48, "16");
  private static final Setting SCALES =
      Setting.word(
          "scales",
          "one scale for all lanes of a beat, or one for each lane",
          List.of(ONE_FOR_THE_BEAT, ONE_FOR_EACH_LANE),
          ONE_FOR_THE_BEAT);
  static final Setting OUTPUT =
      Setting.word(
          "output",
          "format of a result",
          OUTPUTS.stream().map(NumberFormat::label).toList(),
          "int8");

  static final List<Setting> SETTINGS =
      List.of(LANES, SUM_WIDTH, SCALE_WIDTH, SCALES, OUTPUT, Setting.CLOCK);

  /**
   * Checks the settings.
   *
   * @throws SpecException if a value is out of range, or a product has too many bits
   */
  public RequantizerModel {
    LANES.checkNumber(lanes);
    SUM_WIDTH.checkNumber(sumWidth);
    SCALE_WIDTH.checkNumber(scaleWidth);
    OUTPUT.parseWord(output.label());
    if (sumWidth + scaleWidth > MOST_PRODUCT_WIDTH) {
      throw new SpecException(
          "scale-width: sums of %d bits and mantissas of %d have products of %d; at most %d"
              .formatted(sumWidth, scaleWidth, sumWidth + scaleWidth, MOST_PRODUCT_WIDTH));
    }
  }

  /** The requantizer at the standard clock. */
  public static RequantizerModel of(
      int lanes, int sumWidth, int scaleWidth, boolean scaleForEachLane, NumberFormat output) {
    return new RequantizerModel(
        lanes, sumWidth, scaleWidth, scaleForEachLane, output, Setting.standardClock());
  }

  static RequantizerModel parse(SettingValues values) {
    return new RequantizerModel(
        values.number(LANES),
        values.number(SUM_WIDTH),
        values.number(SCALE_WIDTH),
        values.word(SCALES).equals(ONE_FOR_EACH_LANE),
        values.format(OUTPUT),
        values.clock());
  }

  @Override
  public Unit unit() {
    return Unit.REQUANTIZER;
  }

  /** Scales in a beat. */
  public int scales() {
    return scaleForEachLane ? lanes : 1;
  }

  /** Bits of a shift. */
  public int shiftWidth() {
    return SHIFT_WIDTH;
  }

  /** Bits of a result. */
  public int outputWidth() {
    return output.registerBits();
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(LANES.key(), String.valueOf(lanes));
    settings.put(SUM_WIDTH.key(), String.valueOf(sumWidth));
    settings.put(SCALE_WIDTH.key(), String.valueOf(scaleWidth));
    settings.put(SCALES.key(), scaleForEachLane ? ONE_FOR_EACH_LANE : ONE_FOR_THE_BEAT);
    settings.put(OUTPUT.key(), output.label());
    settings.put(Setting.CLOCK.key(), clockMegahertz());
    return settings;
  }

  @Override
  public UnitInterface interfaceOf() {
    return new UnitInterface(
        unit().label(),
        List.of(
            StreamPort.input(
                "scale",
                "what multiplies the sums up to the next last one",
                new StreamField("scale_mantissa_i", scaleWidth, scales(), "mantissas, unsigned"),
                new StreamField("scale_shift_i", SHIFT_WIDTH, scales(), "shifts to the right")),
            StreamPort.input(
                "sum",
                "the sums of all lanes",
                new StreamField("sum_data_i", sumWidth, lanes, "sums, two's complement"),
                StreamField.of("sum_last_i", 1, "the last beat that the present scale serves")),
            StreamPort.output(
                "result",
                "the results of all lanes",
                new StreamField("result_data_o", outputWidth(), lanes, "two's complement"))));
  }

  @Override
  public List<RtlModule> modules() {
    return List.of(RtlModule.top(this));
  }

  @Override
  public UnitNotes notes() {
    return new UnitNotes(
        "Multiplies %d-bit sums by an unsigned mantissa, shifts right, rounds half to even and saturates to %s."
            .formatted(sumWidth, output),
        List.of(
            new Fact("sums a cycle", String.valueOf(lanes)),
            new Fact("bits of a product", String.valueOf(sumWidth + scaleWidth)),
            new Fact("shifts", "0 to 63")),
        List.of(
            new Fact("an accepted beat to its result", "4"),
            new Fact("B beats, no stalls", "B + 4")),
        List.of(
            "A beat of `scale` serves beats of `sum` up to and including one with `sum_last_i`, with which it moves."));
  }
}
