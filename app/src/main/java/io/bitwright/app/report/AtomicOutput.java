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
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Output files and folders that appear whole or not at all.
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

  /** Writes the files of one folder, which is there and empty. */
  @FunctionalInterface
  public interface FolderContent {
    void writeInto(Path folder) throws IOException;
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
      Path place = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
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
   * Writes a folder. One that is not there appears by a single move. Into one that is there, the
   * files are moved one by one once all are complete; other files in it are left alone.
   */
  public static void folder(Path target, FolderContent content) {
    try {
      Path place = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
      if (Files.exists(place) && !Files.isDirectory(place)) {
        throw new SpecException("cannot write the folder " + target + ": it is a file");
      }
      createParent(place);
      Path partial = hiddenBeside(place);
      try {
        Files.createDirectory(partial);
        content.writeInto(partial);
        if (Files.exists(place)) {
          moveFiles(partial, place);
        } else {
          Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
        }
      } finally {
        deleteTree(partial);
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

  private static void moveFiles(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(from)) {
      files = tree.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      Path place = to.resolve(from.relativize(file));
      createParent(place);
      Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(root)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
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
