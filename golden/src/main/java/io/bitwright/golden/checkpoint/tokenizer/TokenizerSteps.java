package io.bitwright.golden.checkpoint.tokenizer;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.document.Section;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads what a {@code tokenizer.json} does to text before its model and to tokens after it. */
final class TokenizerSteps {
  private static final String SEQUENCE = "Sequence";
  private static final int MOST_STEPS = 100;

  private static final List<String> NORMALISER_KEYS =
      List.of("type", "normalizers", "prepend", "pattern", "content");
  private static final List<String> PRE_TOKENIZER_KEYS =
      List.of(
          "type",
          "pretokenizers",
          "add_prefix_space",
          "trim_offsets",
          "use_regex",
          "pattern",
          "behavior",
          "invert");
  private static final List<String> DECODER_KEYS =
      List.of(
          "type",
          "decoders",
          "pattern",
          "content",
          "start",
          "stop",
          "add_prefix_space",
          "trim_offsets",
          "use_regex");

  private TokenizerSteps() {}

  static UnaryOperator<String> normaliser(Section root) {
    return root.optionalSection("normalizer", NORMALISER_KEYS)
        .map(TokenizerSteps::normaliserOf)
        .orElse(UnaryOperator.identity());
  }

  private static UnaryOperator<String> normaliserOf(Section step) {
    String type = text(step, "type");
    return switch (type) {
      case "NFC" -> text -> Normalizer.normalize(text, Normalizer.Form.NFC);
      case "Prepend" -> {
        String prefix = text(step, "prepend");
        yield text -> text.isEmpty() ? text : prefix + text;
      }
      case "Replace" -> {
        String pattern = literal(step);
        String content = step.value("content", "text", text -> text);
        yield text -> text.replace(pattern, content);
      }
      case SEQUENCE -> {
        List<UnaryOperator<String>> all = new ArrayList<>();
        for (Section part : step.sections("normalizers", NORMALISER_KEYS, MOST_STEPS)) {
          all.add(normaliserOf(part));
        }
        yield inOrder(all);
      }
      default -> throw unsupported(step, type, "NFC, Prepend, Replace, Sequence");
    };
  }

  static UnaryOperator<List<String>> preTokenizer(Section root) {
    return root.optionalSection("pre_tokenizer", PRE_TOKENIZER_KEYS)
        .map(TokenizerSteps::preTokenizerOf)
        .orElse(UnaryOperator.identity());
  }

  private static UnaryOperator<List<String>> preTokenizerOf(Section step) {
    String type = text(step, "type");
    return switch (type) {
      case "ByteLevel" -> {
        boolean addPrefixSpace = step.flag("add_prefix_space", true);
        boolean useRegex = step.flag("use_regex", true);
        yield texts -> PreTokenizers.byteLevel(texts, addPrefixSpace, useRegex);
      }
      case "Split" -> split(step);
      case SEQUENCE -> {
        List<UnaryOperator<List<String>>> all = new ArrayList<>();
        for (Section part : step.sections("pretokenizers", PRE_TOKENIZER_KEYS, MOST_STEPS)) {
          all.add(preTokenizerOf(part));
        }
        yield inOrder(all);
      }
      default -> throw unsupported(step, type, "ByteLevel, Split, Sequence");
    };
  }

  private static UnaryOperator<List<String>> split(Section step) {
    if (step.flag("invert", false)) {
      throw step.problem("invert", "true is not supported; write false");
    }
    String behaviour = text(step, "behavior");
    if (behaviour.equals("MergedWithPrevious")) {
      String separator = literal(step);
      return texts -> PreTokenizers.mergeWithPrevious(texts, separator);
    }
    if (!behaviour.equals("Isolated")) {
      throw step.problem(
          "behavior", "found \"" + behaviour + "\"; supported are Isolated, MergedWithPrevious");
    }
    Section pattern = step.section("pattern", List.of("String", "Regex"));
    Pattern cut =
        pattern.has("Regex")
            ? PreTokenizers.compile(pattern.value("Regex", "a known pattern", PreTokenizers::known))
            : Pattern.compile(text(pattern, "String"), Pattern.LITERAL);
    return texts -> PreTokenizers.isolate(texts, cut);
  }

  static UnaryOperator<List<String>> decoder(Section root) {
    return decoderOf(root.section("decoder", DECODER_KEYS));
  }

  private static UnaryOperator<List<String>> decoderOf(Section step) {
    String type = text(step, "type");
    return switch (type) {
      case "ByteLevel" -> Decoders::byteLevel;
      case "ByteFallback" -> Decoders::byteFallback;
      case "Fuse" -> Decoders::fuse;
      case "Replace" -> {
        String pattern = literal(step);
        String content = step.value("content", "text", text -> text);
        yield tokens -> Decoders.replace(tokens, pattern, content);
      }
      case "Strip" -> {
        String character = text(step, "content");
        int most = step.integer("start", new IntegerRange(0, 1000));
        step.integer("stop", new IntegerRange(0, 0));
        yield tokens -> Decoders.strip(tokens, character, most);
      }
      case SEQUENCE -> {
        List<UnaryOperator<List<String>>> all = new ArrayList<>();
        for (Section part : step.sections("decoders", DECODER_KEYS, MOST_STEPS)) {
          all.add(decoderOf(part));
        }
        yield inOrder(all);
      }
      default ->
          throw unsupported(step, type, "ByteLevel, ByteFallback, Fuse, Replace, Strip, Sequence");
    };
  }

  /** A pattern that is to be found as it stands. */
  private static String literal(Section step) {
    return text(step.section("pattern", List.of("String")), "String");
  }

  /** Text of at least one character, which may be of blanks. */
  static String text(Section section, String key) {
    String expected = "text of at least one character";
    return section.value(
        key,
        expected,
        text -> {
          if (text.isEmpty()) {
            throw new SpecException("is empty; write " + expected);
          }
          return text;
        });
  }

  private static SpecException unsupported(Section step, String type, String supported) {
    return step.problem("type", "found \"" + type + "\"; supported are " + supported);
  }

  private static <T> UnaryOperator<T> inOrder(List<UnaryOperator<T>> steps) {
    return value -> {
      T result = value;
      for (UnaryOperator<T> step : steps) {
        result = step.apply(result);
      }
      return result;
    };
  }
}
