package io.bitwright.spec.part;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.Document;
import io.bitwright.spec.document.Section;
import io.bitwright.spec.document.YamlReader;
import java.nio.file.Path;

/** FPGA parts from YAML; the keys are those of {@code part.schema.json}. */
public final class FpgaPartReader {
  private FpgaPartReader() {}

  /**
   * Reads and checks a description.
   *
   * @throws SpecException with file, line, key and what is allowed, if it is wrong
   */
  public static FpgaPart read(Path file) {
    return read(YamlReader.read(file));
  }

  /**
   * Reads and checks the bytes of a description.
   *
   * @param file its name in messages
   * @throws SpecException with file, line, key and what is allowed, if it is wrong
   */
  public static FpgaPart read(String file, byte[] bytes) {
    return read(YamlReader.read(file, bytes));
  }

  private static FpgaPart read(Document document) {
    Section top = Section.closed(document, FpgaPartKeys.TOP);
    FpgaPart part =
        new FpgaPart(
            top.text("name"),
            top.text("description"),
            top.text("source"),
            top.value("family", FpgaFamily.VOCABULARY.expectation(), FpgaFamily::parse),
            top.integer("luts", FpgaPartLimits.LOGIC),
            top.integer("flip-flops", FpgaPartLimits.LOGIC),
            top.integer("dsp-blocks", FpgaPartLimits.BLOCKS),
            top.integer("block-rams", FpgaPartLimits.BLOCKS),
            top.optionalInteger("ultra-rams", FpgaPartLimits.BLOCKS).orElse(0));
    if (part.dspBlocks() > 0 && !part.family().multiplies()) {
      throw none(top, part, "dsp-blocks");
    }
    if (part.ultraRams() > 0 && !part.family().hasUltraRams()) {
      throw none(top, part, "ultra-rams");
    }
    return part;
  }

  private static SpecException none(Section top, FpgaPart part, String key) {
    return top.problem(key, "parts of the family " + part.family().label() + " have none; write 0");
  }
}
