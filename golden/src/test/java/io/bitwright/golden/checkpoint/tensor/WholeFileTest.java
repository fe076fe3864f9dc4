package io.bitwright.golden.checkpoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void failureLeavesTheFileAsItWasAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("kept"), "before");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() ->
            WholeFile.write(
                file,
                out -> {
                  out.write(new byte[100_000]);
                  throw new IOException("disk full");
                }))
        .withMessage(file + ": cannot be written: disk full");
    assertThat(file).hasContent("before");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void successReplacesTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("kept"), "before");
    WholeFile.write(file, out -> out.write('x'));
    assertThat(file).hasContent("x");
  }
}
