package io.bitwright.simulator.workload;

import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.Experts;
import io.bitwright.spec.transformer.NormPlacement;
import io.bitwright.spec.transformer.StackRole;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;

/**
 * Builds the operator graph of one forward pass of a transformer.
 *
 * <p>A Llama's layer: norm, projections of queries, keys and values, rotary embedding, attention,
 * output projection, residual; norm, gate and up projections, gated activation, down projection,
 * residual. Other families put the norms behind the residuals, let both parts read the same input,
 * attend to an encoder in between, or have experts. Integer activations add a quantisation before
 * each group of projections. A decoder's logits are computed for the last position of each sequence
 * only: that is all that choosing the next token needs. An edge is a tensor that one operator gives
 * and another takes.
 */
public final class TransformerGraph {
  /** Name of the product that gives the logits. */
  public static final String OUTPUT_HEAD = "lm_head";

  /** Follows a linear layer's name: the product of an adapter that reads its input (A). */
  static final String LORA_DOWN = "_lora_a";

  /** The product of an adapter that gives a result (B). */
  static final String LORA_UP = "_lora_b";

  /** The product of outlier columns. */
  static final String OUTLIERS = "_outliers";

  private static final Set<String> LINEAR_LAYERS =
      Set.of(
          "q_proj",
          "k_proj",
          "v_proj",
          "o_proj",
          "gate_proj",
          "up_proj",
          "down_proj",
          "cross_q_proj",
          "cross_k_proj",
          "cross_v_proj",
          "cross_o_proj",
          "expert_gate_proj",
          "expert_up_proj",
          "expert_down_proj",
          "position_proj",
          "c2p_proj",
          "p2c_proj");

  private TransformerGraph() {}

  /**
   * The graph of a pass; iterating over it gives the operators in an order in which they can run.
   *
   * @throws io.bitwright.spec.SpecException as {@link StackPass#of}
   */
  public static DirectedAcyclicGraph<OperatorNode, DefaultEdge> of(
      ModelConfig model, WorkloadSpec workload, ModelFormats formats) {
    return build(model, StackPass.of(model, workload), formats, TransformerGraph::eachLayer);
  }

  /**
   * The work of a pass of the given stacks with layers that are alike only once: the first of them,
   * whose operators count for all. It costs as little for a hundred layers as for one or two.
   */
  public static DirectedAcyclicGraph<OperatorNode, DefaultEdge> ofDistinctLayers(
      ModelConfig model, List<StackPass> passes, ModelFormats formats) {
    return build(model, passes, formats, TransformerGraph::distinctLayers);
  }

  private static DirectedAcyclicGraph<OperatorNode, DefaultEdge> build(
      ModelConfig model,
      List<StackPass> passes,
      ModelFormats formats,
      Function<TransformerStack, List<LayerRun>> layers) {
    DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph =
        new DirectedAcyclicGraph<>(DefaultEdge.class);
    List<OperatorNode> before = List.of();
    for (StackPass pass : passes) {
      OperatorGraph operators = new OperatorGraph(graph, formats, pass);
      OperatorNode output = stack(operators, layers.apply(pass.stack()), before);
      if (pass.last()) {
        model.head().ifPresent(head -> new OutputBlock(operators).head(head, output));
      }
      before = List.of(output);
    }
    return graph;
  }

  /**
   * Whether a product of this name is a linear layer of attention or feed-forward: {@code q_proj},
   * {@code encoder.q_proj}, or several as one, {@code q_proj+k_proj+v_proj}.
   */
  public static boolean isLinearLayer(String name) {
    String first = name.split("\\+", -1)[0];
    return LINEAR_LAYERS.contains(first.substring(first.lastIndexOf('.') + 1));
  }

  /** Whether an operator of this name stands beside a linear layer. */
  public static boolean isSidePath(String name) {
    return name.contains(LORA_DOWN) || name.contains(LORA_UP) || name.contains(OUTLIERS);
  }

  /**
   * Tokens a sequence that a phase is about: the prompt in prefill, one in decode, what follows the
   * prompt in a generation; of a model of images alone, patches.
   */
  public static long newTokens(ModelConfig model, WorkloadSpec workload) {
    return switch (workload.phase()) {
      case PREFILL ->
          model.lastStack().embedding() instanceof Embedding.Patches patches
              ? patches.tokens()
              : workload.sequence();
      case DECODE -> 1;
      case GENERATE -> workload.generation().orElseThrow().newTokens();
    };
  }

  /** A layer, and how many layers it stands for. */
  private record LayerRun(int layer, long layersAlike) {}

  private static List<LayerRun> eachLayer(TransformerStack stack) {
    return IntStream.range(0, stack.layers()).mapToObj(layer -> new LayerRun(layer, 1)).toList();
  }

  /** What may differ between layers: whether there are experts, and a window. */
  private record LayerKind(boolean hasExperts, boolean hasWindow) {}

  /** The first layer of each kind, in their order. */
  private static List<LayerRun> distinctLayers(TransformerStack stack) {
    Optional<Experts> experts = stack.feedForward().experts();
    Map<LayerKind, LayerRun> runs = new LinkedHashMap<>();
    for (int layer = 0; layer < stack.layers(); layer++) {
      int here = layer;
      boolean hasExperts = experts.filter(e -> e.in(here)).isPresent();
      runs.merge(
          new LayerKind(hasExperts, stack.attention().hasWindow(layer)),
          new LayerRun(layer, 1),
          (first, _) -> new LayerRun(first.layer(), first.layersAlike() + 1));
    }
    return List.copyOf(runs.values());
  }

  private static OperatorNode stack(
      OperatorGraph graph, List<LayerRun> layers, List<OperatorNode> before) {
    TransformerStack stack = graph.stack();
    boolean crosses = stack.crossAttention().isPresent();
    boolean readsImage = stack.role() == StackRole.DECODER && !crosses;
    OperatorNode stream = new EmbeddingBlock(graph).of(readsImage ? before : List.of());
    for (LayerRun run : layers) {
      graph.enter(run.layer(), run.layersAlike());
      stream = layer(graph, stream, before);
    }
    graph.leaveLayers();
    return new OutputBlock(graph).of(stream);
  }

  private static OperatorNode layer(
      OperatorGraph graph, OperatorNode stream, List<OperatorNode> source) {
    return switch (graph.stack().arrangement()) {
      case SEQUENTIAL -> sequential(graph, stream, source);
      case PARALLEL -> {
        OperatorNode first = norm(graph, "input_layernorm", stream);
        OperatorNode second = norm(graph, "post_attention_layernorm", stream);
        yield parallel(graph, stream, first, second);
      }
      case PARALLEL_WITH_ONE_NORM -> {
        OperatorNode normed = norm(graph, "input_layernorm", stream);
        yield parallel(graph, stream, normed, normed);
      }
    };
  }

  private static OperatorNode parallel(
      OperatorGraph graph, OperatorNode stream, OperatorNode first, OperatorNode second) {
    OperatorNode attention = new AttentionBlock(graph).self(first);
    OperatorNode feedForward = new FeedForwardBlock(graph).of(second);
    return graph.residual("residual", stream, attention, feedForward);
  }

  private static OperatorNode sequential(
      OperatorGraph graph, OperatorNode stream, List<OperatorNode> source) {
    boolean before = graph.stack().norms().placement() == NormPlacement.BEFORE;
    AttentionBlock attention = new AttentionBlock(graph);
    OperatorNode input = before ? norm(graph, "input_layernorm", stream) : stream;
    OperatorNode result = graph.residual("attention_residual", stream, attention.self(input));
    result = before ? result : norm(graph, "attention_layernorm", result);
    if (graph.stack().crossAttention().isPresent()) {
      Attention cross = graph.stack().crossAttention().get();
      String name = "cross_attention_layernorm";
      OperatorNode query = before ? norm(graph, name, result) : result;
      result =
          graph.residual("cross_attention_residual", result, attention.cross(query, cross, source));
      result = before ? result : norm(graph, name, result);
    }
    OperatorNode middle = before ? norm(graph, "post_attention_layernorm", result) : result;
    OperatorNode inner = new FeedForwardBlock(graph).of(middle);
    result = graph.residual("feed_forward_residual", result, inner);
    return before ? result : norm(graph, "feed_forward_layernorm", result);
  }

  private static OperatorNode norm(OperatorGraph graph, String name, OperatorNode stream) {
    return graph.norm(name, stream, graph.pass().tokens(), graph.stack().width());
  }
}
