package io.bitwright.spec.pod;

import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.PathArgument;
import io.bitwright.spec.document.ShippedFile;
import java.util.List;

/** The pods that ship, by name. */
public final class PodLibrary {
  /** Each has a file {@code pods/NAME.yaml} among the resources. */
  private static final List<String> NAMES =
      List.of(
          "tpu-v2-256",
          "tpu-v3-1024",
          "tpu-v4-64",
          "tpu-v4-4096",
          "tpu-v5e-256",
          "tpu-v5p-8960",
          "tpu-v6e-256",
          "palm-2x3072",
          "dgx-a100",
          "selene-4480",
          "dgx-h100",
          "dgx-h100-256",
          "dgx-h200",
          "h200-x2");

  private PodLibrary() {}

  /** The names, in the order in which they are listed. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * A shipped pod.
   *
   * @throws SpecException naming the known ones and the nearest, if it is not known
   */
  public static PodSpec get(String name) {
    return PodReader.read(name + ".yaml", yaml(name));
  }

  /**
   * The YAML text of a shipped pod, UTF-8.
   *
   * @throws SpecException naming the known ones and the nearest, if it is not known
   */
  public static byte[] yaml(String name) {
    if (!NAMES.contains(name)) {
      throw new SpecException(
          "unknown pod "
              + QuotedText.of(name)
              + "; give a YAML file or one of: "
              + String.join(", ", NAMES)
              + NearestWord.hint(name, NAMES));
    }
    return ShippedFile.bytes("/io/bitwright/spec/pods/" + name + ".yaml");
  }

  /**
   * A pod by what a user typed: a shipped name, which comes first, or the path of a YAML file.
   *
   * @throws SpecException if it is neither, or the file is wrong
   */
  public static PodSpec resolve(String nameOrPath) {
    if (NAMES.contains(nameOrPath)) {
      return get(nameOrPath);
    }
    return PathArgument.of(nameOrPath, List.of(".yaml", ".yml"))
        .map(PodReader::read)
        .orElseGet(() -> get(nameOrPath));
  }
}
