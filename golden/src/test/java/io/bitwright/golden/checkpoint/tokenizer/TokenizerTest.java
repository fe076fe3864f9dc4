package io.bitwright.golden.checkpoint.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vocabularies of a few tokens by hand, whose merges can be followed. */
class TokenizerTest {
  private static final String MODEL =
      """
      {
      "added_tokens": [{"id": 9, "content": "<end>", "special": true}],
      "normalizer": null,
      "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false},
      "decoder": {"type": "ByteLevel"},
      "model": {"type": "BPE", "unk_token": null, "dropout": null,
      "vocab": {"a": 0, "b": 1, "c": 2, "ab": 3, "bc": 4, "abc": 5, "\u0120": 6, "\u0120a": 7},
      "merges": ["b c", "a b", ["a", "bc"], "\u0120 a"]}}
      """;

  @TempDir private Path folder = Path.of("");

  private Tokenizer tokenizer(String json) throws IOException {
    return Tokenizer.open(Files.writeString(folder.resolve("tokenizer.json"), json));
  }

  @Test
  void lowestMergeGoesFirstWhereverItStands() throws IOException {
    Tokenizer tokenizer = tokenizer(MODEL);
    assertThat(tokenizer.encode("abc")).containsExactly(5);
    assertThat(tokenizer.encode("ab")).containsExactly(3);
    assertThat(tokenizer.encode("aabcb")).containsExactly(0, 5, 1);
    assertThat(tokenizer.encode("ab abc a")).containsExactly(3, 6, 5, 7);
    assertThat(tokenizer.decode(3, 6, 5, 7)).isEqualTo("ab abc a");
    assertThat(tokenizer.size()).isEqualTo(9);
    assertThat(tokenizer.find("abc")).contains(5);
    assertThat(tokenizer.find("<end>")).contains(9);
    assertThat(tokenizer.find("<en>")).isEmpty();
  }

  @Test
  void addedTokenIsTakenBeforeAnythingElse() throws IOException {
    Tokenizer tokenizer = tokenizer(MODEL);
    assertThat(tokenizer.encode("a<end><end>b")).containsExactly(0, 9, 9, 1);
    assertThat(tokenizer.decode(0, 9, 9, 1)).isEqualTo("a<end><end>b");
  }

  @Test
  void unknownCharacterIsRefusedOrTheUnknownToken() throws IOException {
    Tokenizer strict = tokenizer(MODEL);
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> strict.encode("abd"))
        .withMessage("the vocabulary has no token for the character U+0064");
    Tokenizer lenient = tokenizer(MODEL.replace("\"unk_token\": null", "\"unk_token\": \"c\""));
    assertThat(lenient.encode("dda")).containsExactly(2, 2, 0);
    Tokenizer fusing =
        tokenizer(MODEL.replace("\"unk_token\": null", "\"unk_token\": \"c\", \"fuse_unk\": true"));
    assertThat(fusing.encode("ddad")).containsExactly(2, 0, 2);
  }

  @Test
  void wrongTextAndTokensAreRefused() throws IOException {
    Tokenizer tokenizer = tokenizer(MODEL);
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> tokenizer.encode("a\uD800"))
        .withMessage("the text has half a surrogate pair at character 1");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> tokenizer.decode(8))
        .withMessage("there is no token 8 among the 9 of the tokenizer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"BPE\" | \"Unigram\" | 6: model.type: found \"Unigram\"; supported is BPE",
        "\"dropout\": null | \"dropout\": 0.1 | 6: model.dropout: \"0.1\" is out of range; write 0 or null",
        "\"dropout\": null | \"end_of_word_suffix\": \"</w>\""
            + " | 6: model.end_of_word_suffix: is not supported; write null",
        "\"normalizer\": null | \"normalizer\": {\"type\": \"NFKC\"}"
            + " | 3: normalizer.type: found \"NFKC\"; supported are NFC, Prepend, Replace, Sequence",
        "\"normalizer\": null | \"truncation\": {} | 3: truncation: is not supported; write null",
        "\"normalizer\" | \"normaliser\" | 3: normaliser: unknown key; allowed: version, truncation,",
        "{\"type\": \"ByteLevel\", \"add_prefix_space\": false} | {\"type\": \"Whitespace\"}"
            + " | 4: pre_tokenizer.type: found \"Whitespace\"; supported are ByteLevel, Split,",
        "{\"type\": \"ByteLevel\", \"add_prefix_space\": false}"
            + " | {\"type\": \"Split\", \"behavior\": \"Isolated\", \"pattern\": {\"Regex\": \"(a*)*b\"}}"
            + " | 4: pre_tokenizer.pattern.Regex: found another pattern than those of GPT-2,",
        "\"decoder\": {\"type\": \"ByteLevel\"} | \"decoder\": {\"type\": \"WordPiece\"}"
            + " | 5: decoder.type: found \"WordPiece\"; supported are ByteLevel, ByteFallback,",
        "\"special\": true | \"lstrip\": true"
            + " | 2: added_tokens[0].lstrip: true is not supported; write false",
        "\"id\": 9 | \"id\": 5"
            + " | 2: added_tokens[0].id: 5 is not the id that the token has in the vocabulary",
        "\"b\": 1 | \"b\": 2 | 7: model.vocab: two tokens have the id 2",
        "\"b\": 1 | \"a\": -1 | 7: the key \"a\" stands here again (first on line 7)",
        "\"b c\" | {\"b\": \"c\"}"
            + " | 8: model.merges: is a mapping of keys; write a list of texts or of lists of texts",
        "\"b\": 1 | \"b\": -1 | 7: model.vocab.b: \"-1\" is out of range; write a whole number from 0 to",
        "\"b c\" | \"b c d\" | 8: model.merges[0]: is not two tokens",
        "\"b c\" | \"b d\""
            + " | 8: model.merges[0]: joins or gives a token that is not in the vocabulary",
        "\"unk_token\": null | \"unk_token\": \"d\""
            + " | 6: model.unk_token: is not in the vocabulary; write one of its tokens"
      })
  void unsupportedKeyIsNamedWithItsLine(String from, String to, String message) {
    assertThat(MODEL).contains(from);
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> tokenizer(MODEL.replace(from, to)))
        .withMessageStartingWith(folder.resolve("tokenizer.json") + ":" + message);
  }
}
