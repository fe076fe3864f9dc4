package io.bitwright.simulator.workload;

import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.workload.AttentionKernel;
import java.util.ArrayList;
import java.util.List;

/**
 * Self-attention and cross-attention of a layer: projections, biases, positions, scores and values,
 * output projection.
 *
 * <p>Cross-attention makes keys and values of the encoder's tokens in the pass that computes them;
 * later passes read them from memory. Keys of distances do not depend on tokens: Transformer-XL's
 * are projected once for each distance, as it first occurs; DeBERTa's table is projected in every
 * pass. They meet the queries of a head in a product of its own.
 */
final class AttentionBlock {
  private final OperatorGraph graph;
  private final StackPass pass;

  AttentionBlock(OperatorGraph graph) {
    this.graph = graph;
    this.pass = graph.pass();
  }

  /** Self-attention of the normed stream. */
  OperatorNode self(OperatorNode normed) {
    Attention attention = pass.stack().attention();
    long width = pass.stack().width();
    long tokens = pass.tokens();
    OperatorNode input = graph.quantised("attention_input_quantise", normed, tokens, width);
    OperatorNode query = graph.linear("q_proj", input, width, attention.queryWidth());
    OperatorNode key = graph.linear("k_proj", input, width, attention.keyValueWidth());
    OperatorNode value = graph.linear("v_proj", input, width, attention.keyValueWidth());
    if (attention.inputBias()) {
      query = graph.bias("q_bias", query, tokens, attention.queryWidth());
      key = graph.bias("k_bias", key, tokens, attention.keyValueWidth());
      value = graph.bias("v_bias", value, tokens, attention.keyValueWidth());
    }
    if (pass.stack().positions() instanceof Positions.Rotary rotary) {
      query = rope("q_rotary", query, attention.heads(), rotary);
      key = rope("k_rotary", key, attention.keyValueHeads(), rotary);
    }
    List<OperatorNode> distances = distanceScores(query, key);
    OperatorNode heads = heads(operator(attention), query, List.of(key), List.of(value), distances);
    return output("", heads, attention);
  }

  /** Cross-attention of the normed stream to an encoder's results. */
  OperatorNode cross(OperatorNode normed, Attention attention, List<OperatorNode> source) {
    long width = pass.stack().width();
    long tokens = pass.tokens();
    long sourceRows = pass.batch() * pass.newSourceTokens();
    OperatorNode input = graph.quantised("cross_attention_input_quantise", normed, tokens, width);
    OperatorNode query = graph.linear("cross_q_proj", input, width, attention.queryWidth());
    if (attention.inputBias()) {
      query = graph.bias("cross_q_bias", query, tokens, attention.queryWidth());
    }
    List<OperatorNode> keys = new ArrayList<>();
    List<OperatorNode> values = new ArrayList<>();
    for (OperatorNode encoded : source) {
      OperatorNode from =
          graph.quantised("cross_attention_source_quantise", encoded, sourceRows, width);
      keys.add(keysOrValues("k", from, sourceRows, attention));
      values.add(keysOrValues("v", from, sourceRows, attention));
    }
    AttentionOperator operator =
        new AttentionOperator(
                pass.crossAttentionName(),
                pass.batch(),
                attention.keyValueHeads(),
                StackPass.queriesPerKeyValueHead(attention),
                attention.headDimension(),
                pass.newTokens(),
                pass.earlierSourceTokens(),
                KeyValueCache.reach(attention),
                graph.formats().stream(),
                false,
                pass.newSourceTokens(),
                true,
                false)
            .with(0, page());
    return output("cross_", heads(operator, query, keys, values, List.of()), attention);
  }

  private int page() {
    return pass.options().attention().kvPage().orElse(0);
  }

  /** Attention in one operator, or in its parts. */
  private OperatorNode heads(
      AttentionOperator whole,
      OperatorNode query,
      List<OperatorNode> keys,
      List<OperatorNode> values,
      List<OperatorNode> distances) {
    if (pass.options().attention().kernel() == AttentionKernel.FUSED) {
      return graph.add(whole, 1, joined(List.of(List.of(query), keys, values, distances)));
    }
    OperatorNode scores =
        graph.add(whole.only(AttentionPart.SCORES), 1, joined(List.of(List.of(query), keys)));
    if (whole.addsToScores()) {
      scores =
          graph.add(whole.only(AttentionPart.BIAS), 1, joined(List.of(List.of(scores), distances)));
    }
    OperatorNode shares = graph.add(whole.only(AttentionPart.SOFTMAX), 1, scores);
    return graph.add(whole.only(AttentionPart.VALUES), 1, joined(List.of(List.of(shares), values)));
  }

  private static OperatorNode[] joined(List<List<OperatorNode>> lists) {
    return lists.stream().flatMap(List::stream).toArray(OperatorNode[]::new);
  }

  private OperatorNode keysOrValues(
      String letter, OperatorNode source, long rows, Attention attention) {
    long width = pass.stack().width();
    OperatorNode made =
        graph.linear(
            "cross_" + letter + "_proj", rows, width, attention.keyValueWidth(), 1, source);
    return attention.inputBias()
        ? graph.bias("cross_" + letter + "_bias", made, rows, attention.keyValueWidth())
        : made;
  }

  private OperatorNode output(String prefix, OperatorNode heads, Attention attention) {
    long tokens = pass.tokens();
    long queryWidth = attention.queryWidth();
    long width = pass.stack().width();
    OperatorNode normed =
        pass.stack().norms().subLayer()
            ? graph.norm(prefix + "attention_sub_norm", heads, tokens, queryWidth)
            : heads;
    OperatorNode input =
        graph.quantised(prefix + "attention_output_quantise", normed, tokens, queryWidth);
    OperatorNode output = graph.linear(prefix + "o_proj", input, queryWidth, width);
    return attention.outputBias() ? graph.bias(prefix + "o_bias", output, tokens, width) : output;
  }

  private OperatorNode rope(String name, OperatorNode input, long heads, Positions.Rotary rotary) {
    return graph.vector(
        name,
        OperatorKind.ROPE,
        VectorOperation.ROPE,
        pass.tokens(),
        heads * rotary.turnedDimension(),
        input);
  }

  private AttentionOperator operator(Attention attention) {
    return new AttentionOperator(
            pass.attentionName(graph.layer()),
            pass.batch(),
            attention.keyValueHeads(),
            StackPass.queriesPerKeyValueHead(attention),
            attention.headDimension(),
            pass.newTokens(),
            pass.context(),
            KeyValueCache.reach(attention, graph.layer()),
            graph.formats().stream(),
            attention.causal(),
            pass.newTokens(),
            pass.caches(),
            pass.stack().positions().addToScores())
        .with(pass.prefixTokens(), page());
  }

  /** Scores of queries (and keys) with distances; none for most kinds of positions. */
  private List<OperatorNode> distanceScores(OperatorNode query, OperatorNode key) {
    return switch (pass.stack().positions()) {
      case Positions.RelativeProjection relative ->
          List.of(distanceScore("position", pass.newTokens(), pass.length(), query));
      case Positions.Disentangled distances -> {
        List<OperatorNode> scores = new ArrayList<>();
        scores.add(distanceScore("c2p", distances.rows(), distances.rows(), query));
        if (distances.terms() > 1) {
          scores.add(distanceScore("p2c", distances.rows(), distances.rows(), key));
        }
        yield scores;
      }
      default -> List.of();
    };
  }

  /** Projects rows for distances, and multiplies each head by the keys of so many. */
  private OperatorNode distanceScore(
      String name, long projectedRows, long distances, OperatorNode queries) {
    Attention attention = pass.stack().attention();
    OperatorNode projected =
        graph.linear(
            name + "_proj",
            projectedRows,
            pass.stack().width(),
            attention.queryWidth(),
            1,
            queries);
    return graph.product(
        name + "_scores",
        pass.tokens(),
        attention.headDimension(),
        distances,
        attention.heads(),
        projected,
        queries);
  }
}
