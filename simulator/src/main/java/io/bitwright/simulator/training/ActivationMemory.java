package io.bitwright.simulator.training;

import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingMethod;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.TransformerStack;

/**
 * Bytes of the tensors that the backward pass of one layer needs of one micro-batch, on one chip,
 * tensor by tensor as Korthikanti et al. 2022 (arXiv 2205.05198, section 4) count them: of a GPT
 * layer with dropout in 16 bits, s b h (10 + 24 / t + 5 a s / (h t)) (equation 2), and with
 * sequence parallelism s b h / t (34 + 5 a s / h) (equation 4).
 *
 * <p>Frozen layers are counted as trained ones, whose inputs are kept for gradients of weights: a
 * bound from above. A layer's window does not make its scores fewer here.
 *
 * @param stream inputs of norms and of the first products, and masks behind attention and
 *     feed-forward
 * @param inner queries, keys, values, attention's results, and the feed-forward part's inside
 * @param scores scores behind the softmax, and with dropout their masks and the results of it
 * @param input the layer's input alone
 */
public record ActivationMemory(double stream, double inner, double scores, double input) {

  /**
   * The tensors of a layer; of a stack with experts in some layers, of the mean layer.
   *
   * @param sequences of the micro-batch
   */
  public static ActivationMemory ofLayer(
      TransformerStack stack, TrainingSpec training, int sequences, ParallelismSpec parallelism) {
    double bytes = (double) training.precision().activations().registerBits() / Byte.SIZE;
    Attention attention = stack.attention();
    int tensor = parallelism.tensor();
    double positions = positions(training);
    double tokens = sequences * positions;
    double ofStream = tokens / (parallelism.sequenceParallel() ? tensor : 1);
    double masks = training.dropout() ? 2 : 0;
    double norms = stack.arrangement().norms();
    double routed = feedForwards(stack);
    double read = Math.min(norms, 2) - 1 + Math.max(routed, 1);
    double stream = ofStream * stack.width() * (bytes * (norms + read) + masks);
    double keyValue = 2.0 * attention.keyValueWidth() / keyValueSplit(attention, tensor);
    double split = 2.0 * attention.queryWidth() + routed * feedForward(stack);
    if (stack.norms().subLayer()) {
      split += attention.queryWidth() + routed * stack.feedForward().width();
    }
    double inner = tokens * bytes * (keyValue + split / tensor);
    double perScore = training.dropout() ? 2 * bytes + 1 : bytes;
    double scores = tokens * attention.heads() / tensor * (positions + prefix(training)) * perScore;
    return new ActivationMemory(stream, inner, scores, ofStream * stack.width() * bytes);
  }

  /** Inputs of the activation function and of the product with a gate, and of the down product. */
  private static double feedForward(TransformerStack stack) {
    FeedForward feedForward = stack.feedForward();
    return (feedForward.expansions() + 1.0) * feedForward.width();
  }

  /** Feed-forward parts of the mean layer that a token runs through. */
  private static double feedForwards(TransformerStack stack) {
    return (double) stack.feedForward().copiesPerToken(stack.layers()) / stack.layers();
  }

  /** Chips that keys and values are split over: no more than there are heads of them. */
  static int keyValueSplit(Attention attention, int tensor) {
    return Math.min(tensor, attention.keyValueHeads());
  }

  /** Positions of a sequence: its tokens and those of a prompt. */
  public static double positions(TrainingSpec training) {
    int prompt = training.method() instanceof TrainingMethod.Prompt learned ? learned.tokens() : 0;
    return (double) training.sequence() + prompt;
  }

  /** Keys before those of the positions. */
  static double prefix(TrainingSpec training) {
    return training.method() instanceof TrainingMethod.Prefix learned ? learned.tokens() : 0;
  }

  /** Bytes kept from the forward to the backward pass. */
  public double kept(Recomputation recomputation) {
    return switch (recomputation) {
      case NONE -> stream + inner + scores;
      case SELECTIVE -> stream + inner;
      case FULL -> input;
    };
  }

  /** Bytes that stand beside them while one layer is computed a second time. */
  public double recomputed(Recomputation recomputation) {
    return switch (recomputation) {
      case NONE -> 0;
      case SELECTIVE -> scores;
      case FULL -> stream + inner + scores - input;
    };
  }
}
