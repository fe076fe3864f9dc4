package io.bitwright.spec.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartedJsonTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final IntegerRange IDS = new IntegerRange(0, 99);
  private static final List<String> PARTS = List.of("model.vocab", "model.merges");

  private static final String TEXT =
      """
      {"version": 1,
       "model": {
         "vocab": {"a": 0,
                   "model.vocab": 1,
                   "c": 200},
         "merges": ["a b",
                    ["a", "c"],
                    {"d": 1}],
         "type": "BPE"}}
      """;

  @TempDir private Path folder = Path.of("");

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("x.json"), text);
  }

  private PartedJson parted(String text) throws IOException {
    return PartedJson.read(file(text), MEBIBYTE, PARTS);
  }

  @Test
  void theDocumentHasAllButTheMembersOfItsParts() throws IOException {
    Section root = Section.closed(parted(TEXT).document(), List.of("version", "model"));
    Section model = root.section("model", List.of("vocab", "merges", "type"));
    assertThat(root.integer("version", IDS)).isEqualTo(1);
    assertThat(model.text("type")).isEqualTo("BPE");
    assertThat(model.optionalOpenSection("vocab").orElseThrow().keys()).isEmpty();
    assertThat(model.textLists("merges")).isEmpty();
    assertThat(model.problem("merges", "wrong"))
        .hasMessageEndingWith("x.json:6: model.merges: wrong");
  }

  @Test
  void membersComeInTheOrderOfTheFileAsOftenAsTheyAreAskedFor() throws IOException {
    PartedJson json = parted(TEXT);
    for (int time = 0; time < 2; time++) {
      List<String> keys = new ArrayList<>();
      json.members("model.vocab", member -> keys.addAll(member.keys()));
      assertThat(keys).containsExactly("a", "model.vocab", "c");
    }
  }

  @Test
  void faultsOfMembersNameLineAndPathAsThoseOfAWholeTreeDo() throws IOException {
    Path file = file(TEXT);
    Section whole =
        Section.open(JsonReader.read(file, MEBIBYTE)).optionalOpenSection("model").orElseThrow();
    PartedJson json = PartedJson.read(file, MEBIBYTE, PARTS);
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() ->
            json.members("model.vocab", member -> member.integer(member.keys().getFirst(), IDS)))
        .withMessage(
            file + ":5: model.vocab.c: \"200\" is out of range; write a whole number from 0 to 99");
    List<List<String>> merges = new ArrayList<>();
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(
            () -> json.members("model.merges", item -> merges.addAll(item.textLists("merges"))))
        .satisfies(parted ->
            assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> whole.textLists("merges"))
                .withMessage(parted.getMessage()));
    assertThat(merges).containsExactly(List.of("a b"), List.of("a", "c"));
    List<String> places = new ArrayList<>();
    json.members("model.merges", item -> places.add(item.place("merges[" + places.size() + "]")));
    assertThat(places)
        .containsExactlyElementsOf(
            List.of(whole.place("merges[0]"), whole.place("merges[1]"), whole.place("merges[2]")));
  }

  @Test
  void aKeyThatStandsTwiceIsRefusedWithBothLines() throws IOException {
    PartedJson json = parted(TEXT.replace("\"c\"", "\"a\""));
    json.refuseSecond("model.vocab", "model.vocab");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> json.refuseSecond("model.vocab", "a"))
        .withMessageEndingWith("x.json:5: the key \"a\" stands here again (first on line 3)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200} | 200] | 5: not JSON: ",
        "\"type\" | \"vocab\" | 9: the key \"vocab\" stands here again (first on line 3)",
        "\"BPE\"}} | \"BPE\"}} 1 | 9: text after the end of the document",
      })
  void whatIsNoJsonIsRefusedInPartsToo(String from, String to, String message) {
    assertThat(TEXT).contains(from);
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> parted(TEXT.replace(from, to)))
        .withMessageContaining("x.json:" + message);
  }

  @Test
  void textIsUtf8WithOrWithoutAMark() throws IOException {
    assertThat(parted("\uFEFF" + TEXT).document().root()).isEqualTo(parted(TEXT).document().root());
    byte[] bytes = TEXT.replace("\"c\"", "\"?\"").getBytes(StandardCharsets.UTF_8);
    bytes[TEXT.indexOf("\"c\"") + 1] = (byte) 0xC3;
    Path wrong = Files.write(folder.resolve("wrong.json"), bytes);
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> PartedJson.read(wrong, MEBIBYTE, PARTS))
        .withMessage(wrong + ":5: not UTF-8 text: found byte 0xC3; save it as UTF-8");
    Path large = Files.writeString(folder.resolve("large.json"), " ".repeat(MEBIBYTE + 1));
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> PartedJson.read(large, MEBIBYTE, PARTS))
        .withMessage(large + ": is larger than 1 MiB, the most that is read");
  }

  @Test
  void aPartOfAnotherKindStaysInTheDocument() throws IOException {
    Section model =
        Section.open(parted("{\"model\": {\"vocab\": 7, \"merges\": {\"a\": 1}}}").document())
            .optionalOpenSection("model")
            .orElseThrow();
    assertThat(model.integer("vocab", IDS)).isEqualTo(7);
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> model.textLists("merges"))
        .withMessageContaining("model.merges: is a mapping of keys");
  }
}
