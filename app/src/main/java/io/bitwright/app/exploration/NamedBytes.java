package io.bitwright.app.exploration;

import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file by name and content, which crosses processes; what ships with the program has no content.
 */
public final class NamedBytes implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final byte[] bytes;

  NamedBytes(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes.clone();
  }

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

  public String name() {
    return name;
  }

  /** Its content; empty if it ships. */
  public byte[] bytes() {
    return bytes.clone();
  }

  boolean ships() {
    return bytes.length == 0;
  }
}
