package io.bitwright.golden.transformer;

import io.bitwright.golden.checkpoint.model.LinearWeights;
import io.bitwright.golden.checkpoint.model.NormWeights;
import io.bitwright.golden.checkpoint.model.TransformerLayerWeights;
import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.NormPlacement;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One decoder layer: attention and feed-forward beside the residual, one after the other with norms
 * before or behind them, or side by side behind one norm.
 */
final class DecoderLayer {
  private static final int ATTENTION_INPUTS = 3;

  private final SelfAttention attention;
  private final Projections attentionInputs;
  private final Projections attentionOutput;

  /** Null where they stand among the inputs of attention. */
  private final @Nullable Projections expansions;

  private final FeedForward feedForward;

  /** Norms behind the additions to the residual; null where norms stand before the parts. */
  private final @Nullable Norm behindAttention;

  private final @Nullable Norm behindFeedForward;

  DecoderLayer(
      TransformerStack stack,
      int index,
      TransformerLayerWeights weights,
      LinearArithmetic arithmetic) {
    String name = "layers." + index;
    Norms norms = stack.norms();
    Norm inputNorm = norm(norms, weights.inputNorm());
    Norm innerNorm = norm(norms, weights.postAttentionNorm());
    boolean before = norms.placement() == NormPlacement.BEFORE;
    boolean together = stack.arrangement() == Arrangement.PARALLEL_WITH_ONE_NORM;

    attention = new SelfAttention(stack.attention(), index);
    SequencedMap<String, LinearWeights> inputs = new LinkedHashMap<>();
    inputs.put(name + ".self_attn.q_proj", weights.query());
    inputs.put(name + ".self_attn.k_proj", weights.key());
    inputs.put(name + ".self_attn.v_proj", weights.value());
    SequencedMap<String, LinearWeights> inner = FeedForward.expansions(stack, weights, name);
    if (together) {
      inputs.putAll(inner);
    }
    attentionInputs = new Projections(arithmetic, before ? inputNorm : null, inputs);
    attentionOutput =
        Projections.of(
            arithmetic,
            norm(norms, weights.attentionSubNorm()),
            name + ".self_attn.o_proj",
            weights.output());
    expansions = together ? null : new Projections(arithmetic, before ? innerNorm : null, inner);
    feedForward = new FeedForward(stack, weights, arithmetic, name);
    behindAttention = before ? null : inputNorm;
    behindFeedForward = before ? null : innerNorm;
  }

  private static @Nullable Norm norm(Norms norms, @Nullable NormWeights weights) {
    return weights == null ? null : Norm.of(norms, weights);
  }

  /**
   * Adds what the layer computes of M new tokens to their residual stream.
   *
   * @param residual M rows of the stack's width, changed in place
   */
  void addTo(float[][] residual, KeyValueCache cache) {
    float[][][] inputs = attentionInputs.apply(residual);
    float[][] attended = attention.attend(inputs[0], inputs[1], inputs[2], cache);
    add(residual, attentionOutput.apply(attended)[0], behindAttention);
    float[][][] expanded =
        expansions == null
            ? Arrays.copyOfRange(inputs, ATTENTION_INPUTS, inputs.length)
            : expansions.apply(residual);
    add(residual, feedForward.apply(expanded), behindFeedForward);
  }

  private static void add(float[][] residual, float[][] update, @Nullable Norm behind) {
    for (int m = 0; m < residual.length; m++) {
      Projections.add(residual[m], update[m]);
    }
    if (behind != null) {
      System.arraycopy(behind.apply(residual), 0, residual, 0, residual.length);
    }
  }
}
