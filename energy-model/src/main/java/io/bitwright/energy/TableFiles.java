package io.bitwright.energy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The texts that tables are read from, by file name. */
interface TableFiles {
  /** A table of this size is a mistake; it is refused before it is held in memory. */
  int LARGEST_FILE_BYTES = 1 << 20;

  /** The text of a file, or empty if there is none of that name. */
  Optional<String> find(String name);

  /** The files of a folder. */
  static TableFiles inFolder(Path folder) {
    return name -> read(name, () -> Files.newInputStream(folder.resolve(name)));
  }

  /** The files shipped under a folder of the class path, beside this class. */
  static TableFiles shipped(String folder) {
    return name ->
        read(
            name,
            () -> {
              InputStream stream = TableFiles.class.getResourceAsStream(folder + "/" + name);
              if (stream == null) {
                throw new NoSuchFileException(folder + "/" + name);
              }
              return stream;
            });
  }

  /** Opens a stream of bytes. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  private static Optional<String> read(String name, Opener opener) {
    try (InputStream stream = opener.open()) {
      byte[] bytes = stream.readNBytes(LARGEST_FILE_BYTES + 1);
      if (bytes.length > LARGEST_FILE_BYTES) {
        throw new EnergyTableException(
            name + ": larger than " + LARGEST_FILE_BYTES + " bytes, the most a table may have");
      }
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new EnergyTableException(name + ": cannot be read: " + failure.getMessage(), failure);
    }
  }
}
