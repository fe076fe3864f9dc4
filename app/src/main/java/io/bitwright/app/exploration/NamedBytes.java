package io.bitwright.app.exploration;

import io.bitwright.spec.document.TextFile;
import java.io.Serializable;
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
   * A file's content, as far as it is not larger than a description may be.
   *
   * @throws io.bitwright.spec.SpecException if it cannot be read
   */
  static NamedBytes of(Path file) {
    return new NamedBytes(file.toString(), TextFile.bytes(file));
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
