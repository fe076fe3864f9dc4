package io.bitwright.golden.fidelity;

import io.bitwright.golden.format.storage.BinaryCodingFormat;
import io.bitwright.golden.format.storage.CodebookFormat;
import io.bitwright.golden.format.storage.FloatingPointFormat;
import io.bitwright.golden.format.storage.IntegerFormat;
import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.golden.format.storage.OutlierColumnsFormat;
import io.bitwright.golden.format.storage.TernaryDictionaryFormat;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** How trained weights become those of a format. */
public enum QuantisationMethod {
  /** The usual quantiser of the format, which sees weights alone. */
  NEAREST(false, "every format"),

  /** GPTQ (arXiv 2210.17323), on calibration inputs; QMoE's (arXiv 2310.16795) for its format. */
  GPTQ(true, "int2 to int8, with zero points too, and ternary-dictionary-16"),

  /** LLM.int8() (arXiv 2208.07339): columns of large calibration inputs stay in fp16. */
  LLM_INT8(true, OutlierColumnsFormat.INT8.label()),

  /**
   * SmoothQuant (arXiv 2211.10438) with alpha 0.5: factors found on calibration inputs move range
   * from inputs to weights, then the usual quantiser. The paper puts the factors into the norm or
   * layer before; here each layer has its own, counted with 32 bits an input.
   */
  SMOOTHQUANT(true, "int2 to int8 and floating-point formats"),

  /** LoftQ (arXiv 2310.08659): adapters of rank 8 in 16 bits hold part of what is lost. */
  LOFTQ(false, "int2 to int8, nf4, nf2 and bcq");

  private static final Vocabulary<QuantisationMethod> WORDS =
      Vocabulary.of("quantisation method", List.of(values()), QuantisationMethod::label);

  private final boolean calibrated;
  private final String allowed;

  QuantisationMethod(boolean calibrated, String allowed) {
    this.calibrated = calibrated;
    this.allowed = allowed;
  }

  /**
   * The method of a word: nearest, gptq, llm-int8, smoothquant, loftq.
   *
   * @throws SpecException naming what is allowed
   */
  public static QuantisationMethod parse(String word) {
    return WORDS.parse(word);
  }

  /** All words that {@link #parse} takes. */
  public static List<String> words() {
    return WORDS.words();
  }

  /** {@code llm-int8}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it needs to see inputs of the layer. */
  public boolean calibrated() {
    return calibrated;
  }

  /**
   * Refuses a format that the method does not make.
   *
   * @throws SpecException naming what is allowed
   */
  void requireMakes(MatrixFormat format) {
    if (!makes(format)) {
      throw new SpecException(
          "%s does not make %s weights; it makes %s".formatted(label(), format.label(), allowed));
    }
  }

  private boolean makes(MatrixFormat format) {
    return switch (this) {
      case NEAREST -> !(format instanceof OutlierColumnsFormat);
      case GPTQ -> format instanceof IntegerFormat || format instanceof TernaryDictionaryFormat;
      case LLM_INT8 -> format.equals(OutlierColumnsFormat.INT8);
      case SMOOTHQUANT -> format instanceof IntegerFormat || format instanceof FloatingPointFormat;
      case LOFTQ ->
          format instanceof IntegerFormat
              || format instanceof CodebookFormat
              || format instanceof BinaryCodingFormat;
    };
  }
}
