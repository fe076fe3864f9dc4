package io.bitwright.golden.transformer;

import io.bitwright.golden.checkpoint.DecoderWeights;
import io.bitwright.golden.kernel.FloatMatmul;
import io.bitwright.golden.kernel.IntegerMatmul;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.GatedDecoder;
import io.bitwright.spec.transformer.HiddenActivation;
import java.util.ArrayList;
import java.util.List;

/**
 * A decoder-only transformer in plain fp32, with its linear layers left to a {@link
 * LinearArithmetic}: LLaMA with SwiGLU or BitNet with its norms before the output and down
 * projections. Embedding and output head are always of fp32.
 *
 * <p>It holds no state of a sequence: threads may share it where its matmul and observer allow it.
 */
public final class ReferenceTransformer {
  private final GatedDecoder config;
  private final float[][] embedding;
  private final List<DecoderLayer> layers = new ArrayList<>();
  private final RmsNorm finalNorm;
  private final float[][] headByInput;

  /**
   * With the arithmetic that the model was trained for and no observer.
   *
   * @throws SpecException as {@link #with}
   */
  public ReferenceTransformer(GatedDecoder config, DecoderWeights weights, IntegerMatmul matmul) {
    this(config, weights, matmul, LinearObserver.NONE);
  }

  /**
   * With the arithmetic that the model was trained for.
   *
   * @throws SpecException as {@link #with}
   */
  public ReferenceTransformer(
      GatedDecoder config, DecoderWeights weights, IntegerMatmul matmul, LinearObserver observer) {
    this(config, weights, LinearArithmetic.of(config.nativeWeights(), matmul, observer));
  }

  private ReferenceTransformer(
      GatedDecoder config, DecoderWeights weights, LinearArithmetic arithmetic) {
    check(config);
    this.config = config;
    embedding = weights.embedding();
    SelfAttention attention =
        new SelfAttention(
            config,
            new RotaryEmbedding(
                config.headDimension(), config.ropeTheta(), config.maximumPositions()));
    for (int index = 0; index < config.layers(); index++) {
      layers.add(
          new DecoderLayer(config, index, weights.layers().get(index), attention, arithmetic));
    }
    finalNorm = new RmsNorm(weights.finalNorm(), config.normEpsilon());
    headByInput = FloatMatmul.transpose(weights.head());
  }

  /**
   * With any arithmetic, such as that of another weight format.
   *
   * @throws SpecException if the configuration asks for what this decoder does not have, or a
   *     weight cannot be quantised
   */
  public static ReferenceTransformer with(
      GatedDecoder config, DecoderWeights weights, LinearArithmetic arithmetic) {
    return new ReferenceTransformer(config, weights, arithmetic);
  }

  private static void check(GatedDecoder config) {
    if (config.attentionBias()) {
      throw new SpecException(
          config.name() + ": attention_bias is true; the golden transformer has no biases");
    }
    HiddenActivation activation = config.activation();
    if (activation != HiddenActivation.SILU && activation != HiddenActivation.RELU2) {
      throw new SpecException(
          "%s: hidden_act is %s; the golden transformer has silu and relu2"
              .formatted(config.name(), activation.label()));
    }
    if (config.attentionHeads() % config.keyValueHeads() != 0) {
      throw new SpecException(
          "%s: num_key_value_heads %d does not divide num_attention_heads %d"
              .formatted(config.name(), config.keyValueHeads(), config.attentionHeads()));
    }
    if (config.headDimension() % 2 != 0) {
      throw new SpecException(
          config.name() + ": head_dim " + config.headDimension() + " is odd; rotation needs pairs");
    }
  }

  public GatedDecoder config() {
    return config;
  }

  /** For people: the file's or the library's name. */
  public String name() {
    return config.name();
  }

  /** Logits of a position, and one more than the largest token. */
  public int vocabularySize() {
    return config.vocabularySize();
  }

  /** Longest sequence, tokens. */
  public int maximumPositions() {
    return config.maximumPositions();
  }

  /** An empty cache for a sequence of up to so many tokens. */
  public KeyValueCache newCache(long tokens) {
    if (tokens > config.maximumPositions()) {
      throw new SpecException(
          "%s: a sequence of %d tokens is longer than max_position_embeddings %d"
              .formatted(config.name(), tokens, config.maximumPositions()));
    }
    return new KeyValueCache(config, (int) tokens);
  }

  /**
   * Logits of a whole sequence in one pass.
   *
   * @return one row of vocabularySize for each token, predicting the token after it
   * @throws SpecException if there is no token, one is outside the vocabulary, there are more than
   *     max_position_embeddings, or the weights overflow fp32
   */
  public float[][] logits(int[] tokens) {
    return logits(tokens, newCache(tokens.length));
  }

  /**
   * Logits of tokens that follow those in the cache, which then holds them too.
   *
   * @throws SpecException as {@link #logits(int[])}, and if the cache cannot hold them
   */
  public float[][] logits(int[] tokens, KeyValueCache cache) {
    return head(hidden(tokens, cache));
  }

  /** As {@link #logits(int[], KeyValueCache)}, but only the row of the last token. */
  public float[] lastLogits(int[] tokens, KeyValueCache cache) {
    float[][] hidden = hidden(tokens, cache);
    return head(new float[][] {hidden[hidden.length - 1]})[0];
  }

  private float[][] head(float[][] hidden) {
    float[][] logits = FloatMatmul.multiply(finalNorm.apply(hidden), headByInput);
    for (float[] row : logits) {
      for (float logit : row) {
        if (!Float.isFinite(logit)) {
          throw new SpecException(
              config.name() + ": a logit is " + logit + "; the weights overflow fp32");
        }
      }
    }
    return logits;
  }

  private float[][] hidden(int[] tokens, KeyValueCache cache) {
    if (tokens.length == 0) {
      throw new SpecException(config.name() + ": no tokens to compute");
    }
    if (cache.length() + tokens.length > cache.capacity()) {
      throw new SpecException(
          "%s: %d tokens do not fit a cache that holds %d of %d"
              .formatted(config.name(), tokens.length, cache.length(), cache.capacity()));
    }
    float[][] residual = new float[tokens.length][];
    for (int m = 0; m < tokens.length; m++) {
      residual[m] = embeddingOf(tokens[m]).clone();
    }
    for (DecoderLayer layer : layers) {
      layer.addTo(residual, cache);
    }
    cache.advance(tokens.length);
    return residual;
  }

  private float[] embeddingOf(int token) {
    if (token < 0 || token >= embedding.length) {
      throw new SpecException(
          "%s: token %d is outside the vocabulary of %d"
              .formatted(config.name(), token, embedding.length));
    }
    return embedding[token];
  }
}
