package io.bitwright.golden.transformer;

import io.bitwright.golden.checkpoint.model.TransformerWeights;
import io.bitwright.golden.kernel.IntegerMatmul;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Positions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decoder-only transformer in plain fp32, with its linear layers left to a {@link
 * LinearArithmetic}: llama, mistral, bitnet, qwen2, gemma, phi, gpt2 and opt. Embedding, norms,
 * biases, attention and output head are always of fp32.
 *
 * <p>It holds no state of a sequence: threads may share it where its matmul and observer allow it.
 */
public final class ReferenceTransformer {
  private final ModelConfig config;
  private final Positions.@Nullable Rotary rotary;
  private final int maximumPositions;
  private final TokenEmbedding embedding;
  private final List<DecoderLayer> layers = new ArrayList<>();
  private final LogitHead head;
  private final KeyValueFormat keyValues;

  /**
   * With the arithmetic that the model was trained for and no observer.
   *
   * @throws SpecException as {@link #with}
   */
  public ReferenceTransformer(
      ModelConfig config, TransformerWeights weights, IntegerMatmul matmul) {
    this(config, weights, matmul, LinearObserver.NONE);
  }

  /**
   * With the arithmetic that the model was trained for.
   *
   * @throws SpecException as {@link #with}
   */
  public ReferenceTransformer(
      ModelConfig config,
      TransformerWeights weights,
      IntegerMatmul matmul,
      LinearObserver observer) {
    this(config, weights, LinearArithmetic.of(config.nativeWeights(), matmul, observer));
  }

  private ReferenceTransformer(
      ModelConfig config, TransformerWeights weights, LinearArithmetic arithmetic) {
    ComputedModels.check(config);
    this.config = config;
    rotary = config.lastStack().positions() instanceof Positions.Rotary turned ? turned : null;
    maximumPositions =
        rotary == null
            ? config.maximumPositions()
            : rotary.scaling().positions(config.maximumPositions());
    embedding = new TokenEmbedding(config, weights, arithmetic);
    for (int index = 0; index < config.layers(); index++) {
      layers.add(
          new DecoderLayer(config.lastStack(), index, weights.layers().get(index), arithmetic));
    }
    head = new LogitHead(config, weights, arithmetic);
    keyValues = KeyValueFormat.FP32;
  }

  private ReferenceTransformer(ReferenceTransformer same, KeyValueFormat keyValues) {
    config = same.config;
    rotary = same.rotary;
    maximumPositions = same.maximumPositions;
    embedding = same.embedding;
    layers.addAll(same.layers);
    head = same.head;
    this.keyValues = keyValues;
  }

  /** The same transformer with caches of another format. */
  public ReferenceTransformer with(KeyValueFormat other) {
    return new ReferenceTransformer(this, other);
  }

  /**
   * With any arithmetic, such as that of another weight format.
   *
   * @throws SpecException if the configuration asks for what this transformer does not have, or a
   *     weight cannot be quantised
   */
  public static ReferenceTransformer with(
      ModelConfig config, TransformerWeights weights, LinearArithmetic arithmetic) {
    return new ReferenceTransformer(config, weights, arithmetic);
  }

  public ModelConfig config() {
    return config;
  }

  /** For people: the file's or the library's name. */
  public String name() {
    return config.name();
  }

  /** Logits of a position, and one more than the largest token. */
  public int vocabularySize() {
    return config.headOutputs();
  }

  /**
   * Longest sequence, tokens: what the configuration states, or what the scaling of its rotary
   * embedding reaches if that is more.
   */
  public int maximumPositions() {
    return maximumPositions;
  }

  /** An empty cache, of fp32 if nothing else was asked for, for up to so many tokens. */
  public KeyValueCache newCache(long tokens) {
    return newCache(tokens, keyValues);
  }

  /**
   * An empty cache for a sequence of up to so many tokens.
   *
   * @throws SpecException if they are more than {@link #maximumPositions}
   */
  public KeyValueCache newCache(long tokens, KeyValueFormat format) {
    if (tokens > maximumPositions) {
      throw new SpecException(
          "%s: a sequence of %d tokens is longer than max_position_embeddings %d"
              .formatted(config.name(), tokens, maximumPositions));
    }
    int capacity = (int) tokens;
    return new KeyValueCache(
        config.lastStack(),
        capacity,
        format,
        rotary == null ? null : new RotaryEmbedding(rotary, capacity));
  }

  /**
   * Logits of a whole sequence in one pass.
   *
   * @return one row of vocabularySize for each token, predicting the token after it
   * @throws SpecException if there is no token, one is outside the vocabulary, there are more than
   *     {@link #maximumPositions}, or the weights overflow fp32
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
    return head.apply(hidden(tokens, cache));
  }

  /** As {@link #logits(int[], KeyValueCache)}, but only the row of the last token. */
  public float[] lastLogits(int[] tokens, KeyValueCache cache) {
    float[][] hidden = hidden(tokens, cache);
    return head.apply(new float[][] {hidden[hidden.length - 1]})[0];
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
    float[][] residual = embedding.of(tokens, cache.length());
    for (DecoderLayer layer : layers) {
      layer.addTo(residual, cache);
    }
    cache.advance(tokens.length);
    return residual;
  }
}
