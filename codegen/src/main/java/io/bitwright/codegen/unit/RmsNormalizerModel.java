package io.bitwright.codegen.unit;

import io.bitwright.codegen.unit.UnitNotes.Fact;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.quantity.Frequency;
import io.bitwright.spec.unit.RmsNormFormat;
import io.bitwright.spec.unit.RmsNormFormat.Constants;
import io.bitwright.spec.unit.RmsNormFormat.FixedPointFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A root-mean-square norm of tokens with all its settings: docs/units/rms_normalizer.md.
 *
 * @param lanes values in a beat, 1 to 64, at most the length of a token
 * @param format the numbers
 * @param sumWidth bits of a sum of squares, at least what the width rule says, at most 63
 * @param clock what the constraints ask of synthesis
 */
public record RmsNormalizerModel(int lanes, RmsNormFormat format, int sumWidth, Frequency clock)
    implements UnitModel {
  static final Setting LANES = Setting.number("lanes", "values in a beat", 1, 64, "4");
  static final Setting LENGTH = Setting.number("length", "values of a token", 1, 1 << 16, "1024");
  static final Setting INPUT_WIDTH =
      Setting.number("input-width", "bits of a signed value", 8, 24, "16");
  static final Setting INPUT_FRACTION =
      Setting.number("input-fraction", "bits of it behind the binary point", 0, 24, "8");
  static final Setting GAIN_WIDTH =
      Setting.number("gain-width", "bits of a signed gain", 2, 24, "16");
  static final Setting GAIN_FRACTION =
      Setting.number("gain-fraction", "bits of it behind the binary point", 0, 24, "12");
  private static final Setting OUTPUT_WIDTH =
      Setting.number("output-width", "bits of a signed result", 4, 32, "16");
  private static final Setting OUTPUT_FRACTION =
      Setting.number("output-fraction", "bits of it behind the binary point", 0, 32, "10");
  static final Setting EPSILON =
      Setting.decimal("epsilon", "what is added to the mean square", 0, 1 << 24, "0.00001");
  private static final Setting SUM_WIDTH =
      Setting.derivedNumber(
          "sum-width", "bits of a sum of squares; standard: what the longest needs", 1, 63);

  static final List<Setting> SETTINGS =
      List.of(
          LANES,
          LENGTH,
          INPUT_WIDTH,
          INPUT_FRACTION,
          GAIN_WIDTH,
          GAIN_FRACTION,
          OUTPUT_WIDTH,
          OUTPUT_FRACTION,
          EPSILON,
          SUM_WIDTH,
          Setting.CLOCK);

  /**
   * Checks the settings against each other.
   *
   * @throws SpecException if a value is out of range or a number does not fit its bits
   */
  public RmsNormalizerModel {
    LANES.checkNumber(lanes);
    LENGTH.checkNumber(format.length());
    INPUT_WIDTH.checkNumber(format.input().width());
    INPUT_FRACTION.checkNumber(format.input().fraction());
    GAIN_WIDTH.checkNumber(format.gain().width());
    GAIN_FRACTION.checkNumber(format.gain().fraction());
    OUTPUT_WIDTH.checkNumber(format.output().width());
    OUTPUT_FRACTION.checkNumber(format.output().fraction());
    EPSILON.checkDecimal(format.epsilon());
    SUM_WIDTH.checkNumber(sumWidth);
    if (lanes > format.length()) {
      throw new SpecException(
          "lanes: %d are more than the %d values of a token".formatted(lanes, format.length()));
    }
    int needed = format.constants().sumBits();
    if (sumWidth < needed) {
      throw new SpecException(
          "sum-width: %d bits overflow; a sum of %d squares of %d-bit values needs %d to 63"
              .formatted(sumWidth, format.length(), format.input().width(), needed));
    }
  }

  /** The norm whose sums are as wide as the longest needs, at the standard clock. */
  public static RmsNormalizerModel of(int lanes, RmsNormFormat format) {
    return new RmsNormalizerModel(
        lanes, format, format.constants().sumBits(), Setting.standardClock());
  }

  static RmsNormalizerModel parse(SettingValues values) {
    RmsNormFormat format =
        new RmsNormFormat(
            values.number(LENGTH),
            new FixedPointFormat(values.number(INPUT_WIDTH), values.number(INPUT_FRACTION)),
            new FixedPointFormat(values.number(GAIN_WIDTH), values.number(GAIN_FRACTION)),
            new FixedPointFormat(values.number(OUTPUT_WIDTH), values.number(OUTPUT_FRACTION)),
            values.decimal(EPSILON));
    return new RmsNormalizerModel(
        values.number(LANES),
        format,
        values.optionalNumber(SUM_WIDTH).orElseGet(() -> format.constants().sumBits()),
        values.clock());
  }

  /** Values of a token. */
  public int length() {
    return format.length();
  }

  /** Beats of a token. */
  public int beats() {
    return Math.ceilDiv(length(), lanes);
  }

  /** The constants of the arithmetic. */
  public Constants constants() {
    return format.constants();
  }

  /** C without its lowest bits, which is below every root: hexadecimal. */
  public String numeratorStart() {
    Constants constants = constants();
    return Long.toHexString(constants.numerator() >> constants.inverseBits());
  }

  /** The lowest bits of C, as many as an inverse has: hexadecimal. */
  public String numeratorRest() {
    Constants constants = constants();
    return Long.toHexString(constants.numerator() & ((1L << constants.inverseBits()) - 1));
  }

  @Override
  public Unit unit() {
    return Unit.RMS_NORMALIZER;
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(LANES.key(), String.valueOf(lanes));
    settings.put(LENGTH.key(), String.valueOf(length()));
    settings.put(INPUT_WIDTH.key(), String.valueOf(format.input().width()));
    settings.put(INPUT_FRACTION.key(), String.valueOf(format.input().fraction()));
    settings.put(GAIN_WIDTH.key(), String.valueOf(format.gain().width()));
    settings.put(GAIN_FRACTION.key(), String.valueOf(format.gain().fraction()));
    settings.put(OUTPUT_WIDTH.key(), String.valueOf(format.output().width()));
    settings.put(OUTPUT_FRACTION.key(), String.valueOf(format.output().fraction()));
    settings.put(EPSILON.key(), format.epsilon().toPlainString());
    settings.put(SUM_WIDTH.key(), String.valueOf(sumWidth));
    settings.put(Setting.CLOCK.key(), clockMegahertz());
    return settings;
  }

  @Override
  public UnitInterface interfaceOf() {
    return new UnitInterface(
        unit().label(),
        List.of(
            StreamPort.input(
                "gain",
                "a part of a set of gains",
                new StreamField("gain_data_i", format.gain().width(), lanes, "gains")),
            StreamPort.input(
                "value",
                "a part of a token",
                new StreamField(
                    "value_data_i",
                    format.input().width(),
                    lanes,
                    "values, 0 past the end of the token"),
                StreamField.of(
                    "value_end_i",
                    1,
                    "last token that the present gains serve; counts on its last beat")),
            StreamPort.output(
                "normalized",
                "the same part of the token",
                new StreamField("normalized_data_o", format.output().width(), lanes, "results"),
                StreamField.of("normalized_last_o", 1, "last beat of the token"))));
  }

  private TokenBufferModel tokenBuffer() {
    return new TokenBufferModel(
        beats(), lanes * format.input().width(), 1, constants().inverseBits());
  }

  @Override
  public List<RtlModule> modules() {
    return List.of(
        tokenBuffer().module(),
        new RtlModule(
            "inverse_root",
            "rms_normalizer/inverse_root.sv.ftl",
            this,
            "its inverse root, a bit a cycle"),
        RtlModule.top(this));
  }

  @Override
  public UnitNotes notes() {
    Constants constants = constants();
    int search = constants.rootBits(sumWidth) + constants.inverseBits();
    int levels = TokenBufferModel.ceilLog2(lanes);
    return new UnitNotes(
        "Root-mean-square norm of tokens of %d values: y = gain x / sqrt(mean(x^2) + epsilon), in fixed point."
            .formatted(length()),
        List.of(
            new Fact("epsilon that is added", String.valueOf(format.exactEpsilon())),
            new Fact("relative error before the result is rounded", "below 2^-12"),
            new Fact(
                "E, f, p, C, shift",
                "%d, %d, %d, %d, %d"
                    .formatted(
                        constants.epsilonTerm(),
                        constants.rootFraction(),
                        constants.inverseFraction(),
                        constants.numerator(),
                        constants.shift())),
            new Fact("bits of memory for tokens", String.valueOf(tokenBuffer().memoryBits()))),
        List.of(
            new Fact("root and inverse of a token", String.valueOf(search)),
            new Fact("one token, no stalls", String.valueOf(2 * beats() + levels + search + 7)),
            new Fact("from token to token at the least", String.valueOf(search + 1))),
        List.of(
            "Y = saturate(round_half_to_even(X inverse G / 2^shift)), inverse = floor(C / R), R = floor(sqrt((S + E) 4^f)), S the sum of the squares of a token: exact integers.",
            "Gains are %d beats, taken once. They serve all tokens up to and including one whose last beat has `value_end_i`; then the next set is taken."
                .formatted(beats())));
  }
}
