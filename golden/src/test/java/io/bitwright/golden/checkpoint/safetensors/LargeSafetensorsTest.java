package io.bitwright.golden.checkpoint.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of 64 GiB, which stands on disk as holes, in a virtual machine of little memory. */
class LargeSafetensorsTest {
  private static final long ELEMENTS = 32L << 30;
  private static final String HEADER =
      "{" + SafetensorsBytes.tensor("x", "BF16", "[" + ELEMENTS + "]", 0, 2 * ELEMENTS) + "}";

  /** What the virtual machine of little memory runs: opens the file and looks at its ends. */
  static final class Opening {
    private Opening() {}

    public static void main(String[] arguments) {
      SafetensorsFile file = SafetensorsFile.open(Path.of(arguments[0]));
      double last = file.values("x").at(ELEMENTS - 1);
      double middle = file.values("x").at(ELEMENTS / 2);
      System.out.print(file.shape("x") + " " + last + " " + middle);
    }
  }

  @TempDir private Path folder = Path.of("");

  @Test
  void fileOf64GibibytesNeedsLittleHeap() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                ManagementFactory.getRuntimeMXBean().getClassPath(),
                Opening.class.getName(),
                sparseFile().toString())
            .redirectErrorStream(true)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(process.waitFor()).as(answer).isZero();
    assertThat(answer).isEqualTo("[" + ELEMENTS + "] -2.5 0.0");
  }

  /** The first opening loads classes, which has nothing to do with the file. */
  @Test
  void fileOf64GibibytesOpensInLessThanASecond() throws IOException {
    Path path = sparseFile();
    SafetensorsFile.open(path);
    long start = System.nanoTime();
    SafetensorsFile file = SafetensorsFile.open(path);
    assertThat(file.values("x").at(ELEMENTS - 1)).isEqualTo(-2.5);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
  }

  private Path sparseFile() throws IOException {
    Path path = folder.resolve("sparse.safetensors");
    Files.write(path, SafetensorsBytes.file(HEADER, new byte[0]));
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      long size = 8 + HEADER.length() + 2 * ELEMENTS;
      file.setLength(size);
      file.seek(size - 2);
      file.write(new byte[] {0x20, (byte) 0xC0}); // -2.5
    }
    return path;
  }
}
