package io.bitwright.spec.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlReaderTest {

  @Test
  void everyKeyAndValueKnowsItsLineAndColumn() {
    Document document = read("a: 1\nb:\n  c: [x, 'y']\n");

    DocumentNode.Mapping root = (DocumentNode.Mapping) document.root();
    DocumentNode.Entry b = entry(root, "b");
    DocumentNode.Entry c = entry((DocumentNode.Mapping) b.value(), "c");
    assertThat(root.entries().keySet()).containsExactly("a", "b");
    assertThat(entry(root, "a").keyPosition()).isEqualTo(new Position(1, 1));
    assertThat(entry(root, "a").value())
        .isEqualTo(new DocumentNode.Scalar(new Position(1, 4), "1", false));
    assertThat(b.keyPosition()).isEqualTo(new Position(2, 1));
    assertThat(c.keyPosition()).isEqualTo(new Position(3, 3));
    assertThat(((DocumentNode.Sequence) c.value()).items())
        .containsExactly(
            new DocumentNode.Scalar(new Position(3, 7), "x", false),
            new DocumentNode.Scalar(new Position(3, 10), "y", true));
  }

  @Test
  void commentsABeginningMarkAndAByteOrderMarkAreAllowed() {
    Document document = read("\uFEFF# why\n---\na: 1 # because\n");

    assertThat(((DocumentNode.Mapping) document.root()).entries()).containsOnlyKeys("a");
  }

  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        arguments("", "my.yaml:1: the file is empty"),
        arguments("# only a comment\n", "my.yaml:1: the file is empty"),
        arguments(
            "a: 1\nb: 2\na: 3\n", "my.yaml:3: the key \"a\" stands here again (first on line 1)"),
        arguments(
            "a:\n  b: 1\n  b: 2\n", "my.yaml:3: the key \"b\" stands here again (first on line 2)"),
        arguments("a: &x 1\n", "my.yaml:1: anchors (&x) are not allowed; write values out"),
        arguments("b: 1\na: *x\n", "my.yaml:2: aliases (*x) are not allowed; write it out"),
        arguments(
            "a: !!int 1\n",
            "my.yaml:1: the tag \"tag:yaml.org,2002:int\" is not allowed; leave it out"),
        arguments(
            "a: !java.io.File x\n",
            "my.yaml:1: the tag \"!java.io.File\" is not allowed; leave it out"),
        arguments(
            "? [a, b]\n: 1\n", "my.yaml:1: a key must be a single word, not a list or a mapping"),
        arguments(
            "a: 1\n---\nb: 2\n",
            "my.yaml:2: a second document begins here; one file holds one document"),
        arguments("a: [1, 2\nb: 3\n", "my.yaml:2: not YAML: expected ',' or ']', but got :"),
        arguments(
            "a: 1\n\tb: 2\n",
            "my.yaml:2: not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
        arguments("a: 1\nb: \u0007\n", "my.yaml:2: not YAML: the character U+0007 is not allowed"),
        arguments("a: " + "[".repeat(100), "my.yaml:1: nested deeper than 32 levels"));
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void aWrongFileIsRefusedWithItsLine(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(SpecException.class).hasMessage(message);
  }

  @Test
  void textThatIsNotUtf8IsRefusedWithItsLine() {
    byte[] latin1 = "a: 1\nb: gr\u00fcn\n".getBytes(ISO_8859_1);

    assertThatThrownBy(() -> YamlReader.read("my.yaml", latin1))
        .isInstanceOf(SpecException.class)
        .hasMessage("my.yaml:2: not UTF-8 text: found byte 0xFC; save it as UTF-8");
  }

  @Test
  void anAnchorBombIsRefusedAtItsFirstAnchor() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 50; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }

    assertThatThrownBy(() -> read(bomb.toString()))
        .hasMessage("my.yaml:1: anchors (&a0) are not allowed; write values out");
  }

  @Test
  void aMillionBracketsAreRefusedWithoutExhaustingTheStack() {
    assertThatThrownBy(() -> read("[".repeat(1_000_000)))
        .hasMessage("my.yaml:1: nested deeper than 32 levels");
  }

  @Test
  void filesThatCannotBeReadAreRefused(@TempDir Path folder) throws IOException {
    Path large = Files.writeString(folder.resolve("large.yaml"), "#".repeat((1 << 20) + 1));
    Path missing = folder.resolve("missing.yaml");

    assertThatThrownBy(() -> YamlReader.read(large))
        .hasMessage(large + ": is larger than 1 MiB, the most that is read");
    assertThatThrownBy(() -> YamlReader.read(missing)).hasMessage(missing + ": no such file");
    assertThatThrownBy(() -> YamlReader.read(folder))
        .hasMessage(folder + ": is a folder; a file is needed");
  }

  @Test
  void aFileOfExactlyTheLargestSizeIsRead(@TempDir Path folder) throws IOException {
    String text = "a:  1\n" + "#\n".repeat((1 << 19) - 3);
    Path file = Files.writeString(folder.resolve("full.yaml"), text);

    assertThat(Files.size(file)).isEqualTo(1 << 20);
    assertThat(((DocumentNode.Mapping) YamlReader.read(file).root()).entries())
        .containsOnlyKeys("a");
  }

  private static Document read(String text) {
    return YamlReader.read("my.yaml", text.getBytes(UTF_8));
  }

  private static DocumentNode.Entry entry(DocumentNode.Mapping mapping, String key) {
    DocumentNode.Entry entry = mapping.entries().get(key);
    if (entry == null) {
      throw new AssertionError("no key " + key);
    }
    return entry;
  }
}
