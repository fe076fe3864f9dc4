package io.bitwright.simulator.parallel;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Experts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a model that generates, or reads a prompt, lies on the chips of a pod: the feed-forward
 * layouts of Pope et al. 2022, arXiv 2211.05102, section 3.2, and what multiplies with them.
 *
 * <ul>
 *   <li>One-dimensional weight-stationary (their section 3.2.1; Shoeybi et al. 2019, arXiv
 *       1909.08053, section 3): {@code columns} chips.
 *   <li>Two-dimensional weight-stationary (3.2.2): {@code columns} x {@code rows}.
 *   <li>Weight-gathered (3.2.3): {@code gathered} chips have sequences of their own and bring the
 *       weights of a layer together before its products; X, XY and XYZ are {@code gathered} of 1, 2
 *       and 3 axes, with {@code columns} on those that are left.
 * </ul>
 *
 * @param columns chips that share heads and feed-forward width
 * @param rows chips that share the width of the residual stream
 * @param gathered chips that share weights, and bring a layer's together when it runs
 * @param experts chips that share the experts of a layer; each has sequences of its own
 * @param replicas groups of chips with sequences of their own and all weights
 * @param stages chips with different layers
 * @param attention what columns and rows share of attention
 */
public record InferenceLayout(
    int columns,
    int rows,
    int gathered,
    int experts,
    int replicas,
    int stages,
    AttentionSharding attention) {
  /** One chip. */
  public static final InferenceLayout ONE_CHIP =
      new InferenceLayout(1, 1, 1, 1, 1, 1, AttentionSharding.HEADS);

  /** Checks that each is at least 1. */
  public InferenceLayout {
    if (columns < 1 || rows < 1 || gathered < 1 || experts < 1 || replicas < 1 || stages < 1) {
      throw new IllegalArgumentException("degrees of a layout are at least 1");
    }
  }

  /** Weights that stay where they are, cut along one side ({@code rows} is 1) or both. */
  public static InferenceLayout stationary(int columns, int rows, AttentionSharding attention) {
    return new InferenceLayout(columns, rows, 1, 1, 1, 1, attention);
  }

  /** Weights that are gathered from so many chips, and cut among {@code columns} of such groups. */
  public static InferenceLayout weightGathered(
      int gathered, int columns, AttentionSharding attention) {
    return new InferenceLayout(columns, 1, gathered, 1, 1, 1, attention);
  }

  /** The same with experts shared among so many chips. */
  public InferenceLayout withExperts(int chips) {
    return new InferenceLayout(columns, rows, gathered, chips, replicas, stages, attention);
  }

  /** The same with so many groups that have sequences of their own. */
  public InferenceLayout withReplicas(int groups) {
    return new InferenceLayout(columns, rows, gathered, experts, groups, stages, attention);
  }

  /** The same in so many stages. */
  public InferenceLayout withStages(int chips) {
    return new InferenceLayout(columns, rows, gathered, experts, replicas, chips, attention);
  }

  /** Chips of all groups. */
  public long chips() {
    return (long) columns * rows * gathered * experts * replicas * stages;
  }

  /** Chips that share the products of one token in a layer. */
  public int tensorChips() {
    return columns * rows;
  }

  /** Chips of each degree. */
  public Map<Degree, Integer> degrees() {
    Map<Degree, Integer> degrees = new EnumMap<>(Degree.class);
    degrees.put(Degree.TENSOR, columns);
    degrees.put(Degree.TENSOR_ROWS, rows);
    degrees.put(Degree.EXPERT, experts);
    degrees.put(Degree.FSDP, gathered);
    degrees.put(Degree.DATA, replicas);
    degrees.put(Degree.PIPELINE, stages);
    return degrees;
  }

  /** What a chip computes of the model. */
  public ModelShare share() {
    return new ModelShare(columns, rows, experts, stages);
  }

  /** Sequences of the chips that share the products of a token, where they divide unevenly most. */
  public int sequences(int batch) {
    return (int) Math.ceilDiv(batch, (long) gathered * experts * replicas);
  }

  /** Groups of sequences that are in the stages at one time: one a stage, as far as there are. */
  public int microBatches(int batch) {
    return Math.min(stages, sequences(batch));
  }

  /** Chips among which sequences are divided in attention, as many as have some; 1 over heads. */
  public int attentionBatchShards(int sequences) {
    if (attention == AttentionSharding.HEADS) {
      return 1;
    }
    if (sequences >= tensorChips()) {
      return tensorChips();
    }
    return sequences >= columns ? columns : 1;
  }

  /**
   * Refuses a model or batch that the layout does not suit.
   *
   * @throws SpecException if there are more chips than sequences, heads, layers or experts to share
   */
  public void requireFit(ModelConfig model, int batch) {
    if (model.network().isPresent()) {
      throw new SpecException(model.name() + " is a convolutional network; allowed: transformers");
    }
    long groups = (long) gathered * experts * replicas;
    require(groups <= batch, groups + " groups of chips with sequences of their own", batch, "");
    require(stages <= model.layers(), stages + " stages", model.layers(), "layers");
    int expertsOfModel = model.lastStack().feedForward().experts().map(Experts::count).orElse(1);
    require(experts <= expertsOfModel, experts + " chips", expertsOfModel, "experts of a layer");
    int heads = model.lastStack().attention().heads();
    int width = model.lastStack().feedForward().width();
    require(columns <= width, columns + " columns", width, "of the feed-forward width");
    if (attention == AttentionSharding.HEADS && rows == 1 && columns > 1) {
      int most = 2 * heads;
      require(columns < most, columns + " columns of attention over heads", heads, "heads");
    }
    if (attention == AttentionSharding.BATCH) {
      boolean some = tensorChips() == 1 || attentionBatchShards(sequences(batch)) > 1;
      require(some, columns + " columns of attention over sequences", sequences(batch), "");
    }
  }

  private void require(boolean fits, String wanted, int there, String what) {
    if (!fits) {
      String ofWhat = what.isEmpty() ? "sequences" : what;
      throw new SpecException(
          "layout " + label() + " has " + wanted + ", but there are " + there + " " + ofWhat);
    }
  }

  /** The name in results: {@code WS 2D 16x4 / batch}, {@code WG 64 / batch, pipeline 2}. */
  public String label() {
    List<String> parts = new ArrayList<>();
    parts.add(tensorLabel());
    add(parts, "experts", experts);
    add(parts, "pipeline", stages);
    add(parts, "replicas", replicas);
    return String.join(", ", parts);
  }

  private String tensorLabel() {
    if (gathered > 1) {
      String columnsToo = columns > 1 ? " x " + columns : "";
      return "WG " + gathered + columnsToo + " / " + attention.label();
    }
    if (rows > 1) {
      return "WS 2D " + columns + "x" + rows + " / " + attention.label();
    }
    return columns > 1 ? "WS 1D " + columns + " / " + attention.label() : "whole model";
  }

  private static void add(List<String> parts, String name, int chips) {
    if (chips > 1) {
      parts.add(name + " " + chips);
    }
  }
}
