package io.bitwright.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicOutputTest {
  @TempDir private Path folder;

  @Test
  void fileAppearsWithItsParents() throws IOException {
    Path target = folder.resolve("new/deep/out.csv");

    AtomicOutput.file(target, "a,b\n");

    assertThat(target).hasContent("a,b\n");
    assertThat(names(folder.resolve("new/deep"))).containsExactly("out.csv");
  }

  @Test
  void brokenWriterLeavesTheOlderFileAndNothingElse() throws IOException {
    Path target = Files.writeString(folder.resolve("out.csv"), "old");

    assertThatThrownBy(() ->
            AtomicOutput.file(
                target,
                out -> {
                  out.write('n');
                  throw new IllegalStateException("defect");
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(target).hasContent("old");
    assertThat(names(folder)).containsExactly("out.csv");
  }

  @Test
  void linkIsFollowedAndStaysALink() throws IOException {
    Path real = Files.writeString(folder.resolve("real.csv"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), real);

    AtomicOutput.file(link, "new");

    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
  }

  @Test
  void placeThatCannotBeWrittenIsWrongInput() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> AtomicOutput.file(file.resolve("below"), "x"))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("cannot write ")
        .hasMessageEndingWith("a part of the path is a file");
    assertThatThrownBy(() -> AtomicOutput.file(folder, "x"))
        .isInstanceOf(SpecException.class)
        .hasMessageEndingWith("it is a folder");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
