package io.bitwright.app.report;

import io.bitwright.spec.SpecException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Output files that appear whole or not at all.
 *
 * <p>The content is written beside its place under a hidden name and moved there when it is
 * complete. A place that cannot be written is the user's mistake: a {@link SpecException}.
 */
public final class AtomicOutput {

  /** Writes the content of one file. */
  @FunctionalInterface
  public interface FileContent {
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicOutput() {}

  /** Writes a UTF-8 text. */
  public static void file(Path target, String text) {
    file(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes one file; an older one of that name stays until the new one is complete. Something that
   * is no regular file, such as {@code /dev/stdout}, is written straight.
   */
  public static void file(Path target, FileContent content) {
    try {
      // A link to a pipe, as /dev/stdout may be, has no real path.
      Path place = Files.isRegularFile(target) ? target.toRealPath() : target.toAbsolutePath();
      if (Files.isDirectory(place)) {
        throw new SpecException("cannot write " + target + ": it is a folder");
      }
      if (Files.exists(place) && !Files.isRegularFile(place)) {
        try (OutputStream out = Files.newOutputStream(place)) {
          content.writeTo(out);
        }
        return;
      }
      createParent(place);
      Path partial = hiddenBeside(place);
      try {
        writeNew(partial, content);
        Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /**
   * Makes the folder of a file that something else will write.
   *
   * @throws SpecException if no file can be written there
   */
  public static void prepare(Path target) {
    try {
      Path place = target.toAbsolutePath();
      if (Files.isDirectory(place)) {
        throw new SpecException("cannot write " + target + ": it is a folder");
      }
      createParent(place);
      if (!Files.isWritable(place.resolveSibling("."))) {
        throw new AccessDeniedException(target.toString());
      }
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private static void createParent(Path place) throws IOException {
    Path parent = place.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }

  private static Path hiddenBeside(Path place) {
    return place.resolveSibling(
        "." + place.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
  }

  private static void writeNew(Path partial, FileContent content) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(
                partial, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING))) {
      content.writeTo(out);
    }
  }

  private static SpecException unwritable(Path target, IOException cause) {
    String why =
        switch (cause) {
          case AccessDeniedException denied -> "permission denied";
          case NoSuchFileException missing -> "no file can be made there";
          case FileAlreadyExistsException taken -> "a part of the path is a file";
          default -> String.valueOf(cause.getMessage());
        };
    return new SpecException("cannot write " + target + ": " + why, cause);
  }
}
