package io.bitwright.spec.transformer;

import java.util.List;
import java.util.Optional;

/**
 * Parameters of a model, counted by what they are for. Scales of quantised tensors are not counted.
 *
 * @param embedding tables of tokens, kinds of tokens and positions
 * @param linear linear layers of attention and feed-forward, all experts; convolutions of a
 *     network, squeeze and excite
 * @param dense other weights of products: routers, patches, convolutions, layers behind a stack
 * @param norms weights and biases of all norms; gains of a network
 * @param biases biases of all products
 * @param head output head, 0 where its weights are the embedding's
 */
public record ParameterCount(
    long embedding, long linear, long dense, long norms, long biases, long head) {

  /** The parameters of stacks and the head behind the last of them. */
  public static ParameterCount of(List<TransformerStack> stacks, Optional<OutputHead> head) {
    long embedding = 0;
    long linear = 0;
    long dense = 0;
    long norms = 0;
    long biases = head.map(OutputHead::biases).orElse(0L);
    for (TransformerStack stack : stacks) {
      embedding += embedding(stack);
      linear += stack.linearWeights();
      dense += dense(stack);
      norms += norms(stack);
      biases += biases(stack);
    }
    return new ParameterCount(
        embedding, linear, dense, norms, biases, head.map(OutputHead::weights).orElse(0L));
  }

  public long total() {
    return embedding + linear + dense + norms + biases + head;
  }

  private static long embedding(TransformerStack stack) {
    long width = stack.width();
    long tokens =
        switch (stack.embedding()) {
          case Embedding.Tokens table ->
              (table.shared() ? 0 : (long) table.vocabulary() * table.width())
                  + table.tokenTypes() * width;
          case Embedding.Patches patches -> width;
        };
    return tokens
        + switch (stack.positions()) {
          case Positions.LearnedTable table -> table.rows() * width;
          case Positions.RelativeBias bias -> (long) bias.buckets() * stack.attention().heads();
          case Positions.Disentangled distances -> distances.rows() * width;
          case Positions.Rotary rotary -> 0;
          case Positions.LinearBias linear -> 0;
          case Positions.RelativeProjection relative -> 0;
        };
  }

  private static long dense(TransformerStack stack) {
    long width = stack.width();
    long input =
        switch (stack.embedding()) {
          case Embedding.Tokens table -> table.width() == width ? 0 : table.width() * width;
          case Embedding.Patches patches -> patches.patchValues() * width;
        };
    long routers =
        stack
            .feedForward()
            .experts()
            .map(experts -> experts.layersOf(stack.layers()) * width * experts.count())
            .orElse(0L);
    return input
        + routers
        + convolutionKernel(stack) * width * width
        + stack.outputLayers().stream().mapToLong(DenseLayer::weights).sum();
  }

  private static long norms(TransformerStack stack) {
    Norms norms = stack.norms();
    long layer = stack.arrangement().norms() * norms.parameters(stack.width());
    if (stack.crossAttention().isPresent()) {
      layer += norms.parameters(stack.width());
    }
    if (norms.subLayer()) {
      layer += norms.parameters(stack.attention().queryWidth());
      layer += norms.parameters(stack.feedForward().width());
    }
    long outside = (norms.embedding() ? 1L : 0) + (norms.last() ? 1 : 0);
    if (stack.positions() instanceof Positions.Disentangled distances) {
      outside += distances.convolutionKernel() > 0 ? 2 : 1;
    }
    return stack.layers() * layer
        + outside * norms.parameters(stack.width())
        + stack.outputLayers().stream().mapToLong(DenseLayer::normParameters).sum();
  }

  private static long biases(TransformerStack stack) {
    int width = stack.width();
    FeedForward feedForward = stack.feedForward();
    long attention = stack.attention().biases(width);
    attention += stack.crossAttention().map(cross -> cross.biases(width)).orElse(0L);
    long patches = stack.embedding() instanceof Embedding.Patches image && image.bias() ? width : 0;
    return stack.layers() * attention
        + feedForward.copies(stack.layers()) * feedForward.biases(width)
        + patches
        + (convolutionKernel(stack) > 0 ? width : 0)
        + stack.outputLayers().stream().mapToLong(DenseLayer::biases).sum();
  }

  private static long convolutionKernel(TransformerStack stack) {
    return stack.positions() instanceof Positions.Disentangled distances
        ? distances.convolutionKernel()
        : 0;
  }
}
