package io.bitwright.spec.model;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.document.Document;
import io.bitwright.spec.document.Section;
import io.bitwright.spec.format.NumberFormat;
import java.util.List;
import java.util.Optional;

/**
 * A model's shape from its Hugging Face {@code config.json}.
 *
 * <p>Sizes must be stated. What else is missing has the default of the family's configuration class
 * in the transformers library (LlamaConfig, MistralConfig, BitNetConfig). Unknown keys are ignored.
 * Scaling of the rotary embedding ({@code rope_scaling}) changes no count of operations or bytes
 * and is ignored.
 */
final class HuggingFaceConfigReader {
  /** Window of MistralConfig where its {@code sliding_window} is missing; null means none. */
  private static final int MISTRAL_WINDOW = 4096;

  private static final Vocabulary<TensorType> TENSOR_TYPES =
      Vocabulary.of("tensor type", List.of(TensorType.values()), TensorType::label);

  /** Tensor types by their PyTorch names. */
  private enum TensorType {
    BFLOAT16("bfloat16", NumberFormat.BF16),
    FLOAT16("float16", NumberFormat.FP16),
    FLOAT32("float32", NumberFormat.FP32),
    FLOAT8("float8_e4m3fn", NumberFormat.FP8);

    private final String label;
    private final NumberFormat format;

    TensorType(String label, NumberFormat format) {
      this.label = label;
      this.format = format;
    }

    String label() {
      return label;
    }
  }

  private final Section config;
  private final ModelFamily family;

  private HuggingFaceConfigReader(Section config, ModelFamily family) {
    this.config = config;
    this.family = family;
  }

  /**
   * The shape that a configuration describes.
   *
   * @throws SpecException with file, line, key and what is allowed, if it is wrong
   */
  static ModelConfig read(String name, Document document) {
    Section config = Section.open(document);
    ModelFamily stated =
        config.value("model_type", ModelFamily.VOCABULARY.expectation(), ModelFamily::parse);
    // The first public b1.58 models call themselves llama; their architecture tells.
    boolean bitNet = config.texts("architectures").contains("BitnetForCausalLM");
    ModelFamily family = bitNet ? ModelFamily.BITNET : stated;
    return new HuggingFaceConfigReader(config, family).model(name);
  }

  private ModelConfig model(String name) {
    int hiddenSize = config.integer("hidden_size", ModelLimits.HIDDEN_SIZE);
    int intermediateSize = config.integer("intermediate_size", ModelLimits.INTERMEDIATE_SIZE);
    int layers = config.integer("num_hidden_layers", ModelLimits.LAYERS);
    int heads = config.integer("num_attention_heads", ModelLimits.HEADS);
    int positions = config.integer("max_position_embeddings", ModelLimits.POSITIONS);
    boolean bits = isBitNet();
    return new ModelConfig(
        name,
        family,
        hiddenSize,
        intermediateSize,
        layers,
        heads,
        keyValueHeads(heads),
        headDimension(hiddenSize, heads),
        config.integer("vocab_size", ModelLimits.VOCABULARY_SIZE),
        positions,
        positive(config, "rms_norm_eps").orElse(family == ModelFamily.BITNET ? 1e-5 : 1e-6),
        ropeTheta(),
        config.flag("tie_word_embeddings", false),
        config.flag("attention_bias", false),
        slidingWindow(positions),
        activation(),
        bits ? bitNetWeights() : tensorFormat(),
        bits ? NumberFormat.INT8 : tensorFormat());
  }

  private int keyValueHeads(int heads) {
    String key = "num_key_value_heads";
    int keyValueHeads = config.optionalInteger(key, ModelLimits.HEADS).orElse(heads);
    if (heads % keyValueHeads != 0) {
      String divides = " does not divide the " + heads + " attention heads; write a divisor of ";
      throw config.problem(key, keyValueHeads + divides + heads);
    }
    return keyValueHeads;
  }

  private int headDimension(int hiddenSize, int heads) {
    Optional<Integer> stated = config.optionalInteger("head_dim", ModelLimits.HEAD_DIMENSION);
    if (stated.isEmpty() && hiddenSize % heads != 0) {
      String divisible = "hidden_size " + hiddenSize + " is not divisible by them; ";
      throw config.problem("num_attention_heads", divisible + "write a divisor, or state head_dim");
    }
    int dimension = stated.orElse(hiddenSize / heads);
    if ((long) heads * dimension > ModelLimits.WIDEST_QUERY) {
      String width = heads + " heads x " + dimension + " is out of range; together at most ";
      throw config.problem("head_dim", width + ModelLimits.WIDEST_QUERY);
    }
    if (dimension % 2 != 0) {
      String even = "; write an even number, for the rotary embedding turns pairs";
      throw config.problem("head_dim", "is " + dimension + even);
    }
    return dimension;
  }

  private double ropeTheta() {
    double otherwise = family == ModelFamily.BITNET ? 500_000 : 10_000;
    // Since version 5 the transformers library writes it into a section of its own.
    return positive(config, "rope_theta")
        .or(() ->
            config.optionalOpenSection("rope_parameters").flatMap(s -> positive(s, "rope_theta")))
        .orElse(otherwise);
  }

  private static Optional<Double> positive(Section section, String key) {
    return section.optionalNumber(key, "a number above 0", value -> value > 0);
  }

  private int slidingWindow(int positions) {
    String key = "sliding_window";
    int otherwise =
        family == ModelFamily.MISTRAL && !config.keys().contains(key) ? MISTRAL_WINDOW : positions;
    return Math.min(
        positions, config.optionalInteger(key, ModelLimits.POSITIONS).orElse(otherwise));
  }

  private HiddenActivation activation() {
    return config
        .optionalValue(
            "hidden_act", HiddenActivation.VOCABULARY.expectation(), HiddenActivation::parse)
        .orElse(family == ModelFamily.BITNET ? HiddenActivation.RELU2 : HiddenActivation.SILU);
  }

  /** Whether the linear layers are BitNet's: by family, or by the quantisation of another one. */
  private boolean isBitNet() {
    return family == ModelFamily.BITNET
        || quantisation()
            .flatMap(section -> section.optionalValue("quant_method", "text", method -> method))
            .filter(method -> method.equals(ModelFamily.BITNET.label()))
            .isPresent();
  }

  /** BitNet b1.58 (ternary) unless the quantisation says 1 bit (binary, the first BitNet). */
  private NumberFormat bitNetWeights() {
    String expected = "1.58 (ternary) or 1 (binary)";
    double bits =
        quantisation()
            .flatMap(section ->
                section.optionalNumber(
                    "weight_bits", expected, value -> value == 1.58 || value == 1))
            .orElse(1.58);
    return bits == 1 ? NumberFormat.BINARY : NumberFormat.TERNARY;
  }

  private Optional<Section> quantisation() {
    return config.optionalOpenSection("quantization_config");
  }

  private NumberFormat tensorFormat() {
    String key = config.has("dtype") ? "dtype" : "torch_dtype";
    return config
        .optionalValue(key, TENSOR_TYPES.expectation(), TENSOR_TYPES::parse)
        .map(type -> type.format)
        .orElse(NumberFormat.BF16);
  }
}
