package io.bitwright.app.checkpoint;

import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text that a user names by its file. */
public final class TextFile {
  private TextFile() {}

  /**
   * All of a file.
   *
   * @param option that names it, for messages
   * @param largestMebibytes that are read, in MiB
   * @throws SpecException if it is larger, or cannot be read
   */
  public static byte[] bytes(String option, Path file, int largestMebibytes) {
    try {
      if (Files.size(file) > (long) largestMebibytes << 20) {
        throw new SpecException(
            option + ": " + file + " is larger than " + largestMebibytes + " MiB");
      }
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new SpecException(option + ": " + file + " is no file that can be read", unreadable);
    }
  }
}
