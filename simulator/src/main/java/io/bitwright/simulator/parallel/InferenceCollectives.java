package io.bitwright.simulator.parallel;

import io.bitwright.simulator.parallel.LayerCollective.Beside;
import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.PassSchedule;
import io.bitwright.simulator.workload.StackPass;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Experts;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.NormKind;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.ArrayList;
import java.util.List;

/**
 * The collectives of a forward pass of one stack in a layout, with T tokens of b bytes a value,
 * width E of the residual stream, F of the feed-forward layer (with g expansions), c columns and r
 * rows.
 *
 * <p><b>One-dimensional</b> (Shoeybi et al. 2019, arXiv 1909.08053, section 3): an all-reduce of T
 * E b behind each block; layers whose blocks run in parallel have one in all.
 *
 * <p><b>Two-dimensional</b> (Pope et al. 2022, arXiv 2211.05102, section 3.2.2 and appendix A.2.1;
 * their published program two_d_parallel_xmap.py): for each block an all-gather over columns of T E
 * b / (r c) and an all-reduce over rows of the norm's sums; a reduce-scatter over rows of T g F b /
 * c behind the first products, an all-gather over rows of T F b / (r c) before the last one, a
 * reduce-scatter over columns of T E b / r behind it. Attention's query width takes the place of g
 * F and F; in parallel blocks both go together. Beside products run what rows do, and what columns
 * do goes along one axis of the pod after another, as in that program.
 *
 * <p><b>Weight-gathered</b> (section 3.2.3): an all-gather of each layer's weights.
 *
 * <p><b>Attention over sequences</b> (section 3.3): an all-to-all of the queries before, and of the
 * results behind. Keys and values go with the queries where columns have heads of them of their
 * own; else each column makes those of its sequences.
 *
 * <p><b>Experts</b> (Fedus et al. 2021, arXiv 2101.03961, section 2.3): an all-to-all of T k
 * vectors before, and one behind. <b>Stages</b>: the stream is sent on.
 */
final class InferenceCollectives {
  private static final int SUM_BYTES = 4;

  /** A logit and its place. */
  private static final int CANDIDATE_BYTES = 8;

  private static final List<Degree> COLUMNS = List.of(Degree.TENSOR);
  private static final List<Degree> ROWS = List.of(Degree.TENSOR_ROWS);
  private static final List<Degree> BOTH = List.of(Degree.TENSOR, Degree.TENSOR_ROWS);

  private final InferenceLayout layout;
  private final ModelConfig model;
  private final TransformerStack stack;
  private final StackPass pass;
  private final double streamBytes;
  private final double weightBytes;
  private final List<LayerCollective> found = new ArrayList<>();

  private InferenceCollectives(
      InferenceLayout layout, ModelConfig model, StackPass pass, ModelFormats formats) {
    this.layout = layout;
    this.model = model;
    this.stack = stackOf(model, pass.prefix());
    this.pass = pass;
    this.streamBytes = formats.streamBytes();
    this.weightBytes = formats.weightBytes();
  }

  /**
   * The collectives of a pass; none for a draft.
   *
   * @param model the whole model
   * @param pass of a chip's share of it
   */
  static List<LayerCollective> of(
      InferenceLayout layout, ModelConfig model, StackPass pass, ModelFormats formats) {
    if (pass.prefix().startsWith(PassSchedule.DRAFT)) {
      return List.of();
    }
    InferenceCollectives collectives = new InferenceCollectives(layout, model, pass, formats);
    collectives.addAll();
    return List.copyOf(collectives.found);
  }

  /** The stack of an operator, by what stands before its name. */
  static TransformerStack stackOf(ModelConfig model, String name) {
    for (TransformerStack stack : model.stacks().subList(0, model.stacks().size() - 1)) {
      if (name.startsWith(stack.role().prefix())) {
        return stack;
      }
    }
    return model.lastStack();
  }

  private void addAll() {
    if (layout.gathered() > 1) {
      addWeights();
    }
    if (layout.tensorChips() > 1) {
      addEnds();
      addBlocks();
      addAttention();
    }
    addExperts();
    if (layout.stages() > 1) {
      double shares = layout.rows() == 1 ? 1 : layout.tensorChips();
      double bytes = stream() / shares;
      add("stage", List.of(Degree.PIPELINE), Collective.SEND_RECEIVE, bytes, 1, Beside.NONE);
    }
  }

  private void add(
      String name,
      List<Degree> over,
      Collective collective,
      double bytes,
      long count,
      Beside beside) {
    if (count > 0) {
      boolean axisByAxis = over.equals(COLUMNS) && collective != Collective.ALL_TO_ALL;
      found.add(new LayerCollective(name, over, collective, bytes, count, beside, axisByAxis));
    }
  }

  /** Bytes of all tokens' vectors of the residual stream. */
  private double stream() {
    return pass.tokens() * stack.width() * streamBytes;
  }

  private long layers() {
    return pass.stack().layers();
  }

  /** The weights of a layer, on average, and the tokens whose table's rows other chips have. */
  private void addWeights() {
    List<Degree> over = List.of(Degree.FSDP);
    double weights = (double) pass.stack().linearWeights() / layers() / layout.gathered();
    double bytes = weights * weightBytes;
    add("weights", over, Collective.ALL_GATHER, bytes, layers(), Beside.ALL);
    add("embedding", over, Collective.ALL_TO_ALL, stream(), 1, Beside.NONE);
  }

  /** Tables and output head are cut by vocabulary. */
  private void addEnds() {
    if (layout.rows() == 1) {
      add("embedding", COLUMNS, Collective.ALL_REDUCE, stream(), 1, Beside.NONE);
    } else {
      double sums = stream() / layout.rows();
      add("embedding", COLUMNS, Collective.REDUCE_SCATTER, sums, 1, Beside.NONE);
    }
    boolean head = pass.last() && model.head().isPresent() && layout.stages() == 1;
    if (!head) {
      return;
    }
    double rows = pass.outputRows();
    if (layout.rows() > 1) {
      double input = rows * stack.width() * streamBytes / layout.tensorChips();
      add("head input", COLUMNS, Collective.ALL_GATHER, input, 1, Beside.NONE);
      double logits = rows * model.headOutputs() * streamBytes / layout.columns();
      add("logits", ROWS, Collective.REDUCE_SCATTER, logits, 1, Beside.NONE);
    }
    if (pass.caches()) {
      double bytes = rows * CANDIDATE_BYTES;
      add("next tokens", COLUMNS, Collective.ALL_GATHER, bytes, 1, Beside.NONE);
    }
  }

  private void addBlocks() {
    double queries = stack.attention().queryWidth();
    FeedForward feedForward = stack.feedForward();
    long sparse = feedForward.experts().map(e -> (long) e.layersOf((int) layers())).orElse(0L);
    int perToken = feedForward.experts().map(Experts::perToken).orElse(1);
    double inner = feedForward.width();
    double expanded = inner * feedForward.expansions();
    if (stack.arrangement() == Arrangement.SEQUENTIAL) {
      long attentions = layers() * (stack.crossAttention().isPresent() ? 2 : 1);
      addBlock("attention ", queries, queries, attentions);
      addBlock("feed-forward ", expanded, inner, layers() - sparse);
      addBlock("expert ", expanded * perToken, inner * perToken, sparse);
    } else {
      addBlock("", queries + expanded, queries + inner, layers() - sparse);
      addBlock("expert ", queries + expanded * perToken, queries + inner * perToken, sparse);
    }
  }

  /**
   * One block of so many layers.
   *
   * @param expanded values of a token that its first products give
   * @param inner values of a token that its last product takes
   */
  private void addBlock(String block, double expanded, double inner, long count) {
    if (layout.rows() == 1) {
      add(block + "output", COLUMNS, Collective.ALL_REDUCE, stream(), count, Beside.ALL);
      return;
    }
    double part = stream() / layout.tensorChips();
    add(block + "input", COLUMNS, Collective.ALL_GATHER, part, count, Beside.NONE);
    double sumsPerToken = stack.norms().kind() == NormKind.RMS ? 1 : 2;
    double norm = pass.tokens() * sumsPerToken * SUM_BYTES;
    add(block + "norm", ROWS, Collective.ALL_REDUCE, norm, count, Beside.NONE);
    double tokenBytes = pass.tokens() * streamBytes;
    double sums = tokenBytes * expanded / layout.columns();
    add(block + "inner sums", ROWS, Collective.REDUCE_SCATTER, sums, count, Beside.INPUT);
    double values = tokenBytes * inner / layout.tensorChips();
    add(block + "inner values", ROWS, Collective.ALL_GATHER, values, count, Beside.OUTPUT);
    double output = stream() / layout.rows();
    add(block + "output sums", COLUMNS, Collective.REDUCE_SCATTER, output, count, Beside.NONE);
  }

  private void addAttention() {
    addAttention("", stack.attention(), pass.tokens());
    long sources = pass.batch() * pass.newSourceTokens();
    stack.crossAttention().ifPresent(cross -> addAttention("cross-", cross, sources));
  }

  /**
   * Attention of all layers.
   *
   * @param keyTokens tokens whose keys and values are made
   */
  private void addAttention(String name, Attention attention, long keyTokens) {
    int shards = layout.attentionBatchShards((int) pass.batch());
    boolean ownHeads = attention.keyValueHeads() >= layout.columns();
    double tokenBytes = pass.tokens() * streamBytes;
    double keysAndValues = 2.0 * attention.keyValueWidth() * keyTokens * streamBytes;
    if (layout.rows() > 1 && keyTokens > 0) {
      boolean sliced = shards > 1 && !ownHeads;
      double held = ownHeads || sliced ? keysAndValues / layout.columns() : keysAndValues;
      boolean divided = shards == layout.tensorChips() || ownHeads;
      add(
          name + "keys and values",
          ROWS,
          divided ? Collective.REDUCE_SCATTER : Collective.ALL_REDUCE,
          held,
          layers(),
          Beside.NONE);
    }
    if (shards > 1) {
      List<Degree> over = shards == layout.columns() && layout.rows() > 1 ? COLUMNS : BOTH;
      double results = attention.queryWidth() * tokenBytes / layout.tensorChips();
      double queries = results + (ownHeads ? keysAndValues / layout.tensorChips() : 0);
      add(name + "queries", over, Collective.ALL_TO_ALL, queries, layers(), Beside.NONE);
      add(name + "results", over, Collective.ALL_TO_ALL, results, layers(), Beside.NONE);
    }
  }

  private void addExperts() {
    if (layout.experts() == 1 || stack.feedForward().experts().isEmpty()) {
      return;
    }
    Experts experts = stack.feedForward().experts().get();
    List<Degree> over = List.of(Degree.EXPERT);
    double bytes = stream() * experts.perToken() / layout.rows();
    long layers = experts.layersOf((int) layers());
    add("tokens to experts", over, Collective.ALL_TO_ALL, bytes, layers, Beside.NONE);
    add("experts' results", over, Collective.ALL_TO_ALL, bytes, layers, Beside.NONE);
  }
}
