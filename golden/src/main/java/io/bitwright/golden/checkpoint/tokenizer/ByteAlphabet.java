package io.bitwright.golden.checkpoint.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The printable character that stands for each byte in byte-level vocabularies: the byte's own
 * where Latin-1 has a visible one, else one from U+0100 on (function {@code bytes_to_unicode} of
 * github openai/gpt-2, src/encoder.py).
 */
final class ByteAlphabet {
  private static final char[] CHARACTERS = new char[256];
  private static final Map<Character, Byte> BYTES = new HashMap<>();

  static {
    char next = 256;
    for (int value = 0; value < CHARACTERS.length; value++) {
      boolean visible =
          (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xFF && value != 0xAD);
      CHARACTERS[value] = visible ? (char) value : next++;
      BYTES.put(CHARACTERS[value], (byte) value);
    }
  }

  private ByteAlphabet() {}

  /** One character for each byte of the text's UTF-8. */
  static String of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder characters = new StringBuilder(bytes.length);
    for (byte value : bytes) {
      characters.append(CHARACTERS[Byte.toUnsignedInt(value)]);
    }
    return characters.toString();
  }

  /** The bytes of a token; a token with any other character stands for itself. */
  static void addBytes(String token, ByteArrayOutputStream out) {
    for (int i = 0; i < token.length(); i++) {
      if (!BYTES.containsKey(token.charAt(i))) {
        out.writeBytes(token.getBytes(StandardCharsets.UTF_8));
        return;
      }
    }
    for (int i = 0; i < token.length(); i++) {
      out.write(BYTES.getOrDefault(token.charAt(i), (byte) 0));
    }
  }
}
