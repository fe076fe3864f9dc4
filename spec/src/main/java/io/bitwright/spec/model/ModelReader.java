package io.bitwright.spec.model;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Models from Hugging Face folders or their {@code config.json}. */
public final class ModelReader {
  private static final String CONFIG = "config.json";

  private ModelReader() {}

  /**
   * Reads a model's shape. Its name is the folder's, or the file's if that is not {@code
   * config.json}.
   *
   * @param folderOrConfigJson a folder with a {@code config.json}, or such a file by any name
   * @throws SpecException with file, line, key and what is allowed, if it is wrong
   */
  public static ModelConfig read(Path folderOrConfigJson) {
    Path file = folderOrConfigJson;
    if (Files.isDirectory(file)) {
      file = file.resolve(CONFIG);
      if (!Files.exists(file)) {
        throw new SpecException(
            folderOrConfigJson + ": this folder has no config.json, so it holds no model");
      }
    }
    return HuggingFaceConfigReader.read(name(file), JsonReader.read(file));
  }

  /**
   * Reads a model's shape from the bytes of a {@code config.json}.
   *
   * @param name of the model
   * @throws SpecException with name, line, key and what is allowed, if it is wrong
   */
  public static ModelConfig read(String name, byte[] configJson) {
    return HuggingFaceConfigReader.read(name, JsonReader.read(name + ".json", configJson));
  }

  private static String name(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    String fileName = String.valueOf(absolute.getFileName());
    Path folder = absolute.getParent();
    if (fileName.equals(CONFIG) && folder != null && folder.getFileName() != null) {
      return folder.getFileName().toString();
    }
    return fileName.endsWith(".json") ? fileName.substring(0, fileName.length() - 5) : fileName;
  }
}
