package io.bitwright.codegen.unit;

import io.bitwright.codegen.unit.UnitNotes.Fact;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.quantity.Frequency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A quantiser of tokens to int8 with all its settings: docs/units/absmax_quantizer.md.
 *
 * @param lanes values in a beat, 1 to 64
 * @param inputWidth bits of a signed value, 8 to 32
 * @param longest values of the longest token, 1 to 65536
 * @param clock what the constraints ask of synthesis
 */
public record AbsmaxQuantizerModel(int lanes, int inputWidth, int longest, Frequency clock)
    implements UnitModel {
  private static final int STAGES = 11;

  private static final Setting LANES = Setting.number("lanes", "values in a beat", 1, 64, "4");
  private static final Setting INPUT_WIDTH =
      Setting.number("input-width", "bits of a signed value", 8, 32, "16");
  private static final Setting LONGEST =
      Setting.number("longest", "values of the longest token", 1, 1 << 16, "4096");

  static final List<Setting> SETTINGS = List.of(LANES, INPUT_WIDTH, LONGEST, Setting.CLOCK);

  /**
   * Checks the settings.
   *
   * @throws SpecException if a value is out of range
   */
  public AbsmaxQuantizerModel {
    LANES.checkNumber(lanes);
    INPUT_WIDTH.checkNumber(inputWidth);
    LONGEST.checkNumber(longest);
  }

  /** The quantiser at the standard clock. */
  public static AbsmaxQuantizerModel of(int lanes, int inputWidth, int longest) {
    return new AbsmaxQuantizerModel(lanes, inputWidth, longest, Setting.standardClock());
  }

  static AbsmaxQuantizerModel parse(SettingValues values) {
    return new AbsmaxQuantizerModel(
        values.number(LANES), values.number(INPUT_WIDTH), values.number(LONGEST), values.clock());
  }

  /** Beats of the longest token. */
  public int beats() {
    return Math.ceilDiv(longest, lanes);
  }

  @Override
  public Unit unit() {
    return Unit.ABSMAX_QUANTIZER;
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(LANES.key(), String.valueOf(lanes));
    settings.put(INPUT_WIDTH.key(), String.valueOf(inputWidth));
    settings.put(LONGEST.key(), String.valueOf(longest));
    settings.put(Setting.CLOCK.key(), clockMegahertz());
    return settings;
  }

  @Override
  public UnitInterface interfaceOf() {
    return new UnitInterface(
        unit().label(),
        List.of(
            StreamPort.input(
                "value",
                "a part of a token",
                new StreamField(
                    "value_data_i", inputWidth, lanes, "values, 0 past the end of the token"),
                StreamField.of("value_last_i", 1, "last beat of the token")),
            StreamPort.output(
                "quantized",
                "the same part of the token",
                new StreamField("quantized_data_o", 8, lanes, "int8 values q"),
                StreamField.of(
                    "quantized_scale_o", inputWidth, "s, unsigned; the same on all its beats"),
                StreamField.of("quantized_last_o", 1, "last beat of the token"))));
  }

  private TokenBufferModel tokenBuffer() {
    int noteWidth = TokenBufferModel.indexWidth(beats());
    return new TokenBufferModel(beats(), lanes * inputWidth, noteWidth, inputWidth);
  }

  @Override
  public List<RtlModule> modules() {
    return List.of(tokenBuffer().module(), RtlModule.top(this));
  }

  @Override
  public UnitNotes notes() {
    int levels = TokenBufferModel.ceilLog2(lanes);
    return new UnitNotes(
        "Turns the values x of a token into int8: s = max(1, max |x|), q = 127 x / s, rounded half to even.",
        List.of(
            new Fact("beats of the longest token", String.valueOf(beats())),
            new Fact("bits of memory", String.valueOf(tokenBuffer().memoryBits()))),
        List.of(
            new Fact(
                "last beat of a token taken to its first result, at the earliest",
                String.valueOf(levels + 2 + STAGES)),
            new Fact("one token of B beats, no stalls", "2 B + " + (levels + 1 + STAGES)),
            new Fact(
                "from token to token of B beats, no stalls, on average",
                "max(B, B + %d / 2)".formatted(levels + 1))),
        List.of(
            "Exact: |q| is at most 127, nothing is clamped. x / s is q / 127 up to rounding, wherever the binary point of x is.",
            "One token is written while the one before it is read. A token longer than %d beats stops a simulation with an error."
                .formatted(beats())));
  }
}
