package io.bitwright.spec.accelerator;

import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.PathArgument;
import io.bitwright.spec.document.ShippedFile;
import java.util.List;

/** The accelerators that ship, by name. */
public final class AcceleratorLibrary {
  /** Each has a file {@code accelerators/NAME.yaml} among the resources. */
  private static final List<String> NAMES =
      List.of(
          "edge-ternary-16x16",
          "edge-binary-32x32",
          "edge-int8-8x8",
          "kv260",
          "zcu102",
          "u280",
          "ecp5-85f",
          "tpu-v1",
          "tpu-v2",
          "tpu-v3",
          "tpu-v4",
          "tpu-v5e",
          "tpu-v5p",
          "tpu-v6e",
          "nvidia-h200",
          "nvidia-h100",
          "nvidia-a100-80gb",
          "intel-i7-13800h");

  private AcceleratorLibrary() {}

  /** The names, in the order in which they are listed. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * A shipped accelerator.
   *
   * @throws SpecException naming the known ones and the nearest, if it is not known
   */
  public static AcceleratorSpec get(String name) {
    return AcceleratorReader.read(name + ".yaml", yaml(name));
  }

  /**
   * The YAML text of a shipped accelerator, UTF-8.
   *
   * @throws SpecException naming the known ones and the nearest, if it is not known
   */
  public static byte[] yaml(String name) {
    if (!NAMES.contains(name)) {
      throw new SpecException(
          "unknown accelerator "
              + QuotedText.of(name)
              + "; give a YAML file or one of: "
              + String.join(", ", NAMES)
              + NearestWord.hint(name, NAMES));
    }
    return ShippedFile.bytes("/io/bitwright/spec/accelerators/" + name + ".yaml");
  }

  /**
   * An accelerator by what a user typed: a shipped name, which comes first, or the path of a YAML
   * file.
   *
   * @throws SpecException if it is neither, or the file is wrong
   */
  public static AcceleratorSpec resolve(String nameOrPath) {
    if (NAMES.contains(nameOrPath)) {
      return get(nameOrPath);
    }
    return PathArgument.of(nameOrPath, List.of(".yaml", ".yml"))
        .map(AcceleratorReader::read)
        .orElseGet(() -> get(nameOrPath));
  }
}
