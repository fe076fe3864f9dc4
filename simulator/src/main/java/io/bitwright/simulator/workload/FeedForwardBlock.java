package io.bitwright.simulator.workload;

import io.bitwright.spec.transformer.Experts;
import io.bitwright.spec.transformer.FeedForward;
import java.util.Optional;

/**
 * The feed-forward part of a layer, or its mixture of experts.
 *
 * <p>A router sends each token to k of E experts. Under uniform routing of T tokens the expected
 * number of experts that get any is {@code E (1 - (1 - k/E)^T)}; this many, rounded, run, each on
 * an equal share of the T k rows, rounded up, and the weights of no other are read. Tokens beyond
 * an expert's capacity pass it by. Rows are picked from where the tokens lie, without a copy.
 */
final class FeedForwardBlock {
  private final OperatorGraph graph;
  private final StackPass pass;
  private final FeedForward feedForward;

  FeedForwardBlock(OperatorGraph graph) {
    this.graph = graph;
    this.pass = graph.pass();
    this.feedForward = pass.stack().feedForward();
  }

  /** Feed-forward of the normed stream. */
  OperatorNode of(OperatorNode normed) {
    Optional<Experts> experts = feedForward.experts().filter(e -> e.in(graph.layer()));
    long width = pass.stack().width();
    OperatorNode input =
        graph.quantised("feed_forward_input_quantise", normed, pass.tokens(), width);
    return experts.isPresent()
        ? mixture(normed, input, experts.get())
        : layers("", pass.tokens(), 1, input);
  }

  private OperatorNode mixture(OperatorNode normed, OperatorNode input, Experts experts) {
    long tokens = pass.tokens();
    long width = pass.stack().width();
    OperatorNode logits = graph.product("router", tokens, width, experts.count(), 1, normed);
    OperatorNode choice =
        graph.vector(
            "router_top_k",
            OperatorKind.ROUTING,
            VectorOperation.TOP_EXPERTS,
            tokens,
            experts.count(),
            logits);
    long gathered = tokens * experts.chips();
    long reached = reachedExperts(experts, gathered);
    long rows = rowsPerExpert(experts, gathered, reached);
    long runs = Math.ceilDiv(reached, experts.chips());
    OperatorNode results = layers("expert_", rows, runs, input, choice);
    return graph.vector(
        "expert_combine",
        OperatorKind.ROUTING,
        VectorOperation.COMBINE,
        rows * runs,
        width,
        results);
  }

  /** Experts that get a token: E (1 - (1 - k/E)^T), rounded, and at least k. */
  static long reachedExperts(Experts experts, long tokens) {
    double missed = Math.pow(1 - (double) experts.perToken() / experts.count(), (double) tokens);
    return Math.max(experts.perToken(), Math.round(experts.count() * (1 - missed)));
  }

  private long rowsPerExpert(Experts experts, long tokens, long reached) {
    long share = Math.ceilDiv(tokens * experts.perToken(), reached);
    return experts.capacity().isPresent()
        ? Math.min(share, experts.capacity().getAsInt() * pass.batch() * experts.chips())
        : share;
  }

  /** The layers of so many feed-forward parts on so many rows each. */
  private OperatorNode layers(String prefix, long rows, long count, OperatorNode... from) {
    long width = pass.stack().width();
    int inner = feedForward.width();
    long allRows = rows * count;
    VectorOperation operation = VectorOperation.of(feedForward.activation(), feedForward.gated());
    OperatorNode active;
    if (feedForward.gated()) {
      OperatorNode gate = expansion(prefix + "gate", rows, count, from);
      OperatorNode up = expansion(prefix + "up", rows, count, from);
      active =
          graph.vector(
              prefix + "gate_activation",
              OperatorKind.ACTIVATION,
              operation,
              allRows,
              inner,
              gate,
              up);
    } else {
      OperatorNode up = expansion(prefix + "up", rows, count, from);
      active =
          graph.vector(
              prefix + "activation", OperatorKind.ACTIVATION, operation, allRows, inner, up);
    }
    if (pass.stack().norms().subLayer()) {
      active = graph.norm(prefix + "ffn_sub_norm", active, allRows, inner);
    }
    OperatorNode last =
        graph.quantised(prefix + "feed_forward_output_quantise", active, allRows, inner);
    OperatorNode down = graph.linear(prefix + "down_proj", rows, inner, width, count, last);
    return feedForward.bias() ? graph.bias(prefix + "down_bias", down, allRows, width) : down;
  }

  private OperatorNode expansion(String name, long rows, long count, OperatorNode... from) {
    int inner = feedForward.width();
    OperatorNode product =
        graph.linear(name + "_proj", rows, pass.stack().width(), inner, count, from);
    return feedForward.bias() ? graph.bias(name + "_bias", product, rows * count, inner) : product;
  }
}
