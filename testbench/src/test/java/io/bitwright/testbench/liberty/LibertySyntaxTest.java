package io.bitwright.testbench.liberty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.spec.SpecException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The grammar of Liberty files. */
class LibertySyntaxTest {
  @Test
  void groupsNestAndKeepTheirLines() {
    LibertyGroup library =
        parse(
            """
            library(a) {

              cell ("B") { pin(C,D) {} }
            }
            """);

    assertThat(library.kind()).isEqualTo("library");
    assertThat(library.line()).isEqualTo(1);
    LibertyGroup cell = library.groups("cell").getFirst();
    assertThat(cell.name()).isEqualTo("B");
    assertThat(cell.line()).isEqualTo(3);
    assertThat(cell.groups("pin").getFirst().arguments()).containsExactly("C", "D");
  }

  @Test
  void simpleAttributesEndAtSemicolonLineOrBrace() {
    LibertyGroup group =
        parse(
            """
            g() {
              a : 1.5 ;
              b : 2
              c : "three words" ; d : VDD + 0.5 /* volts */;
              e : \\
                4;
              f : last }
            """);

    assertThat(group.attributes())
        .containsExactly(
            new LibertyAttribute("a", List.of("1.5"), 2),
            new LibertyAttribute("b", List.of("2"), 3),
            new LibertyAttribute("c", List.of("three words"), 4),
            new LibertyAttribute("d", List.of("VDD + 0.5"), 4),
            new LibertyAttribute("e", List.of("4"), 5),
            new LibertyAttribute("f", List.of("last"), 7));
  }

  @Test
  void complexAttributesTakeWordsAndStringsOverContinuedLines() {
    LibertyGroup group =
        parse(
            """
            g() {
              unit (1,ff);
              values ("1, 2", \\
                      "3, \\
                       4")
              empty ();
              define(process_corner, operating_conditions, string)
              last : "A \\"1B\\"";
            }
            """);

    assertThat(group.attribute("unit").orElseThrow().values()).containsExactly("1", "ff");
    List<String> values = group.attribute("values").orElseThrow().values();
    assertThat(values).hasSize(2);
    assertThat(values.get(1).split("[, ]+")).containsExactly("3", "4");
    assertThat(group.attribute("empty").orElseThrow().values()).isEmpty();
    assertThat(group.attribute("define").orElseThrow().values()).hasSize(3);
    assertThat(group.attribute("last").orElseThrow())
        .isEqualTo(new LibertyAttribute("last", List.of("A \"1B\""), 8));
  }

  @Test
  void commentsStandAnywhereAndCountLines() {
    LibertyGroup group =
        parse(
            "/* one\n two **/ // rest\ng /* x */ ( /* y */ a ) { // z\n b : 1; /*\n*/ c : 2; }\n//");

    assertThat(group.arguments()).containsExactly("a");
    assertThat(group.line()).isEqualTo(3);
    assertThat(group.attribute("c").orElseThrow().line()).isEqualTo(5);
  }

  @Test
  void linesMayEndAsOnWindows() {
    LibertyGroup group = parse("g() {\r\n a : 1\r\n v (\"1, \\\r\n 2\", \\\r\n \"3\");\r\n}\r\n");

    assertThat(group.text("a")).contains("1");
    assertThat(group.attribute("v").orElseThrow().values()).hasSize(2);
  }

  @Test
  void faultsNameTheLineAndWhatIsAllowed() {
    assertFault("", "f.lib:1: holds no group; write library (NAME) { ... }");
    assertFault("g(", "f.lib:1: expected ) to close g ( of line 1 but found the end of the file");
    assertFault("g()\n a", "f.lib:2: expected { after g (...) but found \"a\"");
    assertFault("g() {\n a : 1;\n", "f.lib:3: g (line 1) is not closed: expected } before the end");
    assertFault("g() {\n a 1; }", "f.lib:2: expected : or ( after \"a\" but found \"1; }\"");
    assertFault("g() {\n a : ; }", "f.lib:2: a has no value; write a : VALUE;");
    assertFault("g() {\n ] }", "f.lib:2: expected the name of a group or an attribute");
    assertFault("g() { a : \"x\n }", "f.lib:1: a string is not closed: expected \" before the end");
    assertFault("g() { /* }", "f.lib:1: a comment is not closed: expected */ before the end");
    assertFault("g() { } }", "f.lib:1: expected the end of the file, as g (line 1) is closed");
  }

  @Test
  void groupsHaveALimitedDepth() {
    assertThat(parse("g(){".repeat(64) + "}".repeat(64)).groups()).hasSize(1);
    assertFault("g(){".repeat(65), "f.lib:1: g is more than 64 groups deep; allowed: 64");
    assertFault("g(){".repeat(1_000_000), "more than 64 groups deep");
    assertFault("(".repeat(1_000_000), "expected the name of a group");
  }

  private static LibertyGroup parse(String text) {
    return LibertySyntax.parse("f.lib", text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void assertFault(String text, String message) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> parse(text))
        .withMessageContaining(message);
  }
}
