package io.bitwright.codegen.unit;

import io.bitwright.codegen.unit.UnitNotes.Fact;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.Codebook;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Frequency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A decoder of a codebook with group scales: docs/units/codebook_decoder.md.
 *
 * @param codebook what the codes stand for
 * @param lanes weights in a beat, 1 to 64
 * @param group weights that share a scale, 1 to 4096
 * @param levelWidth bits of a fixed-point level, as many as tell all levels apart
 * @param scaleWidth bits of an unsigned scale, 1 to 16
 * @param fraction bits that a product is shifted right, 0 to 31
 * @param output format of a weight: int8 or int16
 * @param clock what the constraints ask of synthesis
 */
public record CodebookDecoderModel(
    Codebook codebook,
    int lanes,
    int group,
    int levelWidth,
    int scaleWidth,
    int fraction,
    NumberFormat output,
    Frequency clock)
    implements UnitModel {
  private static final int STANDARD_LEVEL_WIDTH = 8;
  private static final List<NumberFormat> OUTPUTS = List.of(NumberFormat.INT8, NumberFormat.INT16);

  private static final Setting CODEBOOK =
      Setting.word("codebook", "what the codes stand for", Codebook.VOCABULARY.words(), "nf4");
  private static final Setting LANES = Setting.number("lanes", "weights in a beat", 1, 64, "16");
  private static final Setting GROUP =
      Setting.number("group", "weights that share a scale", 1, 4096, "64");
  private static final Setting LEVEL_WIDTH =
      Setting.derivedNumber("level-width", "bits of a level; standard: 8, of int4 4", 3, 16);
  private static final Setting SCALE_WIDTH =
      Setting.number("scale-width", "bits of an unsigned scale", 1, 16, "16");
  private static final Setting FRACTION =
      Setting.number("fraction", "bits that a product is shifted right", 0, 31, "16");
  private static final Setting OUTPUT =
      Setting.word(
          "output",
          "format of a weight",
          OUTPUTS.stream().map(NumberFormat::label).toList(),
          "int8");

  static final List<Setting> SETTINGS =
      List.of(CODEBOOK, LANES, GROUP, LEVEL_WIDTH, SCALE_WIDTH, FRACTION, OUTPUT, Setting.CLOCK);

  /** A code and its level, for the table in the template. */
  public record CodeLevel(int code, int level) {}

  /**
   * Checks the settings against each other.
   *
   * @throws SpecException if a value is out of range, a group does not fit the lanes, or levels
   *     cannot be told apart
   */
  public CodebookDecoderModel {
    LANES.checkNumber(lanes);
    GROUP.checkNumber(group);
    LEVEL_WIDTH.checkNumber(levelWidth);
    SCALE_WIDTH.checkNumber(scaleWidth);
    FRACTION.checkNumber(fraction);
    OUTPUT.parseWord(output.label());
    if (group % lanes != 0 && lanes % group != 0) {
      throw new SpecException(
          "group: %d is not a multiple of the %d lanes, nor they of it".formatted(group, lanes));
    }
    int fewest = codebook.fewestLevelBits();
    if (levelWidth < fewest || (codebook.isInteger() && levelWidth > fewest)) {
      throw new SpecException(
          "level-width: levels of %s have %s, not %d"
              .formatted(
                  codebook,
                  codebook.isInteger() ? fewest + " bits" : fewest + " to 16 bits",
                  levelWidth));
    }
  }

  static CodebookDecoderModel parse(SettingValues values) {
    Codebook codebook = Codebook.parse(values.word(CODEBOOK));
    return new CodebookDecoderModel(
        codebook,
        values.number(LANES),
        values.number(GROUP),
        values
            .optionalNumber(LEVEL_WIDTH)
            .orElse(codebook.isInteger() ? codebook.codeBits() : STANDARD_LEVEL_WIDTH),
        values.number(SCALE_WIDTH),
        values.number(FRACTION),
        values.format(OUTPUT),
        values.clock());
  }

  @Override
  public Unit unit() {
    return Unit.CODEBOOK_DECODER;
  }

  /** Bits of a code. */
  public int codeWidth() {
    return codebook.codeBits();
  }

  /** Bits of a weight. */
  public int outputWidth() {
    return output.registerBits();
  }

  /** Scales in a beat. */
  public int scales() {
    return Math.max(1, lanes / group);
  }

  /** Beats of codes that a beat of scales serves, if no row ends. */
  public int groupBeats() {
    return Math.max(1, group / lanes);
  }

  /** Whether a beat of scales serves several beats of codes. */
  public boolean countsBeats() {
    return groupBeats() > 1;
  }

  /** What each code stands for but the last. */
  public List<CodeLevel> levels() {
    return IntStream.range(0, codebook.codes() - 1)
        .mapToObj(code -> new CodeLevel(code, codebook.fixedPointLevel(code, levelWidth)))
        .toList();
  }

  /** What the last code stands for. */
  public int lastLevel() {
    return codebook.fixedPointLevel(codebook.codes() - 1, levelWidth);
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(CODEBOOK.key(), codebook.label());
    settings.put(LANES.key(), String.valueOf(lanes));
    settings.put(GROUP.key(), String.valueOf(group));
    settings.put(LEVEL_WIDTH.key(), String.valueOf(levelWidth));
    settings.put(SCALE_WIDTH.key(), String.valueOf(scaleWidth));
    settings.put(FRACTION.key(), String.valueOf(fraction));
    settings.put(OUTPUT.key(), output.label());
    settings.put(Setting.CLOCK.key(), clockMegahertz());
    return settings;
  }

  @Override
  public UnitInterface interfaceOf() {
    List<StreamField> code = new ArrayList<>();
    code.add(new StreamField("code_data_i", codeWidth(), lanes, "codes of " + codebook));
    if (countsBeats()) {
      code.add(StreamField.of("code_last_i", 1, "last beat of a row: the next begins a group"));
    }
    return new UnitInterface(
        unit().label(),
        List.of(
            StreamPort.input(
                "scale",
                "the scales of a beat, or of a group of several beats",
                new StreamField("scale_data_i", scaleWidth, scales(), "scales, unsigned")),
            StreamPort.input("code", "the codes of all lanes", code.toArray(StreamField[]::new)),
            StreamPort.output(
                "weight",
                "the weights of all lanes",
                new StreamField("weight_data_o", outputWidth(), lanes, "two's complement"))));
  }

  @Override
  public List<RtlModule> modules() {
    return List.of(RtlModule.top(this));
  }

  @Override
  public UnitNotes notes() {
    return new UnitNotes(
        "Multiplies the levels that %s codes stand for by the scale of their group, shifts right by %d, rounds half to even and saturates to %s."
            .formatted(codebook, fraction, output),
        List.of(
            new Fact("weights a cycle", String.valueOf(lanes)),
            new Fact("bits of a weight in memory, scale included", bitsOfAWeight()),
            new Fact("bits of a product", String.valueOf(levelWidth + scaleWidth))),
        List.of(
            new Fact("an accepted beat to its weights", "3"),
            new Fact("B beats, no stalls", "B + 3")),
        List.of(
            "A beat of `scale` serves %d beats of `code`, and moves with the last of them."
                .formatted(groupBeats())));
  }

  private String bitsOfAWeight() {
    return "%d + %d / %d".formatted(codeWidth(), scaleWidth, group);
  }
}
