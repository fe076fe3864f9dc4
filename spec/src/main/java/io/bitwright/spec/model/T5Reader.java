package io.bitwright.spec.model;

import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.StackRole;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads t5, mt5 and switch_transformers: T5Config (arXiv 1910.10683), MT5Config (arXiv 2010.11934),
 * which is a T5 version 1.1 of a larger vocabulary, and SwitchTransformersConfig (arXiv
 * 2101.03961), which is a T5 with experts. An architecture {@code T5EncoderModel} has no decoder.
 */
final class T5Reader {
  private static final String PROJECTION = "feed_forward_proj";
  private static final Vocabulary<FeedForward> PROJECTIONS = projections();

  private final HuggingFaceConfig config;
  private final int width;
  private final int heads;
  private final int vocabulary;

  /** Whether it is an mT5, whose class has other defaults. */
  private final boolean multilingual;

  private T5Reader(HuggingFaceConfig config) {
    this.config = config;
    multilingual = config.callsItself("mt5");
    width = config.size(ModelLimits.HIDDEN_SIZE, "d_model", "hidden_size");
    heads = config.size(ModelLimits.HEADS, "num_heads", "num_attention_heads");
    vocabulary = config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size");
  }

  static ModelConfig read(String name, HuggingFaceConfig config) {
    return new T5Reader(config).model(name);
  }

  private ModelConfig model(String name) {
    int layers = config.size(ModelLimits.LAYERS, "num_layers", "num_hidden_layers");
    int decoderLayers = config.sizeOr(layers, ModelLimits.LAYERS, "num_decoder_layers");
    boolean tied = config.flag("tie_word_embeddings", !multilingual);
    int positions = config.sizeOr(512, ModelLimits.POSITIONS, "n_positions");
    TransformerStack encoder = stack(StackRole.ENCODER, layers, "num_sparse_encoder_layers");
    if (config.hasArchitecture("T5EncoderModel")) {
      return config.model(name, positions, List.of(encoder), Optional.empty());
    }
    return config.model(
        name,
        positions,
        List.of(encoder, stack(StackRole.DECODER, decoderLayers, "num_sparse_decoder_layers")),
        Optional.of(new OutputHead(width, vocabulary, tied, false)));
  }

  private TransformerStack stack(StackRole role, int layers, String sparseKey) {
    boolean decoder = role == StackRole.DECODER;
    return new TransformerStack(
        role,
        layers,
        width,
        new Embedding.Tokens(vocabulary, width, 0, decoder),
        new Positions.RelativeBias(
            config.sizeOr(32, ModelLimits.POSITIONS, "relative_attention_num_buckets")),
        attention(decoder),
        decoder ? Optional.of(attention(false)) : Optional.empty(),
        feedForward(layers, sparseKey),
        Norms.rmsBefore(config.positive("layer_norm_epsilon", 1e-6)),
        Arrangement.SEQUENTIAL,
        List.of(),
        !decoder);
  }

  private Attention attention(boolean causal) {
    int headDimension = config.sizeOr(64, ModelLimits.HEAD_DIMENSION, "d_kv", "head_dim");
    return Attention.multiHead(heads, headDimension, false, causal);
  }

  private FeedForward feedForward(int layers, String sparseKey) {
    int inner = config.size(ModelLimits.INTERMEDIATE_SIZE, "d_ff");
    FeedForward kind =
        config.word(
            PROJECTION,
            PROJECTIONS,
            multilingual
                ? FeedForward.gated(1, HiddenActivation.GELU_TANH)
                : FeedForward.plain(1, HiddenActivation.RELU, false));
    FeedForward dense =
        new FeedForward(inner, kind.gated(), kind.activation(), false, Optional.empty());
    int sparse =
        config.family() == ModelFamily.SWITCH_TRANSFORMERS
            ? config.sizeOr(3, ModelLimits.SPARSE_LAYERS, sparseKey)
            : 0;
    if (sparse == 0) {
      return dense;
    }
    if (layers % sparse != 0) {
      throw config.problem(
          sparseKey, sparse + " does not divide the " + layers + " layers; write a divisor");
    }
    int capacity = config.sizeOr(64, ModelLimits.POSITIONS, "expert_capacity");
    return dense.with(
        ExpertFields.read(
            config, "num_experts", 1, layers / sparse, OptionalInt.of(capacity), inner));
  }

  /** Kinds of feed-forward layers by their words; their width is no part of it. */
  private static Vocabulary<FeedForward> projections() {
    Map<String, FeedForward> kinds = new LinkedHashMap<>();
    kinds.put("relu", FeedForward.plain(1, HiddenActivation.RELU, false));
    kinds.put("gelu", FeedForward.plain(1, HiddenActivation.GELU, false));
    // T5Config takes the tanh form for this word.
    kinds.put("gated-gelu", FeedForward.gated(1, HiddenActivation.GELU_TANH));
    kinds.put("gated-silu", FeedForward.gated(1, HiddenActivation.SILU));
    return Vocabulary.of("feed-forward projection", kinds);
  }
}
