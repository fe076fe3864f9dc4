package io.bitwright.simulator.workload;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.StackRole;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * One stack in one forward pass of a model, with the tokens that it computes.
 *
 * <p>In prefill a decoder takes the sequence. With an encoder, the encoder takes it and the decoder
 * a single token to begin with. In decode a decoder takes one token, encoders do not run, and what
 * the encoder had read is as long as the decoder's context. An image encoder takes the patches of
 * one image a sequence, whatever the length of the sequence, and only in prefill.
 *
 * @param prefix before the names of its operators: {@code encoder.}, empty for the last stack
 * @param batch sequences side by side
 * @param newTokens tokens a sequence that are computed
 * @param context tokens a sequence of earlier passes
 * @param newSourceTokens tokens of the encoder that this pass computes, for cross-attention
 * @param earlierSourceTokens those that an earlier pass has computed
 * @param last whether it gives the results
 * @param scoresEveryToken whether its results at all tokens are of use, where a decoder's are at
 *     the last one only
 * @param options how its operators run
 */
public record StackPass(
    TransformerStack stack,
    String prefix,
    long batch,
    long newTokens,
    long context,
    long newSourceTokens,
    long earlierSourceTokens,
    boolean last,
    boolean scoresEveryToken,
    PassOptions options) {

  /**
   * The stacks that run in a workload of a single pass, in order.
   *
   * @throws SpecException if the model has no decoder and is asked for more than a prefill
   */
  public static List<StackPass> of(ModelConfig model, WorkloadSpec workload) {
    PassOptions options = PassOptions.of(workload);
    return switch (workload.phase()) {
      case PREFILL ->
          prefill(model, workload.batch(), workload.sequence(), workload.context(), options);
      case DECODE -> {
        long context = workload.context();
        yield decode(model, workload.batch(), 1, context, Math.max(1, context), false, options);
      }
      case GENERATE -> throw new IllegalArgumentException("a generation has several passes");
    };
  }

  /**
   * The stacks that run in a prefill, in order.
   *
   * @throws SpecException if there is a context and the model has no decoder, or the options are
   *     not for the model
   */
  static List<StackPass> prefill(
      ModelConfig model, long batch, long sequence, long context, PassOptions options) {
    PassOptions checked = options.checkedFor(model);
    if (!model.decodes() && context > 0) {
      throw new SpecException(
          model.name() + " keeps nothing of earlier tokens; allowed context: 0");
    }
    List<StackPass> passes = new ArrayList<>();
    for (int place = 0; place < model.stacks().size(); place++) {
      TransformerStack stack = model.stacks().get(place);
      boolean last = place == model.stacks().size() - 1;
      boolean crosses = stack.crossAttention().isPresent();
      passes.add(
          new StackPass(
              stack,
              last ? "" : stack.role().prefix(),
              batch,
              newTokens(stack, sequence),
              stack.role() == StackRole.DECODER ? context : 0,
              crosses ? sequence : 0,
              0,
              last,
              false,
              checked));
    }
    return List.copyOf(passes);
  }

  /**
   * The decoder, in a pass over tokens that follow a context.
   *
   * @param sourceTokens tokens that an encoder has read; they count for cross-attention only
   * @param scoresEveryToken whether the logits at all tokens are of use
   * @throws SpecException if the model has no decoder, or the options are not for it
   */
  static List<StackPass> decode(
      ModelConfig model,
      long batch,
      long newTokens,
      long context,
      long sourceTokens,
      boolean scoresEveryToken,
      PassOptions options) {
    if (!model.decodes()) {
      throw new SpecException(
          model.name() + " has no decoder, so there is nothing to decode; allowed phase: prefill");
    }
    TransformerStack stack = model.lastStack();
    long source = stack.crossAttention().isPresent() ? sourceTokens : 0;
    return List.of(
        new StackPass(
            stack,
            "",
            batch,
            newTokens,
            context,
            0,
            source,
            true,
            scoresEveryToken,
            options.checkedFor(model)));
  }

  private static long newTokens(TransformerStack stack, long sequence) {
    if (stack.crossAttention().isPresent()) {
      return 1;
    }
    return stack.embedding() instanceof Embedding.Patches patches ? patches.tokens() : sequence;
  }

  /** The same with so many more tokens before it. */
  StackPass after(long tokens) {
    return new StackPass(
        stack,
        prefix,
        batch,
        newTokens,
        context + tokens,
        newSourceTokens,
        earlierSourceTokens,
        last,
        scoresEveryToken,
        options);
  }

  /** The same with more before the names of its operators. */
  StackPass named(String before) {
    return new StackPass(
        stack,
        before + prefix,
        batch,
        newTokens,
        context,
        newSourceTokens,
        earlierSourceTokens,
        last,
        scoresEveryToken,
        options);
  }

  /** Tokens of all sequences that are computed. */
  public long tokens() {
    return batch * newTokens;
  }

  /** Vectors behind the last layer that are of use: all, or one of each sequence. */
  public long outputRows() {
    return scoresEveryToken || stack.outputsEveryToken() ? tokens() : batch;
  }

  /** Tokens that cross-attention looks at. */
  public long sourceTokens() {
    return newSourceTokens + earlierSourceTokens;
  }

  /** Whether keys and values are kept for later passes. */
  public boolean caches() {
    return stack.role() == StackRole.DECODER;
  }

  /** Name of the operator of self-attention, but for windows beside layers without one. */
  public String attentionName() {
    return prefix + "attention";
  }

  /** Its name in a layer, counted from 0: another one where only some layers have a window. */
  String attentionName(int layer) {
    boolean mixed = stack.attention().windowedLayersOf(stack.layers()) < stack.layers();
    return mixed && stack.attention().hasWindow(layer) ? windowedAttentionName() : attentionName();
  }

  /** Name of the operator in layers with a window, beside others without one. */
  public String windowedAttentionName() {
    return prefix + "windowed_attention";
  }

  /** Name of the operator of cross-attention. */
  public String crossAttentionName() {
    return prefix + "cross_attention";
  }

  /** Keys that a token attends to at most, window, mask and trained prefix left out. */
  public long length() {
    return context + newTokens;
  }

  /** As {@link #length}, but no more than a window holds, where there is one. */
  public long reachedLength() {
    return Math.min(length(), KeyValueCache.reach(stack.attention()));
  }

  /** Trained keys of each head of self-attention: none where no tokens are read. */
  public long prefixTokens() {
    return stack.embedding() instanceof Embedding.Tokens ? options.attention().prefixTokens() : 0;
  }

  /** Query heads that share one of keys. */
  static int queriesPerKeyValueHead(Attention attention) {
    return attention.heads() / attention.keyValueHeads();
  }
}
