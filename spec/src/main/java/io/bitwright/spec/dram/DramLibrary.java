package io.bitwright.spec.dram;

import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.ShippedFile;
import java.util.List;

/** The devices of dynamic memory that ship, by name. */
public final class DramLibrary {
  /** Each has a file {@code drams/NAME.yaml} among the resources. */
  private static final List<String> NAMES =
      List.of(
          "ddr3l-1600-x16",
          "ddr3-2133",
          "ddr4-2400",
          "ddr4-2400-x16",
          "ddr4-3200",
          "ddr5-5200",
          "lpddr4-3200",
          "lpddr5-6400",
          "hbm2",
          "hbm2e",
          "hbm3");

  private DramLibrary() {}

  /** The names, in the order in which they are listed. */
  public static List<String> names() {
    return NAMES;
  }

  /** What is expected, to follow "write" in a message. */
  static String expectation() {
    return "one of " + String.join(", ", NAMES) + ", or the keys of a device of your own";
  }

  /**
   * A device that ships.
   *
   * @throws SpecException naming the known ones and the nearest, if it is not known
   */
  public static DramDevice get(String name) {
    if (!NAMES.contains(name)) {
      throw new SpecException(
          "unknown device "
              + QuotedText.of(name)
              + "; write "
              + expectation()
              + NearestWord.hint(name, NAMES));
    }
    String file = name + ".yaml";
    return DramReader.readDevice(file, ShippedFile.bytes("/io/bitwright/spec/drams/" + file));
  }
}
