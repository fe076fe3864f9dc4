package io.bitwright.simulator.parallel;

import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.estimate.OperatorEstimate;
import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.OperatorKind;
import io.bitwright.simulator.workload.OperatorNode;
import io.bitwright.simulator.workload.VectorOperation;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.workload.AttentionKernel;
import java.util.ArrayList;
import java.util.List;

/**
 * A micro-batch forward and backward on one chip's share of a model, operator by operator, one
 * after the other; collectives and optimizer are not in it. Fused attention keeps no scores: its
 * backward pass computes them anew, so that selective recomputation (Korthikanti et al. 2022, arXiv
 * 2205.05198, section 5) is part of it and takes no time beside it. In parts, these are computed
 * again. Dropout writes and reads its masks; that of fused attention takes no time.
 *
 * @param layers layers of the share
 * @param inLayers seconds of all layers together
 * @param outside seconds of embedding, head and loss
 * @param forward operators of the forward pass
 * @param backward operators of the backward pass, those that run again left out
 * @param again operators of the forward pass that recomputation runs again
 */
public record TrainingPass(
    int layers,
    PassSeconds inLayers,
    PassSeconds outside,
    List<OperatorEstimate> forward,
    List<OperatorEstimate> backward,
    List<OperatorEstimate> again) {
  public TrainingPass {
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
    again = List.copyOf(again);
  }

  /**
   * The pass of a share.
   *
   * @param share the part of a model that the chip has: {@link ModelShare#of}
   * @param kernel of attention
   * @param sequences of the micro-batch
   * @param streamShare chips that share the tokens of norms and residuals, 1 without sequence
   *     parallelism
   * @param first whether the share has the embedding
   * @param sumsGradients whether the step has several micro-batches
   * @throws io.bitwright.spec.SpecException if an operator is too large for the machine
   */
  public static TrainingPass of(
      Machine machine,
      ModelConfig share,
      TrainingSpec training,
      AttentionKernel kernel,
      int sequences,
      int streamShare,
      boolean first,
      boolean sumsGradients) {
    TrainingForward forward =
        new TrainingForward(share, training, kernel, sequences, streamShare, first);
    NumberFormat gradients = training.precision().gradients();
    Timing timing =
        new Timing(
            machine,
            forward,
            new BackwardOperators(
                gradients, sumsGradients, forward.trainsNorms(), training.dropout()),
            training.recomputation());
    forward.nodes(machine).forEach(timing::add);
    if (first && forward.trainsAll() && share.lastStack().embedding() instanceof Embedding.Tokens) {
      timing.addEmbeddingGradient((Embedding.Tokens) share.lastStack().embedding(), gradients);
    }
    return timing.pass(share.lastStack().layers());
  }

  /** Seconds of all of it. */
  public PassSeconds seconds() {
    return inLayers.plus(outside);
  }

  /** Sums while operators are timed. */
  private static final class Timing {
    private final Machine machine;
    private final TrainingForward graph;
    private final BackwardOperators gradients;
    private final Recomputation recomputation;
    private final List<OperatorEstimate> forward = new ArrayList<>();
    private final List<OperatorEstimate> backward = new ArrayList<>();
    private final List<OperatorEstimate> linesAgain = new ArrayList<>();
    private PassSeconds inLayers = PassSeconds.NONE;
    private PassSeconds outside = PassSeconds.NONE;

    Timing(
        Machine machine,
        TrainingForward graph,
        BackwardOperators gradients,
        Recomputation recomputation) {
      this.machine = machine;
      this.graph = graph;
      this.gradients = gradients;
      this.recomputation = recomputation;
    }

    void add(OperatorNode node) {
      Operator operator = node.operator();
      OperatorEstimate line = machine.line(operator, node.count(), 0);
      forward.add(line);
      double gradientSeconds = 0;
      for (Operator gradient : gradients.of(node, graph.trains(operator))) {
        gradientSeconds += backward(gradient, node.count());
      }
      gradientSeconds +=
          graph
              .method()
              .scaleGradient(operator)
              .map(gradient -> backward(gradient, node.count()))
              .orElse(0.0);
      if (MethodOperators.runsAgain(operator.name())) {
        gradientSeconds += backward(operator, node.count());
      }
      boolean inLayer = node.layer() != OperatorNode.OUTSIDE_LAYERS;
      boolean computedAgain = inLayer && isComputedAgain(operator);
      if (computedAgain) {
        linesAgain.add(line);
      }
      double again = computedAgain ? line.seconds() : 0;
      add(inLayer, new PassSeconds(line.seconds(), gradientSeconds, again));
    }

    /** Of attention in parts, selective recomputation runs all of these. */
    private boolean isComputedAgain(Operator operator) {
      return switch (recomputation) {
        case NONE -> false;
        case FULL -> true;
        case SELECTIVE ->
            operator.name().endsWith(BackwardOperators.DROPOUT)
                || (operator instanceof AttentionOperator attention && !attention.part().fused());
      };
    }

    private void add(boolean inLayer, PassSeconds seconds) {
      if (inLayer) {
        inLayers = inLayers.plus(seconds);
      } else {
        outside = outside.plus(seconds);
      }
    }

    private double backward(Operator operator, long count) {
      OperatorEstimate line = machine.line(operator, count, 0);
      backward.add(line);
      return line.seconds();
    }

    /** A table of zeros is written and the gradients of all tokens are added to its rows. */
    void addEmbeddingGradient(Embedding.Tokens table, NumberFormat format) {
      double stream = graph.streamBytes();
      double width = (double) table.vocabulary() * table.width();
      double bytes = width * format.storageBits() / Byte.SIZE;
      VectorOperator scatter =
          new VectorOperator(
              "embed_tokens_gradient",
              OperatorKind.EMBEDDING,
              VectorOperation.ADD,
              Math.round(stream / format.storageBits() * Byte.SIZE),
              format,
              1,
              stream,
              bytes + stream,
              stream);
      add(false, new PassSeconds(0, backward(scatter, 1), 0));
    }

    TrainingPass pass(int layers) {
      return new TrainingPass(layers, inLayers, outside, forward, backward, linesAgain);
    }
  }
}
