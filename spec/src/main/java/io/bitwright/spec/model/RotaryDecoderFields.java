package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.OptionalInt;

/**
 * The keys that decoders after Llama share: rotary positions, heads of keys of a number of their
 * own, RMS norms before each part.
 */
record RotaryDecoderFields(
    HuggingFaceConfig config,
    int width,
    int inner,
    int heads,
    int headDimension,
    int vocabulary,
    int positions) {

  /**
   * The fields of a file.
   *
   * @param positions longest sequence of the configuration class
   * @param headDimension width of a head of the configuration class; empty for the width over heads
   */
  static RotaryDecoderFields read(
      HuggingFaceConfig config, int positions, OptionalInt headDimension) {
    int width = config.size(ModelLimits.HIDDEN_SIZE, "hidden_size");
    int inner = config.size(ModelLimits.INTERMEDIATE_SIZE, "intermediate_size");
    int heads = config.size(ModelLimits.HEADS, "num_attention_heads");
    return new RotaryDecoderFields(
        config,
        width,
        inner,
        heads,
        headDimension.isPresent() && !config.has("head_dim")
            ? headDimension.getAsInt()
            : config.evenHeadDimension("head_dim", width, heads),
        config.size(ModelLimits.VOCABULARY_SIZE, "vocab_size"),
        config.sizeOr(positions, ModelLimits.POSITIONS, "max_position_embeddings"));
  }

  /** The sliding window, if it is shorter than the positions. */
  OptionalInt window() {
    int window = config.sizeOr(positions, ModelLimits.POSITIONS, "sliding_window");
    return window < positions ? OptionalInt.of(window) : OptionalInt.empty();
  }

  /**
   * Causal attention with the file's number of key and value heads.
   *
   * @param classHeads key and value heads of the configuration class
   */
  Attention attention(int classHeads, boolean inputBias, boolean outputBias, OptionalInt window) {
    return new Attention(
        heads,
        config.keyValueHeads("num_key_value_heads", heads, classHeads),
        headDimension,
        inputBias,
        outputBias,
        true,
        window);
  }

  /** One row of the stack's width for each token. */
  Embedding.Tokens embedding() {
    return Embedding.Tokens.of(vocabulary, width);
  }

  /**
   * RMS norms before each part and behind the last layer.
   *
   * @param epsilon of the norms if the file names none
   */
  Norms norms(double epsilon) {
    return Norms.rmsBefore(config.positive("rms_norm_eps", epsilon));
  }

  /** The model with {@link #embedding} and {@link #norms}; see the other method. */
  ModelConfig model(
      String name,
      Attention attention,
      FeedForward feedForward,
      double theta,
      double epsilon,
      boolean tied) {
    return model(name, embedding(), attention, feedForward, norms(epsilon), theta, tied);
  }

  /**
   * The model.
   *
   * @param theta base of the rotary embedding if the file names none
   * @param tied whether the head shares the embedding's weights if the file does not say
   */
  ModelConfig model(
      String name,
      Embedding embedding,
      Attention attention,
      FeedForward feedForward,
      Norms norms,
      double theta,
      boolean tied) {
    TransformerStack stack =
        TransformerStack.decoder(
            config.size(ModelLimits.LAYERS, "num_hidden_layers"),
            width,
            embedding,
            config.rotary(config.ropeTheta(theta), headDimension, positions),
            attention,
            feedForward,
            norms,
            Arrangement.SEQUENTIAL);
    return config.model(
        name, positions, stack, vocabulary, config.flag("tie_word_embeddings", tied));
  }
}
