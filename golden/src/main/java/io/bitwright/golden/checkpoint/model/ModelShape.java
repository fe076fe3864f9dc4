package io.bitwright.golden.checkpoint.model;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.ArrayList;
import java.util.List;

/** The tensors that a decoder-only transformer has by its configuration, and their shapes. */
final class ModelShape {
  private static final int NO_LAYER = -1;

  private final TransformerStack stack;
  private final int embeddingWidth;
  private final OutputHead head;
  private final List<ModelTensor> tensors = new ArrayList<>();
  private int layer = NO_LAYER;

  /**
   * @throws SpecException if the model is another than a decoder with a head
   */
  ModelShape(ModelConfig model) {
    boolean decoder = model.stacks().size() == 1 && model.decodes() && model.head().isPresent();
    if (!decoder
        || !(model.lastStack().embedding() instanceof Embedding.Tokens tokens)
        || model.lastStack().feedForward().experts().isPresent()) {
      throw new SpecException(
          model.name() + ": weights are read of decoders of one stack without experts");
    }
    this.stack = model.lastStack();
    this.embeddingWidth = tokens.width();
    this.head = model.head().orElseThrow();
    add(TensorRole.EMBEDDING, tokens.vocabulary(), embeddingWidth);
    if (stack.positions() instanceof Positions.LearnedTable table) {
      add(TensorRole.POSITIONS, table.rows(), stack.width());
    }
    for (layer = 0; layer < stack.layers(); layer++) {
      addLayer();
    }
    layer = NO_LAYER;
    addEnds();
  }

  List<ModelTensor> tensors() {
    return tensors;
  }

  private void addEnds() {
    if (embeddingWidth != stack.width()) {
      add(TensorRole.INPUT_PROJECTION, stack.width(), embeddingWidth);
      add(TensorRole.OUTPUT_PROJECTION, embeddingWidth, stack.width());
    }
    if (stack.norms().last()) {
      addNorm(TensorRole.FINAL_NORM);
    }
    if (!head.tied()) {
      add(TensorRole.HEAD, head.outputs(), head.inputs());
    }
    if (head.bias()) {
      add(TensorRole.HEAD_BIAS, head.outputs());
    }
  }

  private void addLayer() {
    Attention attention = stack.attention();
    int width = stack.width();
    addNorm(TensorRole.INPUT_NORM);
    addLinear(TensorRole.QUERY, attention.queryWidth(), width, attention.inputBias());
    addLinear(TensorRole.KEY, attention.keyValueWidth(), width, attention.inputBias());
    addLinear(TensorRole.VALUE, attention.keyValueWidth(), width, attention.inputBias());
    addLinear(TensorRole.OUTPUT, width, attention.queryWidth(), attention.outputBias());
    if (stack.arrangement().norms() > 1) {
      addNorm(TensorRole.POST_ATTENTION_NORM);
    }
    FeedForward feedForward = stack.feedForward();
    if (feedForward.gated()) {
      addLinear(TensorRole.GATE, feedForward.width(), width, feedForward.bias());
    }
    addLinear(TensorRole.UP, feedForward.width(), width, feedForward.bias());
    addLinear(TensorRole.DOWN, width, feedForward.width(), feedForward.bias());
    if (stack.norms().subLayer()) {
      add(TensorRole.ATTENTION_SUB_NORM, attention.queryWidth());
      add(TensorRole.FEED_FORWARD_SUB_NORM, feedForward.width());
    }
  }

  private void addNorm(TensorRole role) {
    add(role, stack.width());
    if (stack.norms().bias()) {
      add(role.bias(), stack.width());
    }
  }

  private void addLinear(TensorRole role, int outputs, int inputs, boolean bias) {
    add(role, outputs, inputs);
    if (bias) {
      add(role.bias(), outputs);
    }
  }

  private void add(TensorRole role, long... shape) {
    List<Long> sizes = new ArrayList<>();
    for (long size : shape) {
      sizes.add(size);
    }
    tensors.add(new ModelTensor(role, layer, List.copyOf(sizes)));
  }

  /** What of the fused outputs of queries, keys and values belongs to a tensor. */
  StoredOrder.FusedPart part(TensorRole role) {
    Attention attention = stack.attention();
    long queries = attention.queryWidth();
    long keys = attention.keyValueWidth();
    long first =
        switch (role) {
          case KEY, KEY_BIAS -> queries;
          case VALUE, VALUE_BIAS -> queries + keys;
          default -> 0;
        };
    return new StoredOrder.FusedPart(first, queries + 2 * keys, attention.headDimension());
  }
}
