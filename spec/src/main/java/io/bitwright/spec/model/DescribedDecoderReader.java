package io.bitwright.spec.model;

import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.LayerPattern;
import io.bitwright.spec.transformer.NormKind;
import io.bitwright.spec.transformer.NormPlacement;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Reads the description of a decoder for which there is no Hugging Face configuration: GPT-3, PaLM,
 * Gopher. Its sizes have the names that llama has; its choices are words, with GPT-2's as defaults.
 * {@code sliding_window_pattern} n, as gemma-3 has it, leaves every n-th layer without a window.
 */
final class DescribedDecoderReader {
  private static final Vocabulary<NormKind> NORMS =
      Vocabulary.of("norm", List.of(NormKind.values()), DescribedDecoderReader::word);
  private static final Vocabulary<NormPlacement> PLACEMENTS =
      Vocabulary.of(
          "place of the norms", List.of(NormPlacement.values()), DescribedDecoderReader::word);

  private final HuggingFaceConfig config;
  private final int width;
  private final int positions;

  private DescribedDecoderReader(HuggingFaceConfig config) {
    this.config = config;
    width = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    positions = config.size(ModelLimits.POSITIONS, "max_position_embeddings");
  }

  static ModelConfig read(String name, HuggingFaceConfig config) {
    return new DescribedDecoderReader(config).model(name);
  }

  private ModelConfig model(String name) {
    int vocabulary = config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size");
    int layers = config.size(ModelLimits.LAYERS, "num_hidden_layers");
    boolean bias = config.flag("bias", true);
    Attention attention = attention(bias);
    TransformerStack stack =
        TransformerStack.decoder(
            layers,
            width,
            Embedding.Tokens.of(vocabulary, width),
            order(attention.headDimension()),
            attention,
            feedForward(layers, bias),
            norms(bias),
            config.flag("parallel_attention", false)
                ? Arrangement.PARALLEL_WITH_ONE_NORM
                : Arrangement.SEQUENTIAL);
    return config.model(
        name, positions, stack, vocabulary, config.flag("tie_word_embeddings", true));
  }

  private FeedForward feedForward(int layers, boolean bias) {
    int inner = config.sizeOr(4 * width, ModelLimits.INTERMEDIATE_SIZE, "intermediate_size");
    FeedForward dense =
        new FeedForward(
            inner,
            config.flag("gated_feed_forward", false),
            config.activation("hidden_act", HiddenActivation.GELU),
            bias,
            Optional.empty());
    if (!config.has("num_local_experts")) {
      return dense;
    }
    int perToken = config.sizeOr(2, ModelLimits.EXPERTS, "num_experts_per_tok");
    int period = config.sizeOr(1, ModelLimits.LAYERS, "expert_layer_period");
    if (layers % period != 0) {
      String divides = period + " does not divide the " + layers + " layers; write a divisor";
      throw config.problem("expert_layer_period", divides);
    }
    OptionalInt unlimited = OptionalInt.empty();
    return dense.with(
        ExpertFields.read(config, "num_local_experts", perToken, period, unlimited, inner));
  }

  private Attention attention(boolean bias) {
    int heads = config.size(ModelLimits.HEADS, "num_attention_heads");
    int keyValueHeads = config.keyValueHeads("num_key_value_heads", heads, heads);
    int headDimension = config.statedHeadDimension("head_dim", width, heads);
    int window = config.sizeOr(positions, ModelLimits.POSITIONS, "sliding_window");
    int layers = config.size(ModelLimits.LAYERS, "num_hidden_layers");
    boolean windowed = window < positions;
    if (!windowed && WindowFields.LAYER_TYPES.namesWindows(config, layers)) {
      throw config.problem(
          "layer_types",
          "names layers with a window, but there is none; write sliding_window, less than "
              + positions);
    }
    Attention attention =
        new Attention(
            heads,
            keyValueHeads,
            headDimension,
            bias,
            bias,
            true,
            windowed ? OptionalInt.of(window) : OptionalInt.empty());
    LayerPattern pattern =
        config.has("sliding_window_pattern")
            ? LayerPattern.allButEvery(config.size(ModelLimits.LAYERS, "sliding_window_pattern"))
            : LayerPattern.ALL;
    return WindowFields.LAYER_TYPES.read(config, attention, layers, pattern);
  }

  private Norms norms(boolean bias) {
    NormKind kind = config.word("norm", NORMS, NormKind.LAYER);
    NormPlacement placement = config.word("norm_placement", PLACEMENTS, NormPlacement.BEFORE);
    return new Norms(
        kind,
        kind == NormKind.LAYER && config.flag("norm_bias", bias),
        placement,
        config.positive("norm_eps", 1e-5),
        false,
        config.flag("final_norm", placement == NormPlacement.BEFORE),
        false);
  }

  private Positions order(int headDimension) {
    Map<String, Function<Integer, Positions>> orders = new LinkedHashMap<>();
    orders.put("learned", dimension -> new Positions.LearnedTable(positions));
    orders.put(
        "rotary", dimension -> config.rotary(config.ropeTheta(10_000), dimension, positions));
    orders.put("alibi", dimension -> new Positions.LinearBias());
    orders.put("transformer_xl", dimension -> new Positions.RelativeProjection());
    Vocabulary<Function<Integer, Positions>> words = Vocabulary.of("kind of positions", orders);
    return config
        .word("positions", words, dimension -> new Positions.LearnedTable(positions))
        .apply(headDimension);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
