package io.bitwright.golden.checkpoint.tokenizer;

import io.bitwright.spec.SpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A tokenizer of byte-pair encoding as Hugging Face's {@code tokenizer.json} describes it: of
 * GPT-2's kind over bytes, or of SentencePiece's kind over characters with bytes to fall back to.
 *
 * <p>Encoding gives the tokens of the text alone, as {@code encode(text, add_special_tokens=False)}
 * of github huggingface/tokenizers; what a post-processor would put around them is not added.
 */
public final class Tokenizer {
  private final BytePairModel model;
  private final Map<Integer, String> tokens;
  private final Map<String, Integer> ids = new HashMap<>();
  private final AddedTokens rawTokens;
  private final AddedTokens normalisedTokens;
  private final UnaryOperator<String> normaliser;
  private final UnaryOperator<List<String>> preTokenizer;
  private final UnaryOperator<List<String>> decoder;

  /**
   * A tokenizer of its parts.
   *
   * @param tokens text of each id, of added ones too
   * @param rawTokens looked for in the text as it is
   * @param normalisedTokens looked for in the normalised text
   */
  Tokenizer(
      BytePairModel model,
      Map<Integer, String> tokens,
      AddedTokens rawTokens,
      AddedTokens normalisedTokens,
      UnaryOperator<String> normaliser,
      UnaryOperator<List<String>> preTokenizer,
      UnaryOperator<List<String>> decoder) {
    this.model = model;
    this.tokens = tokens;
    this.rawTokens = rawTokens;
    this.normalisedTokens = normalisedTokens;
    this.normaliser = normaliser;
    this.preTokenizer = preTokenizer;
    this.decoder = decoder;
    tokens.forEach((id, text) -> ids.put(text, id));
  }

  /**
   * Reads a {@code tokenizer.json} of up to 64 MiB.
   *
   * @throws SpecException with file, line, key and what is allowed, if it is wrong or asks for what
   *     is not supported
   */
  public static Tokenizer open(Path file) {
    return new TokenizerReader(file).read();
  }

  /** Number of tokens, added ones too. */
  public int size() {
    return tokens.size();
  }

  /** The id of a token by its text in the vocabulary. */
  public Optional<Integer> find(String token) {
    return Optional.ofNullable(ids.get(token));
  }

  /**
   * The tokens of a text.
   *
   * @throws SpecException if the text has half a surrogate pair, or a character without a token
   */
  public int[] encode(String text) {
    refuseHalfPairs(text);
    List<Integer> found = new ArrayList<>();
    for (AddedTokens.Part part : rawTokens.split(text)) {
      switch (part) {
        case AddedTokens.Part.Token token -> found.add(token.id());
        case AddedTokens.Part.Text raw -> encodeNormalised(normaliser.apply(raw.text()), found);
      }
    }
    return found.stream().mapToInt(id -> id).toArray();
  }

  private void encodeNormalised(String text, List<Integer> found) {
    for (AddedTokens.Part part : normalisedTokens.split(text)) {
      switch (part) {
        case AddedTokens.Part.Token token -> found.add(token.id());
        case AddedTokens.Part.Text between -> {
          for (String piece : preTokenizer.apply(List.of(between.text()))) {
            model.encode(piece, found);
          }
        }
      }
    }
  }

  private static void refuseHalfPairs(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        int character = text.codePointAt(i);
        if (!Character.isSupplementaryCodePoint(character)) {
          throw new SpecException("the text has half a surrogate pair at character " + i);
        }
        i++;
      }
    }
  }

  /**
   * The text of tokens, special ones too; bytes that are not UTF-8 become U+FFFD.
   *
   * @throws SpecException if there is no token of an id
   */
  public String decode(int... tokenIds) {
    List<String> texts = new ArrayList<>();
    for (int id : tokenIds) {
      String token = tokens.get(id);
      if (token == null) {
        throw new SpecException(
            "there is no token " + id + " among the " + tokens.size() + " of the tokenizer");
      }
      texts.add(token);
    }
    return String.join("", decoder.apply(texts));
  }
}
