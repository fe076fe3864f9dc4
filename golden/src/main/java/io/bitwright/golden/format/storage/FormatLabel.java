package io.bitwright.golden.format.storage;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.format.Codebook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Labels of formats, read back: {@code codes/granularity/scales}. */
final class FormatLabel {
  private static final String DICTIONARY = TernaryDictionaryFormat.QMOE.label();
  private static final int QLORA_BLOCK = 64;

  /**
   * What the first word stands for.
   *
   * @param usual the granularity where none is written
   */
  private record Codes(
      Granularity usual, BiFunction<Granularity, ScaleStorage, CodedFormat> format) {}

  private static final Vocabulary<Codes> CODES = Vocabulary.of("weight format", codes());

  private static final Map<String, Granularity> GRANULARITIES =
      Map.of("tensor", Granularity.TENSOR, "row", Granularity.ROW, "token", Granularity.TOKEN);

  private static final Map<String, PlainScales> SCALES =
      Map.of("fp32", PlainScales.FP32, "fp16", PlainScales.FP16, "bf16", PlainScales.BF16);

  private FormatLabel() {}

  private static Map<String, Codes> codes() {
    Map<String, Codes> words = new LinkedHashMap<>();
    words.put("binary", new Codes(Granularity.TENSOR, BinaryFormat::new));
    words.put("ternary", ternary(TernaryFormat.Packing.TWO_BITS));
    words.put("ternary-packed", ternary(TernaryFormat.Packing.FIVE_IN_A_BYTE));
    for (int q = 1; q <= 4; q++) {
      int planes = q;
      words.put(
          "bcq-" + q,
          new Codes(
              Granularity.ROW, (groups, scales) -> new BinaryCodingFormat(planes, groups, scales)));
    }
    for (int b = 2; b <= 8; b++) {
      int bits = b;
      words.put(
          "int" + b,
          new Codes(
              Granularity.TENSOR,
              (groups, scales) -> IntegerFormat.symmetric(bits, groups, scales)));
      words.put(
          "int" + b + "-asymmetric",
          new Codes(
              Granularity.TENSOR,
              (groups, scales) -> IntegerFormat.asymmetric(bits, groups, scales)));
    }
    words.put("nf4", normalFloat(Codebook.NF4));
    words.put("nf2", normalFloat(Codebook.NF2));
    words.put("fp8", floatingPoint(FloatEncoding.E4M3));
    words.put("fp8-e4m3", floatingPoint(FloatEncoding.E4M3));
    words.put("fp8-e5m2", floatingPoint(FloatEncoding.E5M2));
    words.put("bf16", floatingPoint(FloatEncoding.BF16));
    words.put("fp16", floatingPoint(FloatEncoding.FP16));
    words.put("fp32", floatingPoint(FloatEncoding.FP32));
    return words;
  }

  private static Codes ternary(TernaryFormat.Packing packing) {
    return new Codes(
        Granularity.TENSOR, (groups, scales) -> new TernaryFormat(packing, groups, scales));
  }

  private static Codes normalFloat(Codebook codebook) {
    return new Codes(
        Granularity.group(QLORA_BLOCK),
        (groups, scales) -> new CodebookFormat(codebook, groups, scales));
  }

  private static Codes floatingPoint(FloatEncoding encoding) {
    return new Codes(
        Granularity.NONE, (groups, scales) -> new FloatingPointFormat(encoding, groups, scales));
  }

  static List<String> codeWords() {
    return Stream.concat(CODES.words().stream(), Stream.of(DICTIONARY)).toList();
  }

  static MatrixFormat parse(String label) {
    if (label.equals(DICTIONARY)) {
      return TernaryDictionaryFormat.QMOE;
    }
    String[] words = label.split("/", -1);
    if (words.length > 3) {
      throw new SpecException(
          "weight format \"" + label + "\" has more than codes/granularity/scales");
    }
    Codes codes = CODES.parse(words[0]);
    Granularity granularity = words.length > 1 ? granularity(words[1]) : codes.usual();
    ScaleStorage scales = words.length > 2 ? scales(words[2]) : PlainScales.FP32;
    return codes.format().apply(granularity, scales);
  }

  private static Granularity granularity(String word) {
    OptionalInt size = count("g", word);
    if (size.isPresent()) {
      return Granularity.group(size.getAsInt());
    }
    Granularity granularity = GRANULARITIES.get(word);
    if (granularity == null) {
      throw new SpecException(
          "unknown granularity \"" + word + "\"; allowed: tensor, row, token, gN for groups of N");
    }
    return granularity;
  }

  private static ScaleStorage scales(String word) {
    OptionalInt block = count("double-quantised-", word);
    if (block.isPresent()) {
      return new DoubleQuantisedScales(block.getAsInt());
    }
    PlainScales scales = SCALES.get(word);
    if (scales == null) {
      throw new SpecException(
          "unknown scales \"" + word + "\"; allowed: fp32, fp16, bf16, double-quantised-N");
    }
    return scales;
  }

  /** The positive number behind a prefix, if the word is such. */
  private static OptionalInt count(String prefix, String word) {
    String number = word.startsWith(prefix) ? word.substring(prefix.length()) : "";
    return number.matches("[1-9][0-9]{0,8}")
        ? OptionalInt.of(Integer.parseInt(number))
        : OptionalInt.empty();
  }
}
