package io.bitwright.spec.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonReaderTest {

  @Test
  void everyKeyAndValueKnowsItsLineAndColumn() {
    Document document = read("{\n  \"a\": 1e-5,\n  \"b\": [\"x\", null]\n}");

    DocumentNode.Mapping root = (DocumentNode.Mapping) document.root();
    DocumentNode.Scalar a = new DocumentNode.Scalar(new Position(2, 8), "1e-5", false);
    DocumentNode.Sequence b =
        new DocumentNode.Sequence(
            new Position(3, 8),
            List.of(
                new DocumentNode.Scalar(new Position(3, 9), "x", true),
                new DocumentNode.Scalar(new Position(3, 14), "null", false)));
    assertThat(root.entries())
        .isEqualTo(
            Map.of(
                "a", new DocumentNode.Entry(new Position(2, 3), a),
                "b", new DocumentNode.Entry(new Position(3, 3), b)));
  }

  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        arguments("", "config.json:1: the file is empty"),
        arguments("{\"a\": 1}\n{}", "config.json:2: text after the end of the document"),
        arguments(
            "{\"a\": 1,\n\"a\": 2}",
            "config.json:2: the key \"a\" stands here again (first on line 1)"),
        arguments("[".repeat(100), "config.json:1: nested deeper than 32 levels"));
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void aWrongFileIsRefusedWithItsLine(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(SpecException.class).hasMessage(message);
  }

  static Stream<Arguments> syntaxErrors() {
    return Stream.of(
        arguments("{\n\"a\": 1,\n}", "config.json:3: not JSON: Unexpected character ('}'"),
        arguments("{\n\"a\": tru\n}", "config.json:2: not JSON: Unrecognized token 'tru'"),
        arguments("{\n\"a\": 1\n", "config.json:3: not JSON: Unexpected end-of-input"),
        arguments("{\n\"a\": NaN}", "config.json:2: not JSON: Non-standard token 'NaN'"));
  }

  @ParameterizedTest
  @MethodSource("syntaxErrors")
  void aSyntaxErrorIsRefusedWithItsLine(String text, String beginning) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(SpecException.class)
        .message()
        .startsWith(beginning)
        .doesNotContain("\n");
  }

  private static Document read(String text) {
    return JsonReader.read("config.json", text.getBytes(UTF_8));
  }

  @Test
  void fileOfAModelsPartsMayBeLarger(@TempDir Path folder) throws IOException {
    String large = "[\"" + "x".repeat(1 << 20) + "\"]";
    Path file = Files.writeString(folder.resolve("large.json"), large);
    assertThatThrownBy(() -> JsonReader.read(file))
        .hasMessage(file + ": is larger than 1 MiB, the most that is read");
    assertThat(JsonReader.read(file, 2 << 20).root()).isInstanceOf(DocumentNode.Sequence.class);
    Files.writeString(file, large + " ".repeat(1 << 20));
    assertThatThrownBy(() -> JsonReader.read(file, 2 << 20))
        .hasMessage(file + ": is larger than 2 MiB, the most that is read");
  }
}
