package io.bitwright.spec.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.workload.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionTest {
  private static final IntegerRange DIGIT = new IntegerRange(0, 9);

  @Test
  void valuesHaveTheirTypes() {
    Section section = section("a: 7\nb: decode\nc: true\nd: [x, y]\ne: 2.5e1\nf: ' two words '\n");

    assertThat(section.integer("a", DIGIT)).isEqualTo(7);
    assertThat(section.value("b", "a phase", Phase::parse)).isEqualTo(Phase.DECODE);
    assertThat(section.flag("c", false)).isTrue();
    assertThat(section.texts("d")).containsExactly("x", "y");
    assertThat(section.optionalNumber("e", "a number", value -> true)).contains(25.0);
    assertThat(section.text("f")).isEqualTo("two words");
    assertThat(section.keys()).containsExactly("a", "b", "c", "d", "e", "f");
  }

  @Test
  void whatIsMissingOrHasNoValueIsEmptyOrTheDefault() {
    Section section = section("a:\nb: ~\nc: null\n");

    for (String key : List.of("a", "b", "c", "d")) {
      assertThat(section.has(key)).isFalse();
      assertThat(section.optionalInteger(key, DIGIT)).isEmpty();
      assertThat(section.optionalNumber(key, "a number", value -> true)).isEmpty();
      assertThat(section.optionalValue(key, "a phase", Phase::parse)).isEmpty();
      assertThat(section.optionalSection(key, List.of())).isEmpty();
      assertThat(section.optionalOpenSection(key)).isEmpty();
      assertThat(section.texts(key)).isEmpty();
      assertThat(section.flag(key, true)).isTrue();
    }
  }

  @Test
  void listsMayHoldTextsAndListsOfTexts() {
    Section section = section("a: [x y, [x, y]]\nb: [{c: d}]\nc: 1\n");

    assertThat(section.textLists("a")).containsExactly(List.of("x y"), List.of("x", "y"));
    assertThat(section.textLists("d")).isEmpty();
    assertThat(section.listSize("a")).isEqualTo(2);
    assertThat(section.listSize("c")).isZero();
    assertThat(section.listSize("d")).isZero();
    assertThatThrownBy(() -> section.textLists("b"))
        .hasMessage(
            "my.yaml:2: b: is a mapping of keys; write a list of texts or of lists of texts");
  }

  @Test
  void nullInQuotesIsText() {
    assertThat(section("a: 'null'\n").text("a")).isEqualTo("null");
  }

  @Test
  void faultsNameLineKeyAndWhatIsAllowed() {
    Section section = section("a: x\nb: '7'\nc: yes\nd: 1\ne: {f: 1}\nf: \"\"\ng: 1e999\n");

    assertThatThrownBy(() -> section.integer("a", DIGIT))
        .hasMessage("my.yaml:1: a: \"x\" is not a whole number; write a whole number from 0 to 9");
    assertThatThrownBy(() -> section.integer("b", DIGIT))
        .hasMessage(
            "my.yaml:2: b: \"7\" is text in quotes; write a whole number from 0 to 9 without"
                + " quotes");
    assertThatThrownBy(() -> section.flag("c", true))
        .hasMessage("my.yaml:3: c: \"yes\" is neither; write true or false");
    assertThatThrownBy(() -> section.texts("d"))
        .hasMessage("my.yaml:4: d: is a single value; write a list of texts");
    assertThatThrownBy(() -> section.text("e"))
        .hasMessage(
            "my.yaml:5: e: is a mapping of keys; write one line of text, at most 1000 characters");
    assertThatThrownBy(() -> section.text("f"))
        .hasMessage(
            "my.yaml:6: f: is empty, too long or of several lines; write one line of text, at most"
                + " 1000 characters");
    assertThatThrownBy(() -> section.optionalNumber("g", "a number", value -> true))
        .hasMessage("my.yaml:7: g: \"1e999\" is out of range; write a number");
    assertThatThrownBy(() -> section.integer("h", DIGIT))
        .hasMessage("my.yaml:1: h: missing; write a whole number from 0 to 9");
  }

  @Test
  void aProblemOfAPathIsAtTheDeepestPartThatStandsThere() {
    Section section = section("a: 1\nb:\n  - c: 1\n  - c: 2\n    d: 3\n");

    assertThat(section.problem("b[1].d", "is wrong")).hasMessage("my.yaml:5: b[1].d: is wrong");
    assertThat(section.problem("b[1].e", "is wrong")).hasMessage("my.yaml:4: b[1].e: is wrong");
    assertThat(section.problem("b", "is wrong")).hasMessage("my.yaml:2: b: is wrong");
    assertThat(section.problem("z.y", "is wrong")).hasMessage("my.yaml:1: z.y: is wrong");
  }

  @Test
  void aDocumentThatIsNoMappingIsRefused() {
    assertThatThrownBy(() -> section("- a\n- b\n"))
        .hasMessage("my.yaml:1: a mapping of keys is needed, found a list");
    assertThatThrownBy(() -> section("\nhello\n"))
        .hasMessage("my.yaml:2: a mapping of keys is needed, found a single value");
  }

  private static Section section(String yaml) {
    return Section.open(YamlReader.read("my.yaml", yaml.getBytes(UTF_8)));
  }
}
