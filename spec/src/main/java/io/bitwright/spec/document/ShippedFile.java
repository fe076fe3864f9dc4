package io.bitwright.spec.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files that ship inside the program. */
public final class ShippedFile {
  private ShippedFile() {}

  /**
   * The bytes of a file that ships.
   *
   * @param path from the root of the resources, with a slash in front
   * @throws IllegalStateException if it does not ship
   */
  public static byte[] bytes(String path) {
    try (InputStream in = ShippedFile.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is listed but does not ship");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
