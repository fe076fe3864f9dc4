package io.bitwright.golden.checkpoint.tokenizer;

import java.util.Locale;

/** Tokens that stand for a byte each in SentencePiece's vocabularies: {@code <0xE2>}. */
final class ByteTokenNames {
  private static final int LENGTH = 6;

  private ByteTokenNames() {}

  static String of(byte value) {
    return String.format(Locale.ROOT, "<0x%02X>", value);
  }

  static boolean matches(String token) {
    return token.length() == LENGTH
        && token.startsWith("<0x")
        && token.endsWith(">")
        && Character.digit(token.charAt(3), 16) >= 0
        && Character.digit(token.charAt(4), 16) >= 0;
  }

  /** The byte of a token that {@link #matches}. */
  static byte value(String token) {
    return (byte)
        (Character.digit(token.charAt(3), 16) * 16 + Character.digit(token.charAt(4), 16));
  }
}
