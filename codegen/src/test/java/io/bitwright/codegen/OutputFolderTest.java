package io.bitwright.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  private final GeneratedDesign ternary = design(NumberFormat.TERNARY);
  private final GeneratedDesign binary = design(NumberFormat.BINARY);

  @TempDir Path parent;

  @Test
  void newFolderHoldsEveryFileAndNothingElseIsLeft() throws IOException {
    Path out = parent.resolve("a/b");
    OutputFolder.write(ternary, out);
    for (GeneratedFile file : ternary.files()) {
      assertThat(out.resolve(file.path())).hasContent(file.text());
    }
    assertThat(out.resolve(OutputFolder.MANIFEST)).hasContent(OutputFolder.manifest(ternary));
    assertThat(names(parent.resolve("a"))).containsExactly("b");
  }

  @Test
  void untouchedDesignIsReplaced() throws IOException {
    Path out = parent.resolve("out");
    OutputFolder.write(ternary, out);
    OutputFolder.write(binary, out);
    assertThat(out.resolve("README.md")).hasContent(binary.file("README.md").text());
    assertThat(names(parent)).containsExactly("out");
  }

  @Test
  void emptyFolderIsTaken() {
    OutputFolder.write(ternary, parent);
    assertThat(parent.resolve("README.md")).exists();
  }

  @Test
  void editedFileIsKept() throws IOException {
    Path out = parent.resolve("out");
    OutputFolder.write(ternary, out);
    Files.writeString(out.resolve("synthesise.ys"), "mine");
    refuses(out, "synthesise.ys was added or edited");
    assertThat(out.resolve("synthesise.ys")).hasContent("mine");
    assertThat(out.resolve("README.md")).hasContent(ternary.file("README.md").text());
  }

  @Test
  void addedFileIsKept() throws IOException {
    Path out = parent.resolve("out");
    OutputFolder.write(ternary, out);
    Files.writeString(out.resolve("notes.txt"), "mine");
    refuses(out, "notes.txt was added or edited");
    assertThat(out.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void folderOfAnotherIsRefused() throws IOException {
    Files.writeString(parent.resolve("thesis.tex"), "mine");
    refuses(parent, "is not empty and was not generated");
    assertThat(names(parent)).containsExactly("thesis.tex");
  }

  @Test
  void fileInTheWayIsRefused() throws IOException {
    Path out = Files.writeString(parent.resolve("out"), "mine");
    refuses(out, "is a file, not a folder");
    refuses(out.resolve("below"), "cannot be written");
    assertThat(out).hasContent("mine");
  }

  @Test
  void rootIsRefused() {
    refuses(Path.of("/"), "root");
  }

  private void refuses(Path out, String reason) {
    assertThatThrownBy(() -> OutputFolder.write(binary, out))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("--out " + out)
        .hasMessageContaining(reason);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static GeneratedDesign design(NumberFormat weights) {
    return new RtlGenerator().generate(WeightStationaryArrayModel.of(2, 2, weights, 4, 64));
  }
}
