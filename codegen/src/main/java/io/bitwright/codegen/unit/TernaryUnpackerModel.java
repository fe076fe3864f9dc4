package io.bitwright.codegen.unit;

import io.bitwright.codegen.unit.UnitNotes.Fact;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.quantity.Frequency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An unpacker of five trits in a byte with all its settings: docs/units/ternary_unpacker.md.
 *
 * @param bytes bytes in a beat, 1 to 64
 * @param trits trits in a beat, at most 4 fewer than the bytes hold
 * @param clock what the constraints ask of synthesis
 */
public record TernaryUnpackerModel(int bytes, int trits, Frequency clock) implements UnitModel {
  private static final int TRITS_IN_A_BYTE = 5;
  private static final int MOST_BYTES = 64;

  private static final Setting BYTES =
      Setting.number("bytes", "packed bytes in a beat", 1, MOST_BYTES, "13");
  private static final Setting TRITS =
      Setting.derivedNumber(
          "trits",
          "trits in a beat; standard: all that the bytes hold",
          1,
          TRITS_IN_A_BYTE * MOST_BYTES);

  static final List<Setting> SETTINGS = List.of(BYTES, TRITS, Setting.CLOCK);

  /**
   * Checks the settings against each other.
   *
   * @throws SpecException if a value is out of range, or the last byte would not be used
   */
  public TernaryUnpackerModel {
    BYTES.checkNumber(bytes);
    int most = TRITS_IN_A_BYTE * bytes;
    if (trits > most || trits <= most - TRITS_IN_A_BYTE) {
      throw new SpecException(
          "trits: %d bytes hold %d to %d trits, not %d"
              .formatted(bytes, most - TRITS_IN_A_BYTE + 1, most, trits));
    }
  }

  /** The unpacker at the standard clock. */
  public static TernaryUnpackerModel of(int bytes, int trits) {
    return new TernaryUnpackerModel(bytes, trits, Setting.standardClock());
  }

  static TernaryUnpackerModel parse(SettingValues values) {
    int bytes = values.number(BYTES);
    int trits = values.optionalNumber(TRITS).orElse(TRITS_IN_A_BYTE * bytes);
    return new TernaryUnpackerModel(bytes, trits, values.clock());
  }

  @Override
  public Unit unit() {
    return Unit.TERNARY_UNPACKER;
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(BYTES.key(), String.valueOf(bytes));
    settings.put(TRITS.key(), String.valueOf(trits));
    settings.put(Setting.CLOCK.key(), clockMegahertz());
    return settings;
  }

  @Override
  public UnitInterface interfaceOf() {
    return new UnitInterface(
        unit().label(),
        List.of(
            StreamPort.input(
                "byte",
                "packed trits",
                new StreamField("byte_data_i", 8, bytes, "five base-3 digits each")),
            StreamPort.output(
                "trit",
                "unpacked trits",
                new StreamField("trit_data_o", 2, trits, "two's complement"),
                StreamField.of("trit_error_o", 1, "a byte of the beat is no code"))));
  }

  @Override
  public List<RtlModule> modules() {
    return List.of(RtlModule.top(this));
  }

  @Override
  public UnitNotes notes() {
    return new UnitNotes(
        "Unpacks five trits from each byte: base-3 digits, the most significant first, digit 0 is -1.",
        List.of(
            new Fact("trits a cycle", String.valueOf(trits)),
            new Fact("bits of a trit in memory", "1.6"),
            new Fact("trits of the last byte that are dropped", String.valueOf(5 * bytes - trits))),
        List.of(
            new Fact("an accepted beat to its trits", "2"),
            new Fact("B beats, no stalls", "B + 2")),
        List.of(
            "Values 243 to 255 are no codes: the byte reads as its value less 243, and `trit_error_o` is 1 on its beat."));
  }
}
