package io.bitwright.codegen;

import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a design into a folder, whole or not at all.
 *
 * <p>The files are written beside the folder first and then take its place in one move. A folder
 * that does not exist or is empty is taken; a folder that an earlier run wrote is replaced if
 * nothing in it was added or edited since, which {@value #MANIFEST} in it tells ({@code sha256sum
 * -c} reads it too). Any other folder is refused: nothing of a user's is ever overwritten.
 */
public final class OutputFolder {
  /** The file that lists the digests of all others. */
  public static final String MANIFEST = "generated-files.sha256";

  private OutputFolder() {}

  /**
   * Writes all files of a design.
   *
   * @throws SpecException if the folder holds anything that was not generated, or cannot be written
   */
  public static void write(GeneratedDesign design, Path folder) {
    Path target = folder.toAbsolutePath().normalize();
    Path parent = target.getParent();
    if (parent == null) {
      throw new SpecException("--out " + folder + ": a file system's root cannot be an output");
    }
    try {
      checkReplaceable(target, folder);
      Files.createDirectories(parent);
      Path fresh = Files.createTempDirectory(parent, "." + target.getFileName() + ".new-");
      try {
        fill(fresh, design);
        replace(target, fresh);
      } finally {
        delete(fresh);
      }
    } catch (IOException e) {
      throw new SpecException("--out " + folder + ": cannot be written: " + reason(e), e);
    }
  }

  /** The manifest's text: one line a file, digest, two spaces, path. */
  public static String manifest(GeneratedDesign design) {
    StringBuilder lines = new StringBuilder();
    for (GeneratedFile file : design.files()) {
      lines.append(Digest.sha256(file.text())).append("  ").append(file.path()).append('\n');
    }
    return lines.toString();
  }

  private static void checkReplaceable(Path target, Path asTyped) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new SpecException("--out " + asTyped + ": is a file, not a folder");
    }
    List<String> found = filesBelow(target);
    if (found.isEmpty()) {
      return;
    }
    Path manifest = target.resolve(MANIFEST);
    if (!Files.isRegularFile(manifest)) {
      throw new SpecException(
          "--out " + asTyped + ": is not empty and was not generated; choose a new folder");
    }
    Map<String, String> digests = digests(Files.readString(manifest));
    for (String path : found) {
      if (!path.equals(MANIFEST) && !isGenerated(target.resolve(path), digests.get(path))) {
        throw new SpecException(
            "--out %s: %s was added or edited after it was generated; move it away or choose a new folder"
                .formatted(asTyped, path));
      }
    }
  }

  private static boolean isGenerated(Path file, @Nullable String digest) throws IOException {
    return digest != null && digest.equals(Digest.sha256(Files.readAllBytes(file)));
  }

  private static Map<String, String> digests(String manifest) {
    Map<String, String> digests = new LinkedHashMap<>();
    manifest
        .lines()
        .map(line -> line.split("  ", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> digests.put(parts[1], parts[0]));
    return digests;
  }

  private static List<String> filesBelow(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> !Files.isDirectory(path))
          .map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private static void fill(Path fresh, GeneratedDesign design) throws IOException {
    List<GeneratedFile> files = new ArrayList<>(design.files());
    files.add(new GeneratedFile(MANIFEST, manifest(design)));
    for (GeneratedFile file : files) {
      Path path = fresh.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text(), StandardCharsets.UTF_8);
    }
    // A temporary folder is private; the output is as open as any folder the user makes.
    Path ordinary = Files.createDirectory(fresh.resolve(".permissions"));
    if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(ordinary));
    }
    Files.delete(ordinary);
  }

  private static void replace(Path target, Path fresh) throws IOException {
    if (!Files.exists(target)) {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = fresh.resolveSibling(fresh.getFileName() + ".old");
    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    delete(old);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static String reason(IOException e) {
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    return kind + (e.getMessage() == null ? "" : ", " + e.getMessage());
  }
}
