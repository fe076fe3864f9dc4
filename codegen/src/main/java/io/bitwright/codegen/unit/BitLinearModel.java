package io.bitwright.codegen.unit;

import static io.bitwright.codegen.unit.RmsNormalizerModel.EPSILON;
import static io.bitwright.codegen.unit.RmsNormalizerModel.GAIN_FRACTION;
import static io.bitwright.codegen.unit.RmsNormalizerModel.GAIN_WIDTH;
import static io.bitwright.codegen.unit.RmsNormalizerModel.INPUT_FRACTION;
import static io.bitwright.codegen.unit.RmsNormalizerModel.INPUT_WIDTH;
import static io.bitwright.codegen.unit.RmsNormalizerModel.LANES;
import static io.bitwright.codegen.unit.RmsNormalizerModel.LENGTH;

import io.bitwright.codegen.unit.UnitNotes.Fact;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Frequency;
import io.bitwright.spec.unit.BitLinearFormat;
import io.bitwright.spec.unit.RmsNormFormat;
import io.bitwright.spec.unit.RmsNormFormat.FixedPointFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A BitLinear layer whose weights stream, with all its settings: docs/units/bit_linear.md.
 *
 * @param lanes values in a beat, 1 to 64, at most the length of a token
 * @param columns outputs of a pass, 1 to 128, at most {@code outputs}
 * @param outputs N, results of a token, 1 to 65536
 * @param weights ternary or binary
 * @param norm the numbers of the norm, whose results the quantiser takes
 * @param scaleWidth bits of an unsigned mantissa, 1 to 16
 * @param output format of a result: int4, int8 or int16
 * @param accumulatorWidth bits of a sum, at least what the width rule says
 * @param clock what the constraints ask of synthesis
 */
public record BitLinearModel(
    int lanes,
    int columns,
    int outputs,
    NumberFormat weights,
    RmsNormFormat norm,
    int scaleWidth,
    NumberFormat output,
    int accumulatorWidth,
    Frequency clock)
    implements UnitModel {
  private static final Setting COLUMNS =
      Setting.number("columns", "outputs of a pass, at most all outputs", 1, 128, "16");
  private static final Setting OUTPUTS =
      Setting.number("outputs", "N, results of a token", 1, 1 << 16, "1024");
  private static final Setting WEIGHTS =
      BroadcastTileSettings.format(
          "weights",
          "format of the weights",
          List.of(NumberFormat.TERNARY, NumberFormat.BINARY),
          NumberFormat.TERNARY);
  private static final Setting NORMALIZED_WIDTH =
      Setting.number("normalized-width", "bits of a signed value behind the norm", 8, 32, "16");
  private static final Setting NORMALIZED_FRACTION =
      Setting.number("normalized-fraction", "bits of it behind the binary point", 0, 32, "10");
  private static final Setting SCALE_WIDTH =
      Setting.number("scale-width", "bits of the unsigned mantissa of a scale", 1, 16, "16");
  private static final Setting OUTPUT =
      BroadcastTileSettings.format(
          "output",
          "format of a result",
          List.of(NumberFormat.INT4, NumberFormat.INT8, NumberFormat.INT16),
          NumberFormat.INT16);
  private static final Setting ACCUMULATOR_WIDTH =
      Setting.derivedNumber(
          "accumulator-width", "bits of a sum; standard: what the length needs", 1, 47);

  static final List<Setting> SETTINGS =
      List.of(
          LANES,
          COLUMNS,
          LENGTH,
          OUTPUTS,
          WEIGHTS,
          INPUT_WIDTH,
          INPUT_FRACTION,
          GAIN_WIDTH,
          GAIN_FRACTION,
          NORMALIZED_WIDTH,
          NORMALIZED_FRACTION,
          EPSILON,
          SCALE_WIDTH,
          OUTPUT,
          ACCUMULATOR_WIDTH,
          Setting.CLOCK);

  /**
   * Checks the settings against each other.
   *
   * @throws SpecException if a value is out of range or a number does not fit its bits
   */
  public BitLinearModel {
    COLUMNS.checkNumber(columns);
    OUTPUTS.checkNumber(outputs);
    WEIGHTS.parseWord(weights.label());
    NORMALIZED_WIDTH.checkNumber(norm.output().width());
    NORMALIZED_FRACTION.checkNumber(norm.output().fraction());
    SCALE_WIDTH.checkNumber(scaleWidth);
    OUTPUT.parseWord(output.label());
    ACCUMULATOR_WIDTH.checkNumber(accumulatorWidth);
    checkNorm(lanes, norm);
    if (columns > outputs) {
      throw new SpecException(
          "columns: %d are more than the %d outputs of a token".formatted(columns, outputs));
    }
    BitLinearFormat format = new BitLinearFormat(norm, scaleWidth, output.registerBits());
    int most = BitLinearFormat.MOST_BITS - format.factorBits();
    if (accumulatorWidth < format.sumBits() || accumulatorWidth > most) {
      throw new SpecException(
          "accumulator-width: %d bits; a sum of %d %s x int8 products needs %d, its product with a factor leaves %d"
              .formatted(accumulatorWidth, norm.length(), weights, format.sumBits(), most));
    }
  }

  /** What the norm's results are called there is another thing here. */
  private static void checkNorm(int lanes, RmsNormFormat norm) {
    try {
      RmsNormalizerModel.of(lanes, norm);
    } catch (SpecException e) {
      String message = String.valueOf(e.getMessage());
      throw new SpecException(message.replace("output-fraction", NORMALIZED_FRACTION.key()), e);
    }
  }

  /** The layer whose sums are as wide as they must be, at the standard clock. */
  public static BitLinearModel of(
      int lanes,
      int columns,
      int outputs,
      NumberFormat weights,
      RmsNormFormat norm,
      int scaleWidth,
      NumberFormat output) {
    return new BitLinearModel(
        lanes,
        columns,
        outputs,
        weights,
        norm,
        scaleWidth,
        output,
        new BitLinearFormat(norm, scaleWidth, output.registerBits()).sumBits(),
        Setting.standardClock());
  }

  static BitLinearModel parse(SettingValues values) {
    RmsNormFormat norm =
        new RmsNormFormat(
            values.number(LENGTH),
            new FixedPointFormat(values.number(INPUT_WIDTH), values.number(INPUT_FRACTION)),
            new FixedPointFormat(values.number(GAIN_WIDTH), values.number(GAIN_FRACTION)),
            new FixedPointFormat(
                values.number(NORMALIZED_WIDTH), values.number(NORMALIZED_FRACTION)),
            values.decimal(EPSILON));
    int scaleWidth = values.number(SCALE_WIDTH);
    NumberFormat output = values.format(OUTPUT);
    return new BitLinearModel(
        values.number(LANES),
        values.number(COLUMNS),
        values.number(OUTPUTS),
        values.format(WEIGHTS),
        norm,
        scaleWidth,
        output,
        values
            .optionalNumber(ACCUMULATOR_WIDTH)
            .orElseGet(
                () -> new BitLinearFormat(norm, scaleWidth, output.registerBits()).sumBits()),
        values.clock());
  }

  /** The numbers of the layer. */
  public BitLinearFormat format() {
    return new BitLinearFormat(norm, scaleWidth, output.registerBits());
  }

  /** K, values of a token. */
  public int length() {
    return norm.length();
  }

  /** Beats of a token, and of a pass over it. */
  public int beats() {
    return Math.ceilDiv(length(), lanes);
  }

  /** Times that the quantiser gives a token. */
  public int passes() {
    return Math.ceilDiv(outputs, columns);
  }

  /** Outputs of a token's last pass. */
  public int lastColumns() {
    return outputs - (passes() - 1) * columns;
  }

  /** Bits of a weight. */
  public int weightWidth() {
    return weights.registerBits();
  }

  /** Bits of a shift. */
  public int shiftWidth() {
    return RequantizerModel.SHIFT_WIDTH;
  }

  /** The array whose trees these are. */
  public AdderTreeArrayModel trees() {
    return AdderTreeArrayModel.of(
        lanes, columns, weights, NumberFormat.INT8, false, 1, Math.max(lanes, length()));
  }

  private RmsNormalizerModel normalizer() {
    return RmsNormalizerModel.of(lanes, norm);
  }

  private AbsmaxQuantizerModel quantizer() {
    return AbsmaxQuantizerModel.of(lanes, norm.output().width(), length());
  }

  private RequantizerModel requantizer() {
    return RequantizerModel.of(1, accumulatorWidth, format().factorBits(), false, output);
  }

  @Override
  public Unit unit() {
    return Unit.BIT_LINEAR;
  }

  @Override
  public int multiplyAccumulatesPerCycle() {
    return lanes * columns;
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(LANES.key(), String.valueOf(lanes));
    settings.put(COLUMNS.key(), String.valueOf(columns));
    settings.put(LENGTH.key(), String.valueOf(length()));
    settings.put(OUTPUTS.key(), String.valueOf(outputs));
    settings.put(WEIGHTS.key(), weights.label());
    settings.put(INPUT_WIDTH.key(), String.valueOf(norm.input().width()));
    settings.put(INPUT_FRACTION.key(), String.valueOf(norm.input().fraction()));
    settings.put(GAIN_WIDTH.key(), String.valueOf(norm.gain().width()));
    settings.put(GAIN_FRACTION.key(), String.valueOf(norm.gain().fraction()));
    settings.put(NORMALIZED_WIDTH.key(), String.valueOf(norm.output().width()));
    settings.put(NORMALIZED_FRACTION.key(), String.valueOf(norm.output().fraction()));
    settings.put(EPSILON.key(), norm.epsilon().toPlainString());
    settings.put(SCALE_WIDTH.key(), String.valueOf(scaleWidth));
    settings.put(OUTPUT.key(), output.label());
    settings.put(ACCUMULATOR_WIDTH.key(), String.valueOf(accumulatorWidth));
    settings.put(Setting.CLOCK.key(), clockMegahertz());
    return settings;
  }

  @Override
  public UnitInterface interfaceOf() {
    return new UnitInterface(
        unit().label(),
        List.of(
            normalizer().interfaceOf().stream("gain"),
            normalizer().interfaceOf().stream("value"),
            StreamPort.input(
                "weight",
                "weights of a part of a token for the outputs of a pass",
                new StreamField(
                    "weight_data_i",
                    weightWidth(),
                    columns * lanes,
                    "column by column, " + trees().weightEncoding())),
            StreamPort.input(
                "scale",
                "what multiplies the sums of a pass",
                StreamField.of("scale_mantissa_i", scaleWidth, "mantissa, unsigned"),
                StreamField.of("scale_shift_i", shiftWidth(), "shift to the right")),
            StreamPort.output(
                "result",
                "one output of a token",
                StreamField.of("result_data_o", output.registerBits(), "two's complement"),
                StreamField.of("result_last_o", 1, "last output of the token"))));
  }

  @Override
  public List<RtlModule> modules() {
    List<RtlModule> modules = new ArrayList<>();
    modules.addAll(normalizer().modules());
    modules.addAll(
        quantizer().modules().stream()
            .filter(module -> modules.stream().noneMatch(made -> made.name().equals(module.name())))
            .toList());
    modules.add(AdderTreeArrayModel.tree(trees(), "its trees"));
    modules.addAll(requantizer().modules());
    modules.add(RtlModule.top(this));
    return modules;
  }

  /** {@inheritDoc} All but the buffers of tokens, one of which is read several times only here. */
  @Override
  public Set<String> modulesOfOtherUnits() {
    return Stream.of(normalizer().modules(), quantizer().modules(), requantizer().modules())
        .flatMap(List::stream)
        .map(RtlModule::name)
        .filter(name -> !name.equals(TokenBufferModel.MODULE))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** {@inheritDoc} The widths of a pass's sum in the trees and of a sum over K. */
  @Override
  public List<RtlProof> proofs() {
    return List.of(
        WidthProof.ofQuantized("bit_linear_pass_width", weights, lanes, trees().sumWidth()),
        WidthProof.ofQuantized("bit_linear_sum_width", weights, length(), accumulatorWidth));
  }

  @Override
  public UnitNotes notes() {
    int beats = beats();
    return new UnitNotes(
        "A BitLinear layer in fixed point: norm of %d values, int8 quantiser, %d sums with streamed %s weights, scaling to %s."
            .formatted(length(), outputs, weights, output),
        List.of(
            new Fact("multiply-accumulates a cycle", String.valueOf(lanes * columns)),
            new Fact("beats of a token", String.valueOf(beats)),
            new Fact("passes over a token", String.valueOf(passes())),
            new Fact(
                "bits of a factor, s times a mantissa", String.valueOf(format().factorBits()))),
        List.of(
            new Fact("a pass", String.valueOf(Math.max(beats, columns))),
            new Fact(
                "last weights of a pass to its first result", String.valueOf(trees().depth() + 6))),
        List.of(
            "result = saturate(round_half_to_even((q . w) s m / 2^shift)) with q and s of the quantised token, m and shift of the pass.",
            "A token takes %d beats of `value`, %d of `weight`, %d of `scale`, and gives %d results; gains serve all tokens up to and including one whose last beat has `value_end_i`."
                .formatted(beats, passes() * beats, passes(), outputs)));
  }
}
