package io.bitwright.golden.checkpoint.tokenizer;

import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The steps that cut text into the pieces that are encoded alone, after the pre-tokenizers of those
 * names in github huggingface/tokenizers, tokenizers/src/pre_tokenizers.
 */
final class PreTokenizers {
  /** Of github openai/gpt-2, src/encoder.py; what ByteLevel cuts by. */
  static final String GPT2 =
      "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

  /** Of Llama 3: github meta-llama/llama3, llama/tokenizer.py, {@code pat_str}. */
  static final String LLAMA3 = afterLlama3("\\p{N}{1,3}");

  /** Of Qwen 2: github QwenLM/Qwen, tokenization_qwen.py, {@code PAT_STR}. */
  static final String QWEN2 = afterLlama3("\\p{N}");

  private PreTokenizers() {}

  private static String afterLlama3(String numbers) {
    return "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|"
        + numbers
        + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
  }

  /**
   * A regular expression of a file. Only those that are known to mean the same here are taken:
   * dialects differ, and any other could take time without end.
   *
   * @throws SpecException if it is another
   */
  static String known(String regex) {
    if (!List.of(GPT2, LLAMA3, QWEN2).contains(regex)) {
      throw new SpecException(
          "found another pattern than those of GPT-2, Llama 3 and Qwen 2, which are supported");
    }
    return regex;
  }

  static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
  }

  /** Each match is a piece, and what is between them. */
  static List<String> isolate(List<String> texts, Pattern pattern) {
    List<String> pieces = new ArrayList<>();
    for (String text : texts) {
      Matcher matcher = pattern.matcher(text);
      int end = 0;
      while (matcher.find()) {
        add(pieces, text, end, matcher.start());
        add(pieces, text, matcher.start(), matcher.end());
        end = matcher.end();
      }
      add(pieces, text, end, text.length());
    }
    return pieces;
  }

  /** A piece ends behind each place where a text stands. */
  static List<String> mergeWithPrevious(List<String> texts, String separator) {
    List<String> pieces = new ArrayList<>();
    for (String text : texts) {
      int begin = 0;
      int found = text.indexOf(separator);
      while (found >= 0) {
        add(pieces, text, begin, found + separator.length());
        begin = found + separator.length();
        found = text.indexOf(separator, begin);
      }
      add(pieces, text, begin, text.length());
    }
    return pieces;
  }

  private static void add(List<String> pieces, String text, int begin, int end) {
    if (begin < end) {
      pieces.add(text.substring(begin, end));
    }
  }

  /** ByteLevel: a character for each byte, after the cuts of GPT-2 if they are asked for. */
  static List<String> byteLevel(List<String> texts, boolean addPrefixSpace, boolean useRegex) {
    List<String> spaced =
        addPrefixSpace
            ? texts.stream().map(text -> text.startsWith(" ") ? text : " " + text).toList()
            : texts;
    List<String> pieces = useRegex ? isolate(spaced, compile(GPT2)) : spaced;
    return pieces.stream().map(ByteAlphabet::of).toList();
  }
}
