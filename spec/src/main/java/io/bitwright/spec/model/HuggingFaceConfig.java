package io.bitwright.spec.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.convolution.ConvolutionalNetwork;
import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.document.JsonReader;
import io.bitwright.spec.document.Section;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of a Hugging Face configuration, or of a section of one, checked one by one. Where
 * several keys are given, they are names of one field; the first stands in messages.
 */
final class HuggingFaceConfig {
  /** Labels of PretrainedConfig. */
  private static final int CLASSES = 2;

  /** Where the transformers library keeps the rotary embedding since its version 5. */
  private static final String ROPE_PARAMETERS = "rope_parameters";

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

  private final Section section;
  private final ModelFamily family;
  private final Map<String, Integer> defaults;

  private HuggingFaceConfig(Section section, ModelFamily family, Map<String, Integer> defaults) {
    this.section = section;
    this.family = family;
    this.defaults = defaults;
  }

  static HuggingFaceConfig of(Section section, ModelFamily family) {
    return new HuggingFaceConfig(section, family, Map.of());
  }

  ModelFamily family() {
    return family;
  }

  /**
   * The configuration of a part of the model, also under {@code key_dict}, where early CLIP has it.
   *
   * @param partFamily the family whose class it is
   * @param defaults sizes of the part's configuration class, for those that it does not state
   * @throws SpecException if it is missing or no mapping
   */
  HuggingFaceConfig part(String key, ModelFamily partFamily, Map<String, Integer> defaults) {
    return optionalPart(key, partFamily, defaults)
        .orElseThrow(() ->
            section.problem(key, "missing; write a mapping of keys, the part's configuration"));
  }

  /** The same, or the sizes alone if it is missing. */
  HuggingFaceConfig partOr(String key, ModelFamily partFamily, Map<String, Integer> defaults) {
    return optionalPart(key, partFamily, defaults).orElseGet(() -> ofSizes(partFamily, defaults));
  }

  private Optional<HuggingFaceConfig> optionalPart(
      String key, ModelFamily partFamily, Map<String, Integer> defaults) {
    return section
        .optionalOpenSection(key)
        .or(() -> section.optionalOpenSection(key + "_dict"))
        .map(part -> new HuggingFaceConfig(part, partFamily, defaults));
  }

  /** A configuration that states nothing. */
  static HuggingFaceConfig ofSizes(ModelFamily family, Map<String, Integer> defaults) {
    Section nothing = Section.open(JsonReader.read("config.json", "{}".getBytes(UTF_8)));
    return new HuggingFaceConfig(nothing, family, defaults);
  }

  /** The same fields as of another family, with sizes for those that are not stated. */
  HuggingFaceConfig as(ModelFamily other, Map<String, Integer> sizes) {
    return new HuggingFaceConfig(section, other, sizes);
  }

  /** Whether {@code model_type} is this word, one of several for the family. */
  boolean callsItself(String type) {
    return section.has("model_type") && section.text("model_type").equals(type);
  }

  /** The family that a part calls itself, if it is one of these. */
  <T> T partType(String part, Vocabulary<T> types, T otherwise) {
    return section
        .optionalOpenSection(part)
        .flatMap(s -> s.optionalValue("model_type", types.expectation(), types::parse))
        .orElse(otherwise);
  }

  /** Whether one of the architectures ends so: {@code ForMaskedLM}. */
  boolean hasArchitecture(String ending) {
    return section.texts("architectures").stream().anyMatch(name -> name.endsWith(ending));
  }

  /** Whether the key is written, even if without a value. */
  boolean mentions(String key) {
    return section.keys().contains(key);
  }

  boolean has(String key) {
    return section.has(key);
  }

  /** Words of a list, or of one text with bars between them. */
  List<String> words(String key) {
    if (!section.has(key) || section.isList(key)) {
      return section.texts(key);
    }
    return List.of(section.text(key).split("\\|", -1));
  }

  /**
   * Classes that the model tells apart: entries of {@code id2label}, or {@code num_labels}, or
   * those of PretrainedConfig (configuration_utils.py).
   */
  int classes() {
    return section
        .optionalOpenSection("id2label")
        .map(labels -> labels.keys().size())
        .orElseGet(() -> sizeOr(CLASSES, ModelLimits.CLASSES, "num_labels"));
  }

  boolean flag(String key, boolean otherwise) {
    return section.flag(key, otherwise);
  }

  /** The texts of a list; none where the key is missing. */
  List<String> texts(String key) {
    return section.texts(key);
  }

  /** The value of an item of {@link #texts}. */
  <T> T parse(String keyPath, String text, Function<String, T> parser) {
    return section.parse(keyPath, text, parser);
  }

  SpecException problem(String key, String message) {
    return section.problem(key, message);
  }

  /** One word of a few. */
  <T> T word(String key, Vocabulary<T> vocabulary, T otherwise) {
    return section
        .optionalValue(key, vocabulary.expectation(), vocabulary::parse)
        .orElse(otherwise);
  }

  /** A size that must be stated. */
  int size(IntegerRange range, String... keys) {
    String key = stated(keys);
    Integer otherwise = defaults.get(key);
    return otherwise == null || section.has(key) ? section.integer(key, range) : otherwise;
  }

  /** A size, or what it is where it is not stated. */
  int sizeOr(int otherwise, IntegerRange range, String... keys) {
    String key = stated(keys);
    return section.optionalInteger(key, range).orElse(defaults.getOrDefault(key, otherwise));
  }

  /**
   * The sizes of a list that must be stated.
   *
   * @throws SpecException if it is missing, empty, longer than allowed, or one of them is wrong
   */
  List<Integer> sizes(IntegerRange range, IntegerRange lengths, String key) {
    List<String> texts = section.texts(key);
    if (!lengths.contains(texts.size())) {
      int least = lengths.least();
      String most = least == lengths.most() ? "" : " to " + lengths.most();
      String expected = "; write a list of " + least + most + " whole numbers";
      throw problem(key, "has " + texts.size() + " items" + expected);
    }
    List<Integer> sizes = new ArrayList<>();
    for (String text : texts) {
      sizes.add(section.parse(key + "[" + sizes.size() + "]", text, range::parse));
    }
    return sizes;
  }

  private String stated(String... keys) {
    for (String key : keys) {
      if (section.has(key)) {
        return key;
      }
    }
    return keys[0];
  }

  double positive(String key, double otherwise) {
    return positive(section, key).orElse(otherwise);
  }

  private static Optional<Double> positive(Section section, String key) {
    return section.optionalNumber(key, "a number above 0", value -> value > 0);
  }

  /** A share of a whole: above 0, at most 1. */
  private static Optional<Double> share(Section section, String key) {
    return section.optionalNumber(
        key, "a number above 0, at most 1", value -> value > 0 && value <= 1);
  }

  /** A share of a whole. */
  double share(String key, double otherwise) {
    return share(section, key).orElse(otherwise);
  }

  /** The share of each head that the rotary embedding turns. */
  double turnedShare(String key, double otherwise) {
    return share(section, key)
        .or(() ->
            section
                .optionalOpenSection(ROPE_PARAMETERS)
                .flatMap(rope -> share(rope, "partial_rotary_factor")))
        .orElse(otherwise);
  }

  HiddenActivation activation(String key, HiddenActivation otherwise) {
    return word(key, HiddenActivation.VOCABULARY, otherwise);
  }

  /**
   * Heads of keys and values under a key; as many as of queries where it stands without a value.
   *
   * @param ofClass what the configuration class has where the key is missing; it counts if it fits
   *     the heads
   */
  int keyValueHeads(String key, int heads, int ofClass) {
    boolean classCounts = !mentions(key) && heads % ofClass == 0;
    int keyValueHeads = sizeOr(classCounts ? ofClass : heads, ModelLimits.HEADS, key);
    if (heads % keyValueHeads != 0) {
      String divides = " does not divide the " + heads + " attention heads; write a divisor of ";
      throw problem(key, keyValueHeads + divides + heads);
    }
    return keyValueHeads;
  }

  /** The width of a head where nothing but width and heads say it. */
  int headDimension(int width, String widthKey, int heads, String headsKey) {
    if (width % heads != 0) {
      String divisible = widthKey + " " + width + " is not divisible by them; ";
      throw problem(headsKey, divisible + "write a divisor");
    }
    return width / heads;
  }

  /** The width of a head that a key may state. */
  int statedHeadDimension(String key, int width, int heads) {
    Optional<Integer> stated = section.optionalInteger(key, ModelLimits.HEAD_DIMENSION);
    if (stated.isEmpty() && width % heads != 0) {
      String divisible = "hidden_size " + width + " is not divisible by them; ";
      throw problem("num_attention_heads", divisible + "write a divisor, or state " + key);
    }
    int dimension = stated.orElse(width / heads);
    if ((long) heads * dimension > ModelLimits.WIDEST_QUERY) {
      String query = heads + " heads x " + dimension + " is out of range; together at most ";
      throw problem(key, query + ModelLimits.WIDEST_QUERY);
    }
    return dimension;
  }

  /** The same, for a rotary embedding of the whole head. */
  int evenHeadDimension(String key, int width, int heads) {
    int dimension = statedHeadDimension(key, width, heads);
    if (dimension % 2 != 0) {
      String even = "; write an even number, for the rotary embedding turns pairs";
      throw problem(key, "is " + dimension + even);
    }
    return dimension;
  }

  /** Base of the rotary embedding. */
  double ropeTheta(double otherwise) {
    return positive(section, "rope_theta")
        .or(() ->
            section.optionalOpenSection(ROPE_PARAMETERS).flatMap(s -> positive(s, "rope_theta")))
        .orElse(otherwise);
  }

  /**
   * The rotary embedding of the first numbers of each head, with the scaling that the file names.
   *
   * @param positions longest sequence that the file states, tokens
   */
  Positions.Rotary rotary(double theta, int turnedDimension, int positions) {
    return new Positions.Rotary(theta, turnedDimension, RopeScalingFields.read(section, positions));
  }

  /** Whether the linear layers are BitNet's: by family, or by the quantisation of another one. */
  boolean isBitNet() {
    return family == ModelFamily.BITNET
        || quantisation()
            .flatMap(s -> s.optionalValue("quant_method", "text", method -> method))
            .filter(method -> method.equals(ModelFamily.BITNET.label()))
            .isPresent();
  }

  /** The format that the linear layers' weights were trained for. */
  NumberFormat weights() {
    return isBitNet() ? bitNetWeights() : tensorFormat();
  }

  /** The format that the linear layers' inputs were trained for. */
  NumberFormat activations() {
    return isBitNet() ? NumberFormat.INT8 : tensorFormat();
  }

  /** BitNet b1.58 (ternary) unless the quantisation says 1 bit (binary, the first BitNet). */
  private NumberFormat bitNetWeights() {
    String expected = "1.58 (ternary) or 1 (binary)";
    double bits =
        quantisation()
            .flatMap(s ->
                s.optionalNumber("weight_bits", expected, value -> value == 1.58 || value == 1))
            .orElse(1.58);
    return bits == 1 ? NumberFormat.BINARY : NumberFormat.TERNARY;
  }

  private Optional<Section> quantisation() {
    return section.optionalOpenSection("quantization_config");
  }

  private NumberFormat tensorFormat() {
    String key = section.has("dtype") ? "dtype" : "torch_dtype";
    return section
        .optionalValue(key, TENSOR_TYPES.expectation(), TENSOR_TYPES::parse)
        .map(type -> type.format)
        .orElse(NumberFormat.BF16);
  }

  /** A model of one stack and a head without bias, of the stack's width. */
  ModelConfig model(String name, int positions, TransformerStack stack, int outputs, boolean tied) {
    OutputHead head = new OutputHead(stack.width(), outputs, tied, false);
    return model(name, positions, List.of(stack), Optional.of(head));
  }

  ModelConfig model(
      String name, int positions, List<TransformerStack> stacks, Optional<OutputHead> head) {
    return new ModelConfig(name, family, positions, stacks, head, weights(), activations());
  }

  /** A convolutional network with a head; a picture is one position. */
  ModelConfig model(String name, ConvolutionalNetwork network, OutputHead head) {
    return new ModelConfig(
        name,
        family,
        1,
        List.of(),
        Optional.of(head),
        weights(),
        activations(),
        Optional.of(network));
  }
}
