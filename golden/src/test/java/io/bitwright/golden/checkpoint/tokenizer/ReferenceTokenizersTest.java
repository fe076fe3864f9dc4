package io.bitwright.golden.checkpoint.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Small tokenizers of four kinds with what the Python package tokenizers 0.23.2 (PyPI, of github
 * huggingface/tokenizers) makes of texts: GPT-2's, Llama 3's and Llama 2's way, and Gemma's. Their
 * vocabularies were trained by that package on lines of a play.
 */
class ReferenceTokenizersTest {
  private static final Path FOLDER =
      Path.of("src/test/resources/io/bitwright/golden/checkpoint/tokenizer");
  private static final Tokenizer GPT2 = Tokenizer.open(FOLDER.resolve("gpt2.json"));
  private static final Tokenizer LLAMA2 = Tokenizer.open(FOLDER.resolve("llama2.json"));

  record Encoding(String tokenizer, String text, List<Integer> ids, String decoded) {}

  static List<Encoding> encodings() throws IOException {
    List<Encoding> encodings = new ArrayList<>();
    String json = Files.readString(FOLDER.resolve("encodings.json"));
    for (JsonNode entry : JsonMapper.shared().readTree(json)) {
      encodings.add(
          new Encoding(
              entry.get("tokenizer").stringValue(),
              entry.get("text").stringValue(),
              entry.get("ids").valueStream().map(JsonNode::intValue).toList(),
              entry.get("decoded").stringValue()));
    }
    return encodings;
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void textBecomesTheTokensOfTheReferenceAndBack(Encoding encoding) {
    Tokenizer tokenizer = Tokenizer.open(FOLDER.resolve(encoding.tokenizer() + ".json"));
    int[] ids = encoding.ids().stream().mapToInt(id -> id).toArray();
    assertThat(tokenizer.encode(encoding.text())).isEqualTo(ids);
    assertThat(tokenizer.decode(ids)).isEqualTo(encoding.decoded());
  }

  @Property(seed = "20260101", tries = 300)
  void anyTextComesBackFromBytes(@ForAll String text) {
    String sound = withoutHalfPairs(text);
    assertThat(GPT2.decode(GPT2.encode(sound))).isEqualTo(sound);
  }

  /** Llama 2's space is a character of its own, which a text may not have. */
  @Property(seed = "20260101", tries = 300)
  void anyTextComesBackFromCharacters(@ForAll String text) {
    String sound = withoutHalfPairs(text).replace("\u2581", "");
    assertThat(LLAMA2.decode(LLAMA2.encode(sound))).isEqualTo(sound);
  }

  private static String withoutHalfPairs(String text) {
    return text.codePoints()
        .filter(character -> character < 0xD800 || character > 0xDFFF)
        .collect(
            StringBuilder::new, StringBuilder::appendCodePoint, (left, right) -> left.append(right))
        .toString();
  }

  @Test
  void longTextIsEncodedInTimeThatGrowsWithIt() {
    String text = "king and queen ".repeat(20_000);
    assertThat(LLAMA2.decode(LLAMA2.encode(text))).isEqualTo(text);
    assertThat(GPT2.decode(GPT2.encode(text))).isEqualTo(text);
  }
}
