package io.bitwright.app.exploration;

import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file by name and content, which crosses processes; what ships with the program has a name only.
 *
 * @param bytes its content; empty if it ships
 */
public record NamedBytes(String name, byte[] bytes) implements Serializable {

  /** What ships under a name. */
  static NamedBytes shipped(String name) {
    return new NamedBytes(name, new byte[0]);
  }

  /**
   * A file's content.
   *
   * @throws SpecException if it cannot be read
   */
  static NamedBytes of(Path file) {
    try {
      return new NamedBytes(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new SpecException("cannot read " + file, e);
    }
  }

  boolean ships() {
    return bytes.length == 0;
  }
}
