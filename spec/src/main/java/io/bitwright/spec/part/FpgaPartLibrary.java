package io.bitwright.spec.part;

import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.PathArgument;
import io.bitwright.spec.document.ShippedFile;
import java.util.List;

/** The FPGA parts that ship, by name. */
public final class FpgaPartLibrary {
  /** Each has a file {@code parts/NAME.yaml} among the resources. */
  private static final List<String> NAMES =
      List.of(
          "xck26",
          "xczu7ev",
          "xczu9eg",
          "xcu280",
          "xcu250",
          "xcvu9p",
          "xc7z020",
          "xc7a35t",
          "xc7a100t",
          "lfe5u-25f",
          "lfe5u-85f",
          "ice40hx8k");

  private FpgaPartLibrary() {}

  /** The names, in the order in which they are listed. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * A shipped part.
   *
   * @throws SpecException naming the known ones and the nearest, if it is not known
   */
  public static FpgaPart get(String name) {
    return FpgaPartReader.read(name + ".yaml", yaml(name));
  }

  /**
   * The YAML text of a shipped part, UTF-8.
   *
   * @throws SpecException naming the known ones and the nearest, if it is not known
   */
  public static byte[] yaml(String name) {
    if (!NAMES.contains(name)) {
      throw new SpecException(
          "unknown FPGA part "
              + QuotedText.of(name)
              + "; give a YAML file or one of: "
              + String.join(", ", NAMES)
              + NearestWord.hint(name, NAMES));
    }
    return ShippedFile.bytes("/io/bitwright/spec/parts/" + name + ".yaml");
  }

  /**
   * A part by what a user typed: a shipped name, which comes first, or the path of a YAML file.
   *
   * @throws SpecException if it is neither, or the file is wrong
   */
  public static FpgaPart resolve(String nameOrPath) {
    if (NAMES.contains(nameOrPath)) {
      return get(nameOrPath);
    }
    return PathArgument.of(nameOrPath, List.of(".yaml", ".yml"))
        .map(FpgaPartReader::read)
        .orElseGet(() -> get(nameOrPath));
  }
}
