package io.bitwright.golden.transformer;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import java.nio.charset.StandardCharsets;

/** The byte-level vocabulary: a token is a byte of UTF-8 text, its id the byte's value. */
public final class ByteTokens {
  private static final int VOCABULARY = 256;

  private ByteTokens() {}

  /**
   * Refuses a model of another vocabulary.
   *
   * @throws SpecException if the model's vocabulary is not that of bytes
   */
  public static void check(ModelConfig config) {
    if (config.headOutputs() != VOCABULARY) {
      throw new SpecException(
          "%s: a vocabulary of %d is not byte-level; text needs one of %d"
              .formatted(config.name(), config.headOutputs(), VOCABULARY));
    }
  }

  public static int[] encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  public static int[] encode(byte[] bytes) {
    int[] tokens = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      tokens[i] = Byte.toUnsignedInt(bytes[i]);
    }
    return tokens;
  }

  /** The text of tokens; bytes that are not UTF-8 become U+FFFD. */
  public static String decode(int[] tokens) {
    byte[] bytes = new byte[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      bytes[i] = (byte) tokens[i];
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
