package io.bitwright.simulator.workload;

import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.HiddenActivation;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;

/**
 * Builds the operator graph of one forward pass of a Llama, Mistral or BitNet decoder.
 *
 * <p>Per layer: norm, projections of queries, keys and values, rotary embedding, attention, output
 * projection, residual; norm, gate and up projections, gated activation, down projection, residual.
 * BitNet adds a norm before the output and the down projection. Integer activations add a
 * quantisation before each group of projections. Logits are computed for the last position of each
 * sequence only: that is all that choosing the next token needs. An edge is a tensor that one
 * operator gives and another takes.
 */
public final class DecoderGraph {
  private final ModelConfig model;
  private final WorkloadSpec workload;
  private final ModelFormats formats;
  private final long newTokens;
  private final long tokens;
  private final DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph =
      new DirectedAcyclicGraph<>(DefaultEdge.class);
  private int layer = OperatorNode.OUTSIDE_LAYERS;

  private DecoderGraph(ModelConfig model, WorkloadSpec workload, ModelFormats formats) {
    this.model = model;
    this.workload = workload;
    this.formats = formats;
    this.newTokens = newTokens(workload);
    this.tokens = workload.batch() * newTokens;
  }

  /**
   * The graph of a pass; iterating over it gives the operators in an order in which they can run.
   */
  public static DirectedAcyclicGraph<OperatorNode, DefaultEdge> of(
      ModelConfig model, WorkloadSpec workload, ModelFormats formats) {
    return new DecoderGraph(model, workload, formats).build();
  }

  /** Tokens a sequence that one pass computes: the prompt in prefill, one in decode. */
  public static long newTokens(WorkloadSpec workload) {
    return workload.phase() == Phase.DECODE ? 1 : workload.sequence();
  }

  private DirectedAcyclicGraph<OperatorNode, DefaultEdge> build() {
    OperatorNode stream = embedding();
    for (layer = 0; layer < model.layers(); layer++) {
      stream = feedForward(attention(stream));
    }
    layer = OperatorNode.OUTSIDE_LAYERS;
    OperatorNode norm = norm("norm", stream, workload.batch(), model.hiddenSize());
    OperatorNode head =
        add(
            new MatmulOperator(
                "lm_head",
                new MatmulShape(workload.batch(), model.hiddenSize(), model.vocabularySize()),
                formats.stream(),
                formats.stream(),
                formats.stream()),
            norm);
    sampling(head);
    return graph;
  }

  private OperatorNode embedding() {
    long elements = tokens * model.hiddenSize();
    double bytes = elements * formats.streamBytes();
    return add(
        new VectorOperator(
            "embed_tokens",
            OperatorKind.EMBEDDING,
            VectorOperation.GATHER,
            elements,
            formats.stream(),
            0,
            0,
            bytes,
            bytes));
  }

  private OperatorNode attention(OperatorNode stream) {
    OperatorNode norm = norm("input_layernorm", stream, tokens, model.hiddenSize());
    OperatorNode input = quantised("attention_input_quantise", norm, model.hiddenSize());
    OperatorNode query = linear("q_proj", input, model.hiddenSize(), model.queryWidth());
    OperatorNode key = linear("k_proj", input, model.hiddenSize(), model.keyValueWidth());
    OperatorNode value = linear("v_proj", input, model.hiddenSize(), model.keyValueWidth());
    if (model.attentionBias()) {
      query = bias("q_bias", query, model.queryWidth());
      key = bias("k_bias", key, model.keyValueWidth());
      value = bias("v_bias", value, model.keyValueWidth());
    }
    query = rope("q_rotary", query, model.queryWidth());
    key = rope("k_rotary", key, model.keyValueWidth());
    OperatorNode heads = add(attentionOperator(), query, key, value);
    if (model.hasSubLayerNorms()) {
      heads = norm("attention_sub_norm", heads, tokens, model.queryWidth());
    }
    OperatorNode output =
        linear(
            "o_proj",
            quantised("attention_output_quantise", heads, model.queryWidth()),
            model.queryWidth(),
            model.hiddenSize());
    return residual("attention_residual", stream, output);
  }

  private AttentionOperator attentionOperator() {
    return new AttentionOperator(
        "attention",
        workload.batch(),
        model.keyValueHeads(),
        model.attentionHeads() / model.keyValueHeads(),
        model.headDimension(),
        newTokens,
        workload.context(),
        KeyValueCache.reach(model),
        formats.stream());
  }

  private OperatorNode feedForward(OperatorNode stream) {
    int width = model.intermediateSize();
    OperatorNode norm = norm("post_attention_layernorm", stream, tokens, model.hiddenSize());
    OperatorNode input = quantised("feed_forward_input_quantise", norm, model.hiddenSize());
    OperatorNode gate = linear("gate_proj", input, model.hiddenSize(), width);
    OperatorNode up = linear("up_proj", input, model.hiddenSize(), width);
    VectorOperation operation =
        model.activation() == HiddenActivation.RELU2
            ? VectorOperation.RELU2_GATE
            : VectorOperation.SILU_GATE;
    OperatorNode active =
        vector("gate_activation", OperatorKind.ACTIVATION, operation, width, gate, up);
    if (model.hasSubLayerNorms()) {
      active = norm("ffn_sub_norm", active, tokens, width);
    }
    OperatorNode down =
        linear(
            "down_proj",
            quantised("feed_forward_output_quantise", active, width),
            width,
            model.hiddenSize());
    return residual("feed_forward_residual", stream, down);
  }

  private OperatorNode linear(String name, OperatorNode input, int inputs, int outputs) {
    return add(
        new MatmulOperator(
            name,
            new MatmulShape(tokens, inputs, outputs),
            formats.weights(),
            formats.activations(),
            formats.stream()),
        input);
  }

  private OperatorNode norm(String name, OperatorNode input, long rows, int width) {
    double bytes = rows * width * formats.streamBytes();
    return add(
        new VectorOperator(
            name,
            OperatorKind.NORM,
            VectorOperation.RMS_NORM,
            rows * width,
            formats.stream(),
            1,
            bytes,
            bytes,
            width * formats.streamBytes()),
        input);
  }

  /** The input itself where activations are not integers. */
  private OperatorNode quantised(String name, OperatorNode input, int width) {
    if (!formats.quantisesActivations()) {
      return input;
    }
    NumberFormat activations = formats.activations();
    return add(
        new VectorOperator(
            name,
            OperatorKind.QUANTISE,
            VectorOperation.QUANTISE,
            tokens * width,
            formats.stream(),
            1,
            tokens * width * formats.streamBytes(),
            tokens * width * activations.storageBits() / Byte.SIZE,
            0),
        input);
  }

  private OperatorNode bias(String name, OperatorNode input, int width) {
    double bytes = tokens * width * formats.streamBytes();
    return add(
        new VectorOperator(
            name,
            OperatorKind.BIAS,
            VectorOperation.ADD,
            tokens * width,
            formats.stream(),
            1,
            bytes,
            bytes,
            width * formats.streamBytes()),
        input);
  }

  private OperatorNode rope(String name, OperatorNode input, int width) {
    return vector(name, OperatorKind.ROPE, VectorOperation.ROPE, width, input);
  }

  private OperatorNode residual(String name, OperatorNode stream, OperatorNode branch) {
    return vector(
        name, OperatorKind.RESIDUAL, VectorOperation.ADD, model.hiddenSize(), stream, branch);
  }

  private OperatorNode vector(
      String name,
      OperatorKind kind,
      VectorOperation operation,
      int width,
      OperatorNode... inputs) {
    double bytes = tokens * width * formats.streamBytes();
    return add(
        new VectorOperator(
            name,
            kind,
            operation,
            tokens * width,
            formats.stream(),
            inputs.length,
            bytes,
            bytes,
            0),
        inputs);
  }

  private void sampling(OperatorNode head) {
    long logits = (long) workload.batch() * model.vocabularySize();
    add(
        new VectorOperator(
            "sampling",
            OperatorKind.SAMPLING,
            VectorOperation.ARGMAX,
            logits,
            formats.stream(),
            1,
            logits * formats.streamBytes(),
            workload.batch() * (double) Integer.BYTES,
            0),
        head);
  }

  private OperatorNode add(Operator operator, OperatorNode... inputs) {
    OperatorNode node = new OperatorNode(layer, operator);
    graph.addVertex(node);
    for (OperatorNode input : inputs) {
      graph.addEdge(input, node);
    }
    return node;
  }
}
