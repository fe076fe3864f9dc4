package io.bitwright.codegen.unit;

import io.bitwright.codegen.unit.UnitNotes.Fact;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.quantity.Frequency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A decoder of codewords that stand for sequences of trits: docs/units/dictionary_decoder.md.
 *
 * @param entries entries of a dictionary, a power of two, 16 to 4096
 * @param longest trits of the longest entry, 2 to 32
 * @param lanes trits in a beat, 1 to 128
 * @param clock what the constraints ask of synthesis
 */
public record DictionaryDecoderModel(int entries, int longest, int lanes, Frequency clock)
    implements UnitModel {
  private static final Setting ENTRIES =
      Setting.number("entries", "entries of a dictionary, a power of two", 16, 4096, "4096");
  private static final Setting LONGEST =
      Setting.number("longest", "trits of the longest entry", 2, 32, "14");
  private static final Setting LANES =
      Setting.number("lanes", "trits in a beat of the result", 1, 128, "16");

  static final List<Setting> SETTINGS = List.of(ENTRIES, LONGEST, LANES, Setting.CLOCK);

  /**
   * Checks the settings.
   *
   * @throws SpecException if a value is out of range, or the entries are not a power of two
   */
  public DictionaryDecoderModel {
    ENTRIES.checkNumber(entries);
    LONGEST.checkNumber(longest);
    LANES.checkNumber(lanes);
    if (Integer.bitCount(entries) != 1) {
      throw new SpecException(
          "entries: %d is not a power of two; the nearest are %d and %d"
              .formatted(
                  entries, Integer.highestOneBit(entries), 2 * Integer.highestOneBit(entries)));
    }
  }

  /** The decoder at the standard clock. */
  public static DictionaryDecoderModel of(int entries, int longest, int lanes) {
    return new DictionaryDecoderModel(entries, longest, lanes, Setting.standardClock());
  }

  static DictionaryDecoderModel parse(SettingValues values) {
    return new DictionaryDecoderModel(
        values.number(ENTRIES), values.number(LONGEST), values.number(LANES), values.clock());
  }

  @Override
  public Unit unit() {
    return Unit.DICTIONARY_DECODER;
  }

  /** Bits of a codeword. */
  public int indexWidth() {
    return Integer.numberOfTrailingZeros(entries);
  }

  /** Bits of an entry's length. */
  public int lengthWidth() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(longest);
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(ENTRIES.key(), String.valueOf(entries));
    settings.put(LONGEST.key(), String.valueOf(longest));
    settings.put(LANES.key(), String.valueOf(lanes));
    settings.put(Setting.CLOCK.key(), clockMegahertz());
    return settings;
  }

  @Override
  public UnitInterface interfaceOf() {
    return new UnitInterface(
        unit().label(),
        List.of(
            StreamPort.input(
                "entry",
                "one entry of a dictionary, entry 0 first",
                new StreamField("entry_trits_i", 2, longest, "trits, 0 beyond the length"),
                StreamField.of("entry_length_i", lengthWidth(), "trits of the entry")),
            StreamPort.input(
                "codeword",
                "one codeword",
                StreamField.of("codeword_index_i", indexWidth(), "which entry"),
                StreamField.of("codeword_last_i", 1, "last codeword of its row"),
                StreamField.of(
                    "codeword_end_i", 1, "last codeword that uses the present dictionary")),
            StreamPort.output(
                "trit",
                "trits of a row",
                new StreamField("trit_data_o", 2, lanes, "two's complement, 0 beyond the row"),
                StreamField.of("trit_last_o", 1, "last beat of its row"))));
  }

  @Override
  public List<RtlModule> modules() {
    return List.of(RtlModule.top(this));
  }

  @Override
  public UnitNotes notes() {
    return new UnitNotes(
        "Expands codewords of %d bits, which index a dictionary of sequences of 1 to %d trits, into beats of %d trits."
            .formatted(indexWidth(), longest, lanes),
        List.of(
            new Fact("codewords a cycle", "at most 1"),
            new Fact("bits of the dictionary", memoryBits())),
        List.of(
            new Fact("loading a dictionary", "Entries = " + entries),
            new Fact("an accepted codeword to the beat that it completes", "2"),
            new Fact("a codeword that completes b beats", "max(1, b), if no stream stalls")),
        List.of(
            "A row begins with a beat; trits of its last beat beyond the row are 0.",
            "Codewords wait until a dictionary is loaded; `codeword_end_i` ends its use."));
  }

  private String memoryBits() {
    int width = 2 * longest + lengthWidth();
    return "%d x %d = %d".formatted(entries, width, entries * width);
  }
}
