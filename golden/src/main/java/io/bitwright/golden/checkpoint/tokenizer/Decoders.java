package io.bitwright.golden.checkpoint.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps that bring tokens back to text, after the decoders of those names in github
 * huggingface/tokenizers, tokenizers/src/decoders.
 */
final class Decoders {
  private static final String REPLACEMENT = "\uFFFD";

  private Decoders() {}

  /** ByteLevel: the bytes of all tokens as one text. */
  static List<String> byteLevel(List<String> tokens) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String token : tokens) {
      ByteAlphabet.addBytes(token, bytes);
    }
    return List.of(bytes.toString(StandardCharsets.UTF_8));
  }

  /** ByteFallback: bytes that follow each other as text, or U+FFFD for each if they are none. */
  static List<String> byteFallback(List<String> tokens) {
    List<String> texts = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String token : tokens) {
      if (ByteTokenNames.matches(token)) {
        bytes.write(ByteTokenNames.value(token));
      } else {
        addBytes(bytes, texts);
        texts.add(token);
      }
    }
    addBytes(bytes, texts);
    return texts;
  }

  private static void addBytes(ByteArrayOutputStream bytes, List<String> texts) {
    if (bytes.size() == 0) {
      return;
    }
    try {
      ByteBuffer all = ByteBuffer.wrap(bytes.toByteArray());
      texts.add(StandardCharsets.UTF_8.newDecoder().decode(all).toString());
    } catch (CharacterCodingException notText) {
      texts.add(REPLACEMENT.repeat(bytes.size()));
    }
    bytes.reset();
  }

  /** Replace: one text for another in each token. */
  static List<String> replace(List<String> tokens, String pattern, String content) {
    return tokens.stream().map(token -> token.replace(pattern, content)).toList();
  }

  /** Fuse: all tokens as one. */
  static List<String> fuse(List<String> tokens) {
    return List.of(String.join("", tokens));
  }

  /** Strip: up to so many of a character away from each token's start. */
  static List<String> strip(List<String> tokens, String character, int most) {
    return tokens.stream()
        .map(token -> {
          int begin = 0;
          for (int i = 0; i < most && token.startsWith(character, begin); i++) {
            begin += character.length();
          }
          return token.substring(begin);
        })
        .toList();
  }
}
