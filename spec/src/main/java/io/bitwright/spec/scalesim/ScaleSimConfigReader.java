package io.bitwright.spec.scalesim;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.document.Document;
import io.bitwright.spec.document.IniReader;
import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.document.Section;
import io.bitwright.spec.scalesim.ScaleSimMemory.Buffer;
import io.bitwright.spec.scalesim.ScaleSimMemory.InterfaceBandwidth;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * SCALE-Sim's configuration ({@code configs/*.cfg}), as {@code scalesim/scale_config.py} reads it:
 * keys without letter case, those that do not matter here ignored.
 *
 * <p>Version 3 takes the bandwidth of the read interfaces from the section {@code layout}, or, late
 * in version 2, from {@code architecture_presets} (10 words a cycle if neither has it, which is
 * known by the section {@code sparsity}), and only that of the write interface from {@code
 * Bandwidth}; version 2 takes all three from {@code Bandwidth}.
 */
public final class ScaleSimConfigReader {
  private static final IntegerRange SIDE = new IntegerRange(1, 1 << 16);
  private static final IntegerRange KIBIBYTES = new IntegerRange(1, 1 << 24);
  private static final IntegerRange WORDS_PER_CYCLE = new IntegerRange(1, 1 << 24);
  private static final int VERSION_3_READ_WORDS_PER_CYCLE = 10;

  private static final Vocabulary<InterfaceBandwidth> MODES =
      Vocabulary.of("mode", List.of(InterfaceBandwidth.values()), InterfaceBandwidth::name);

  private static final String GENERAL = "general";
  private static final String ARCHITECTURE = "architecture_presets";
  private static final String LAYOUT = "layout";
  private static final String SPARSITY = "sparsity";
  private static final String RUN = "run_presets";

  private static final String RUN_NAME = "run_name";
  private static final String HEIGHT = "ArrayHeight";
  private static final String WIDTH = "ArrayWidth";
  private static final String IFMAP_SRAM = "IfmapSramSzkB";
  private static final String FILTER_SRAM = "FilterSramSzkB";
  private static final String OFMAP_SRAM = "OfmapSramSzkB";
  private static final String DATAFLOW = "Dataflow";
  private static final String BANDWIDTH = "Bandwidth";
  private static final String INTERFACE = "InterfaceBandwidth";
  private static final String IFMAP_BANDWIDTH = "IfmapSRAMBankBandwidth";
  private static final String FILTER_BANDWIDTH = "FilterSRAMBankBandwidth";
  private static final String IFMAP_LAYOUT = "IfmapCustomLayout";
  private static final String FILTER_LAYOUT = "FilterCustomLayout";
  private static final String SPARSITY_SUPPORT = "SparsitySupport";
  private static final String RAMULATOR = "UseRamulatorTrace";

  private static final List<String> KEYS =
      List.of(
          RUN_NAME,
          HEIGHT,
          WIDTH,
          IFMAP_SRAM,
          FILTER_SRAM,
          OFMAP_SRAM,
          DATAFLOW,
          BANDWIDTH,
          INTERFACE,
          IFMAP_BANDWIDTH,
          FILTER_BANDWIDTH,
          IFMAP_LAYOUT,
          FILTER_LAYOUT,
          SPARSITY_SUPPORT,
          RAMULATOR);

  private final Section root;

  private ScaleSimConfigReader(Section root) {
    this.root = root;
  }

  /**
   * Reads a configuration.
   *
   * @throws SpecException with file, line, key and what is allowed, if it is wrong or asks for what
   *     is not counted here: sparsity, layouts of its own, traces of Ramulator
   */
  public static ScaleSimConfig read(Path file) {
    return read(IniReader.read(file, KEYS));
  }

  /** As {@link #read(Path)}, from the bytes of a file with the given name. */
  public static ScaleSimConfig read(String file, byte[] bytes) {
    return read(IniReader.read(file, bytes, KEYS));
  }

  private static ScaleSimConfig read(Document document) {
    return new ScaleSimConfigReader(Section.open(document)).config();
  }

  private ScaleSimConfig config() {
    Section architecture = section(ARCHITECTURE);
    String name = text(section(GENERAL), RUN_NAME, "the name of the run", text -> text);
    refuseWhatIsNotCounted();
    ScaleSimArray array =
        new ScaleSimArray(
            integer(architecture, HEIGHT, SIDE),
            integer(architecture, WIDTH, SIDE),
            text(
                architecture,
                DATAFLOW,
                ScaleSimDataflow.VOCABULARY.expectation(),
                ScaleSimDataflow::parse));
    return new ScaleSimConfig(name, array, memory(architecture));
  }

  private ScaleSimMemory memory(Section architecture) {
    InterfaceBandwidth mode =
        text(section(RUN), INTERFACE, MODES.expectation(), word -> MODES.parse(word));
    boolean user = mode == InterfaceBandwidth.USER;
    int written = user ? writeBandwidth(architecture) : 1;
    return new ScaleSimMemory(
        new Buffer(
            integer(architecture, IFMAP_SRAM, KIBIBYTES),
            user ? readBandwidth(IFMAP_BANDWIDTH, written) : 1),
        new Buffer(
            integer(architecture, FILTER_SRAM, KIBIBYTES),
            user ? readBandwidth(FILTER_BANDWIDTH, written) : 1),
        new Buffer(integer(architecture, OFMAP_SRAM, KIBIBYTES), written),
        mode);
  }

  /** The first of the numbers with commas between, the only one that SCALE-Sim uses. */
  private static int writeBandwidth(Section architecture) {
    return text(
        architecture,
        BANDWIDTH,
        WORDS_PER_CYCLE.expectation(),
        text -> WORDS_PER_CYCLE.parse(text.split(",", 2)[0].strip()));
  }

  private int readBandwidth(String key, int version2) {
    Optional<Section> layout = root.optionalOpenSection(LAYOUT);
    if (layout.isPresent()) {
      return integer(layout.get(), key, WORDS_PER_CYCLE);
    }
    Section architecture = section(ARCHITECTURE);
    if (architecture.has(key)) {
      return integer(architecture, key, WORDS_PER_CYCLE);
    }
    return root.has(SPARSITY) ? VERSION_3_READ_WORDS_PER_CYCLE : version2;
  }

  private void refuseWhatIsNotCounted() {
    refuse(SPARSITY, SPARSITY_SUPPORT, "sparsity is not counted here");
    for (String section : List.of(LAYOUT, ARCHITECTURE)) {
      refuse(section, IFMAP_LAYOUT, "bank conflicts of custom layouts are not counted here");
      refuse(section, FILTER_LAYOUT, "bank conflicts of custom layouts are not counted here");
    }
    refuse(RUN, RAMULATOR, "latencies from Ramulator are not counted here");
  }

  private void refuse(String section, String key, String reason) {
    Optional<Section> found = root.optionalOpenSection(section);
    String value =
        found.flatMap(in -> in.optionalValue(key, "true or false", text -> text)).orElse("false");
    switch (value.toLowerCase(Locale.ROOT)) {
      case "false", "no", "off", "0" -> {}
      case "true", "yes", "on", "1" ->
          throw section(section).problem(key, reason + "; write false, or leave it out");
      default ->
          throw section(section)
              .problem(key, QuotedText.of(value) + " is neither; write true or false");
    }
  }

  private Section section(String name) {
    return root.optionalOpenSection(name)
        .orElseThrow(() ->
            root.problem(
                "[" + name + "]",
                "the section is missing" + IniReader.mistyped(name, root.keys())));
  }

  private static int integer(Section section, String key, IntegerRange range) {
    return text(section, key, range.expectation(), range::parse);
  }

  private static <T> T text(
      Section section, String key, String expected, Function<String, T> parser) {
    if (!section.has(key) && !section.keys().contains(key)) {
      String instead = IniReader.mistyped(key, section.keys());
      throw section.problem(key, "missing; write " + expected + instead);
    }
    return section.value(key, expected, parser);
  }
}
