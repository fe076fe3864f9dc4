package io.bitwright.spec.model;

import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.Document;
import io.bitwright.spec.document.JsonReader;
import io.bitwright.spec.document.PathArgument;
import io.bitwright.spec.document.Section;
import io.bitwright.spec.document.ShippedFile;
import io.bitwright.spec.document.YamlReader;
import java.util.List;

/**
 * The models that ship, by name: their configurations, not their weights.
 *
 * <p>{@code models/index.yaml} among the resources lists them with their sources; each has a file
 * {@code models/NAME.json}.
 */
public final class ModelLibrary {
  private static final String FOLDER = "/io/bitwright/spec/models/";

  private ModelLibrary() {}

  /** The names, in the order in which they are listed. */
  public static List<String> names() {
    return index().keys();
  }

  /**
   * Where a shipped model's configuration comes from.
   *
   * @throws SpecException naming the known ones and the nearest, if it is not known
   */
  public static String source(String name) {
    requireKnown(name);
    return index().text(name);
  }

  /**
   * A shipped model.
   *
   * @throws SpecException naming the known ones and the nearest, if it is not known
   */
  public static ModelConfig get(String name) {
    requireKnown(name);
    Document config = JsonReader.read(name + ".json", ShippedFile.bytes(FOLDER + name + ".json"));
    return HuggingFaceConfigReader.read(name, config);
  }

  /**
   * A model by what a user typed: a shipped name, which comes first, or the path of a Hugging Face
   * folder or of a {@code config.json}.
   *
   * @throws SpecException if it is neither, or the file is wrong
   */
  public static ModelConfig resolve(String nameOrPath) {
    if (names().contains(nameOrPath)) {
      return get(nameOrPath);
    }
    return PathArgument.of(nameOrPath, List.of(".json"))
        .map(ModelReader::read)
        .orElseGet(() -> get(nameOrPath));
  }

  private static void requireKnown(String name) {
    List<String> names = names();
    if (!names.contains(name)) {
      throw new SpecException(
          "unknown model "
              + QuotedText.of(name)
              + "; give a Hugging Face folder, a config.json or one of: "
              + String.join(", ", names)
              + NearestWord.hint(name, names));
    }
  }

  private static Section index() {
    return Shipped.INDEX;
  }

  /** The index, read once. */
  private static final class Shipped {
    private static final String FILE = "index.yaml";
    static final Section INDEX =
        Section.open(YamlReader.read(FILE, ShippedFile.bytes(FOLDER + FILE)));
  }
}
