package io.bitwright.simulator.parallel;

import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.training.ActivationMemory;
import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.AttentionPart;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.OperatorKind;
import io.bitwright.simulator.workload.OperatorNode;
import io.bitwright.simulator.workload.PassOptions;
import io.bitwright.simulator.workload.StackPass;
import io.bitwright.simulator.workload.TransformerGraph;
import io.bitwright.simulator.workload.VectorOperation;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.training.TrainingMethod;
import io.bitwright.spec.training.TrainingPrecision;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.transformer.StackRole;
import io.bitwright.spec.workload.AttentionKernel;
import io.bitwright.spec.workload.AttentionSpec;
import io.bitwright.spec.workload.LoraSpec;
import io.bitwright.spec.workload.SidePathSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The forward pass of a micro-batch in training: a prefill that gives logits of every token, with
 * their cross entropy instead of a choice, and with what the training method adds.
 *
 * @param model the share of one chip
 * @param kernel of attention
 * @param sequences of the micro-batch
 * @param streamShare chips that share the tokens of norms and residuals
 * @param first whether the share has the embedding
 */
record TrainingForward(
    ModelConfig model,
    TrainingSpec training,
    AttentionKernel kernel,
    int sequences,
    int streamShare,
    boolean first) {

  /** Operators at their places in an order in which they can run. */
  List<OperatorNode> nodes(Machine machine) {
    TrainingPrecision precision = training.precision();
    ModelFormats formats =
        new ModelFormats(precision.weights(), precision.weights(), precision.activations());
    List<OperatorNode> nodes = new ArrayList<>();
    MethodOperators added = method();
    boolean before = true;
    for (OperatorNode node :
        machine.inOrder(TransformerGraph.ofDistinctLayers(model, List.of(pass()), formats))) {
      boolean outside = node.layer() == OperatorNode.OUTSIDE_LAYERS;
      before &= outside;
      boolean runs = !outside || (before ? first : model.head().isPresent());
      if (runs && node.operator().kind() != OperatorKind.SAMPLING) {
        nodes.addAll(added.around(shared(node)));
        if (training.dropout() && isSoftmax(node.operator())) {
          nodes.add(dropout(node));
        }
      }
    }
    loss().ifPresent(loss -> nodes.add(new OperatorNode(OperatorNode.OUTSIDE_LAYERS, loss, 1)));
    return CompiledVectors.of(nodes, training.dropout());
  }

  private static boolean isSoftmax(Operator operator) {
    return operator instanceof AttentionOperator attention
        && attention.part() == AttentionPart.SOFTMAX;
  }

  /** Shares of values in unfused attention: read, and written with a byte of mask each. */
  private static OperatorNode dropout(OperatorNode softmax) {
    AttentionOperator attention = (AttentionOperator) softmax.operator();
    double scores = attention.queryHeads() * attention.newTokens() * attention.keys();
    double bytes = scores * attention.format().storageBits() / Byte.SIZE;
    VectorOperator dropout =
        new VectorOperator(
            attention.name() + BackwardOperators.DROPOUT,
            OperatorKind.SIDE_PATH,
            VectorOperation.SCALE,
            Math.round(scores),
            attention.format(),
            1,
            bytes,
            bytes + scores,
            0);
    return new OperatorNode(softmax.layer(), dropout, softmax.count());
  }

  /** What the training method adds. */
  MethodOperators method() {
    return new MethodOperators(training.method(), training.precision());
  }

  private StackPass pass() {
    Optional<LoraSpec> lora =
        switch (training.method()) {
          case TrainingMethod.Lora method -> Optional.of(method.adapters());
          case TrainingMethod.Qlora method -> Optional.of(method.adapters());
          default -> Optional.empty();
        };
    int trainedKeys =
        training.method() instanceof TrainingMethod.Prefix prefix ? prefix.tokens() : 0;
    AttentionSpec attention =
        new AttentionSpec(kernel, AttentionSpec.DEFAULT.kvPage(), trainedKeys);
    SidePathSpec sidePaths = new SidePathSpec(lora, SidePathSpec.NONE.outlierShare());
    return new StackPass(
        model.lastStack(),
        "",
        sequences,
        Math.round(ActivationMemory.positions(training)),
        0,
        0,
        0,
        true,
        model.lastStack().role() == StackRole.DECODER,
        new PassOptions(attention, sidePaths));
  }

  /** Bytes of the vectors of all tokens. */
  double streamBytes() {
    double bytes = training.precision().activations().storageBits() / Byte.SIZE;
    return pass().tokens() * (double) model.lastStack().width() * bytes;
  }

  /** Rows of logits. */
  private long rows() {
    return pass().outputRows();
  }

  /**
   * The logarithms of the softmax of all logits, and the mean of those of the next tokens: read
   * once and written once, in the format of activations.
   */
  private Optional<Operator> loss() {
    double bytes = training.precision().activations().storageBits() / Byte.SIZE;
    return model
        .head()
        .map(head -> rows() * head.outputs())
        .map(logits ->
            new VectorOperator(
                "cross_entropy",
                OperatorKind.LOSS,
                VectorOperation.SOFTMAX,
                logits,
                training.precision().activations(),
                1,
                logits * bytes,
                logits * bytes,
                0));
  }

  private OperatorNode shared(OperatorNode node) {
    if (streamShare == 1
        || !(node.operator() instanceof VectorOperator vector)
        || (vector.kind() != OperatorKind.NORM && vector.kind() != OperatorKind.RESIDUAL)) {
      return node;
    }
    VectorOperator share =
        new VectorOperator(
            vector.name(),
            vector.kind(),
            vector.operation(),
            Math.ceilDiv(vector.elements(), streamShare),
            vector.format(),
            vector.inputs(),
            vector.inputBytes() / streamShare,
            vector.outputBytes() / streamShare,
            vector.parameterBytes());
    return new OperatorNode(node.layer(), share, node.count());
  }

  /** Whether a product's weights are trained. */
  boolean trains(Operator operator) {
    return switch (training.method()) {
      case TrainingMethod.Full full -> true;
      case TrainingMethod.StraightThrough latent -> true;
      case TrainingMethod.Lora lora -> TransformerGraph.isSidePath(operator.name());
      case TrainingMethod.Qlora qlora -> TransformerGraph.isSidePath(operator.name());
      case TrainingMethod.Adapters adapters ->
          operator instanceof MatmulOperator && MethodOperators.isAdapter(operator.name());
      case TrainingMethod.Prefix prefix -> false;
      case TrainingMethod.Prompt prompt -> false;
      case TrainingMethod.AlphaTuning alpha -> false;
    };
  }

  /** Whether norms, tables and head are trained. */
  boolean trainsNorms() {
    return trainsAll() || training.method() instanceof TrainingMethod.Adapters;
  }

  /** Whether all parameters are trained. */
  boolean trainsAll() {
    return training.method() instanceof TrainingMethod.Full
        || training.method() instanceof TrainingMethod.StraightThrough;
  }
}
