package io.bitwright.golden.checkpoint.tensor;

import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files as memory: of any size, without being read, and without taking heap. */
public final class MappedFile {
  private MappedFile() {}

  /**
   * The bytes of a file, mapped as long as they are reachable.
   *
   * @throws SpecException if there is no such file, or it cannot be read
   */
  public static MemorySegment open(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new SpecException(path + ": there is no such file");
    }
    try (FileChannel channel = FileChannel.open(path)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
    } catch (IOException e) {
      throw new SpecException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
