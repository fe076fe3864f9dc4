package io.bitwright.app.checkpoint;

import io.bitwright.golden.checkpoint.tokenizer.Tokenizer;
import io.bitwright.golden.transformer.ByteTokens;
import io.bitwright.spec.SpecException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How a model's tokens are text. */
public interface TokenText {
  /** The file of a model's folder that says so. */
  String FILE = "tokenizer.json";

  /**
   * The tokens of a text.
   *
   * @throws SpecException if it has none
   */
  int[] encode(byte[] text);

  /** The text of tokens. */
  String decode(int... tokens);

  /**
   * By the folder's {@code tokenizer.json}; without one, bytes.
   *
   * @throws SpecException if the file is wrong, or there is none and the vocabulary is not of bytes
   */
  static TokenText of(CheckpointChoice choice) {
    Optional<Path> file = choice.folder().map(folder -> folder.resolve(FILE)).filter(Files::exists);
    if (file.isPresent()) {
      return new ByTokenizer(file.get(), Tokenizer.open(file.get()));
    }
    try {
      ByteTokens.check(choice.checkpoint().config());
    } catch (SpecException otherVocabulary) {
      throw new SpecException(
          otherVocabulary.getMessage() + ", or a " + FILE + " in the model's folder",
          otherVocabulary);
    }
    return new Bytes();
  }

  /** A token is a byte. */
  record Bytes() implements TokenText {
    @Override
    public int[] encode(byte[] text) {
      return ByteTokens.encode(text);
    }

    @Override
    public String decode(int... tokens) {
      return ByteTokens.decode(tokens);
    }
  }

  /** Tokens of a {@code tokenizer.json}. */
  record ByTokenizer(Path file, Tokenizer tokenizer) implements TokenText {
    @Override
    public int[] encode(byte[] text) {
      int[] tokens;
      try {
        tokens =
            tokenizer.encode(
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString());
      } catch (CharacterCodingException noText) {
        throw new SpecException("the text is not UTF-8, which " + file + " needs", noText);
      }
      if (tokens.length == 0) {
        throw new SpecException(file + ": the text has no tokens");
      }
      return tokens;
    }

    @Override
    public String decode(int... tokens) {
      return tokenizer.decode(tokens);
    }
  }
}
