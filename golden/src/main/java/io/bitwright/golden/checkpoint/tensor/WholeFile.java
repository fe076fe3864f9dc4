package io.bitwright.golden.checkpoint.tensor;

import io.bitwright.spec.SpecException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there whole or not at all: written under another name, then moved. */
public final class WholeFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private WholeFile() {}

  /** What writes the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, in place of one of that name if there is one.
   *
   * @throws SpecException if it cannot be written; a file of that name is then as it was before
   */
  public static void write(Path file, Content content) {
    Path partial =
        file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(partial, StandardOpenOption.CREATE_NEW), BUFFER_BYTES)) {
        content.writeTo(out);
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(partial);
        throw e;
      }
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new SpecException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
