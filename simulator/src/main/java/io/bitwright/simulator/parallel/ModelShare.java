package io.bitwright.simulator.parallel;

import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.training.StageLayers;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.Experts;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * What one chip of several computes of a transformer, as a smaller model: its heads, its part of
 * the feed-forward width, its experts and its layers. What does not divide is rounded up, as chips
 * that wait for the fullest one make it (Pope et al. 2022, arXiv 2211.05102, section 4, pad 48
 * heads to 64 for 64 chips).
 *
 * @param columns chips that share the heads, the feed-forward width and the vocabulary (Shoeybi et
 *     al. 2019, arXiv 1909.08053, section 3); keys and values are split no further than into single
 *     heads
 * @param rows chips that share the width of the residual stream, with {@code columns} the
 *     two-dimensional layout of arXiv 2211.05102, section 3.2.2
 * @param experts chips that share the experts of a layer, and bring the tokens of all to them
 * @param stages chips with different layers
 */
public record ModelShare(int columns, int rows, int experts, int stages) {
  /** All of a model. */
  public static final ModelShare WHOLE = new ModelShare(1, 1, 1, 1);

  /** Checks that each is at least 1. */
  public ModelShare {
    if (columns < 1 || rows < 1 || experts < 1 || stages < 1) {
      throw new IllegalArgumentException("shares are at least 1");
    }
  }

  /**
   * The share of the chips of one stage.
   *
   * @param stage counted from 0; the last one has the output head
   * @throws IllegalArgumentException if the model is a convolutional network
   */
  public ModelConfig of(ModelConfig model, int stage) {
    return of(model, stage, all -> Math.ceilDiv(all, stages));
  }

  /**
   * The share of the chips of one stage of a pipeline whose stages need not have as many layers.
   *
   * @param stage counted from 0; the last one has the output head
   * @throws IllegalArgumentException if the model is a convolutional network, or has fewer layers
   *     than there are stages
   */
  ModelConfig ofUneven(ModelConfig model, int stage) {
    return of(model, stage, all -> new StageLayers(all, stages).of(stage));
  }

  private ModelConfig of(ModelConfig model, int stage, IntUnaryOperator layers) {
    if (model.network().isPresent()) {
      throw new IllegalArgumentException(model.name() + " is a convolutional network");
    }
    List<TransformerStack> stacks =
        model.stacks().stream().map(stack -> of(stack, layers.applyAsInt(stack.layers()))).toList();
    Optional<OutputHead> head = model.head().filter(all -> stage == stages - 1).map(this::of);
    return new ModelConfig(
        model.name(),
        model.family(),
        model.maximumPositions(),
        stacks,
        head,
        model.nativeWeights(),
        model.nativeActivations());
  }

  private TransformerStack of(TransformerStack stack, int layers) {
    return new TransformerStack(
        stack.role(),
        layers,
        Math.ceilDiv(stack.width(), rows),
        of(stack.embedding()),
        stack.positions(),
        of(stack.attention()),
        stack.crossAttention().map(this::of),
        of(stack.feedForward()),
        stack.norms(),
        stack.arrangement(),
        stack.outputLayers(),
        stack.outputsEveryToken());
  }

  private Embedding of(Embedding embedding) {
    return switch (embedding) {
      case Embedding.Tokens tokens ->
          new Embedding.Tokens(
              Math.ceilDiv(tokens.vocabulary(), columns),
              Math.ceilDiv(tokens.width(), rows),
              tokens.tokenTypes(),
              tokens.shared(),
              tokens.scaled());
      case Embedding.Patches patches -> patches;
    };
  }

  /** Query heads are rounded up to a multiple of the heads of keys. */
  private Attention of(Attention all) {
    int keyValueHeads = Math.ceilDiv(all.keyValueHeads(), columns);
    int perKeyValueHead = Math.ceilDiv(Math.ceilDiv(all.heads(), columns), keyValueHeads);
    return new Attention(
        keyValueHeads * perKeyValueHead,
        keyValueHeads,
        all.headDimension(),
        all.inputBias(),
        all.outputBias(),
        all.causal(),
        all.window(),
        all.windowedLayers(),
        all.scale());
  }

  private FeedForward of(FeedForward all) {
    return new FeedForward(
        Math.ceilDiv(all.width(), columns),
        all.gated(),
        all.activation(),
        all.bias(),
        all.experts().map(this::of));
  }

  private Experts of(Experts all) {
    return new Experts(
        all.count(), all.perToken(), all.everyNthLayer(), all.capacity(), experts * all.chips());
  }

  private OutputHead of(OutputHead head) {
    return new OutputHead(
        Math.ceilDiv(head.inputs(), rows),
        Math.ceilDiv(head.outputs(), columns),
        head.tied(),
        head.bias());
  }
}
