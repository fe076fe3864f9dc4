package io.bitwright.spec.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class YamlTextTest {
  static List<String> accelerators() {
    return AcceleratorLibrary.names();
  }

  @ParameterizedTest
  @MethodSource("accelerators")
  void whatIsWrittenReadsAsTheSame(String name) {
    Document document = YamlReader.read(name, AcceleratorLibrary.yaml(name));

    byte[] written = YamlText.of(document).getBytes(StandardCharsets.UTF_8);

    // Where a table is named is not what it says.
    assertThat(AcceleratorReader.read(name, written))
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*\\.place")
        .isEqualTo(AcceleratorLibrary.get(name));
    assertThat(YamlText.of(YamlReader.read(name, written))).isEqualTo(YamlText.of(document));
  }

  @Test
  void textsThatWouldReadOtherwiseStandInQuotes() {
    String yaml =
        """
        a: "1: 2 # 3"
        "b: c": "- x"
        d:
          - "*"
          -
            - "true"
            - []
          - {}
          - e: "line\\none\\t\\"\\\\\\u0007"
            f: ~
        """;
    Document document = YamlReader.read("t.yaml", yaml.getBytes(StandardCharsets.UTF_8));

    String written = YamlText.of(document);

    assertThat(shape(YamlReader.read("t.yaml", written.getBytes(StandardCharsets.UTF_8)).root()))
        .isEqualTo(shape(document.root()));
  }

  /** The tree without its places. */
  private static Object shape(DocumentNode node) {
    return switch (node) {
      case DocumentNode.Scalar scalar -> scalar.isNull() ? "null" : scalar.text();
      case DocumentNode.Sequence list -> list.items().stream().map(YamlTextTest::shape).toList();
      case DocumentNode.Mapping mapping ->
          mapping.entries().entrySet().stream()
              .map(entry -> entry.getKey() + " -> " + shape(entry.getValue().value()))
              .toList();
    };
  }
}
