package io.bitwright.testbench.verilator;

import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * A folder of build results, each in a folder named by the digest of everything that went into it.
 *
 * <p>A result appears whole or not at all: it is made in a folder of its own and then moved to its
 * name. Threads of one process wait for each other; of two processes that build the same thing, the
 * first to finish gives it.
 */
public final class BuildCache {
  /** System property and, in capitals with an underscore, environment variable of the folder. */
  private static final String PROPERTY = "bitwright.cache";

  private static final String ENVIRONMENT = "BITWRIGHT_CACHE";
  private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private final Path root;

  /** A cache in that folder, which is made when it is first needed. */
  public BuildCache(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /**
   * The user's cache: the folder of the system property {@code bitwright.cache}, else of the
   * environment variable {@code BITWRIGHT_CACHE}, else {@code ~/.cache/bitwright}.
   */
  public static BuildCache ofUser() {
    return new BuildCache(
        Optional.ofNullable(System.getProperty(PROPERTY))
            .or(() -> Optional.ofNullable(System.getenv(ENVIRONMENT)))
            .filter(folder -> !folder.isBlank())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "bitwright")));
  }

  /** The folder of the cache; it may not be there yet. */
  public Path root() {
    return root;
  }

  /** Makes a result in an empty folder. */
  @FunctionalInterface
  interface Builder {
    void buildIn(Path folder) throws IOException;
  }

  /** The folder of a result; made by the builder if the cache does not have it yet. */
  Path folderOf(String kind, String digest, Builder builder) {
    Path folder = root.resolve(kind).resolve(digest);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    ReentrantLock lock = LOCKS.computeIfAbsent(folder, _ -> new ReentrantLock());
    lock.lock();
    try {
      if (!Files.isDirectory(folder)) {
        make(folder, builder);
      }
      return folder;
    } catch (FileSystemException e) {
      throw new SpecException(
          "cannot write build results to %s (%s); name another folder in the environment variable %s"
              .formatted(root, e.getMessage(), ENVIRONMENT),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  private static void make(Path folder, Builder builder) throws IOException {
    Path parent = Files.createDirectories(Objects.requireNonNull(folder.getParent()));
    Path unfinished = Files.createTempDirectory(parent, ".unfinished-");
    try {
      builder.buildIn(unfinished);
      publish(unfinished, folder);
    } finally {
      delete(unfinished);
    }
  }

  private static void publish(Path unfinished, Path folder) throws IOException {
    try {
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
      // Another process built the same thing first: its result is as good.
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> inside;
    try (Stream<Path> walk = Files.walk(folder)) {
      inside = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inside) {
      Files.delete(path);
    }
  }
}
