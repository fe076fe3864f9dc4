package io.bitwright.simulator.convention;

import static io.bitwright.simulator.actions.Arithmetic.Operation.ADD;
import static io.bitwright.simulator.actions.Arithmetic.Operation.MULTIPLY;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.Arithmetic;
import io.bitwright.simulator.energy.EnergyAccounting;
import io.bitwright.simulator.energy.EnergyJoules;
import io.bitwright.simulator.estimate.OperatorEstimate;
import io.bitwright.simulator.workload.AttentionPart;
import io.bitwright.simulator.workload.OperatorKind;
import io.bitwright.simulator.workload.PassSeries;
import io.bitwright.simulator.workload.StackPass;
import io.bitwright.simulator.workload.TransformerGraph;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;

/**
 * The arithmetic-only convention of the BitNet papers: one forward pass of N tokens, batch 1, with
 * nothing counted but the additions and multiplications of matmuls.
 *
 * <ul>
 *   <li>Linear layers: one multiply-accumulate for each weight and token.
 *   <li>Attention: {@code 2 N^2} multiply-accumulates for each layer and unit of query width (QK^T
 *       and PV), the full square without causal halving.
 *   <li>What runs beside a linear layer (adapters, outliers) is counted as it runs.
 *   <li>Embedding, output head, softmax and norms are not counted, and the first addition of a sum
 *       is: n - 1 is taken as n.
 *   <li>Floating-point weights: a multiply-accumulate is an addition and a multiplication in the
 *       format of the weights.
 *   <li>Binary and ternary weights: a multiply-accumulate of a linear layer is one int8 addition;
 *       attention stays fp16; each linear layer of n inputs and p outputs scales them with n + p
 *       fp16 multiplications a token.
 * </ul>
 *
 * <p>Sources: BitNet (arXiv 2310.11453), equations 16 to 18 and Table 1; BitNet b1.58 2B4T (arXiv
 * 2504.12285), Table 1. The papers do not spell the convention out; it is the one rule that gives
 * the numbers of both tables.
 */
public final class ArithmeticConvention {
  private ArithmeticConvention() {}

  /**
   * The additions and multiplications of one forward pass.
   *
   * @param inputTokens tokens of the pass (N), at least 1
   * @param weights format of the linear layers' weights: a floating-point format, binary or ternary
   * @throws SpecException if the papers say nothing about the format
   */
  public static ActionCounts actions(DecoderShape shape, int inputTokens, NumberFormat weights) {
    if (inputTokens < 1) {
      throw new IllegalArgumentException("a pass has at least 1 token, got " + inputTokens);
    }
    return linear(shape.linearWeights() * inputTokens, scalings(shape) * inputTokens, weights)
        .plus(attention(attentionMultiplyAccumulates(shape, inputTokens), weights));
  }

  /**
   * The additions and multiplications of one line of an estimate of passes; those of all lines are
   * the model's. A batch counts as so many passes, and a token attends to its context as well.
   *
   * @throws SpecException if the papers say nothing about the format
   */
  public static ActionCounts actions(
      OperatorEstimate line, PassSeries passes, NumberFormat weights) {
    if (line.kind() == OperatorKind.MATMUL && TransformerGraph.isLinearLayer(line.name())) {
      double rows = (double) line.m() * line.count();
      return linear(rows, line.k(), line.n(), weights);
    }
    if (TransformerGraph.isSidePath(line.name())) {
      return ActionCounts.ofArithmetic(line.actions().arithmetic());
    }
    if (line.kind() == OperatorKind.ATTENTION) {
      return attention(
          (double) line.count() / passes.passes() * scoreWidths(line, passes), weights);
    }
    return ActionCounts.NONE;
  }

  /**
   * Pairs of a query and a key, of all sequences of one layer and of all passes, times the width of
   * the queries and the products that the operator makes of each.
   */
  private static double scoreWidths(OperatorEstimate line, PassSeries passes) {
    double sum = 0;
    for (StackPass pass : passes.first()) {
      double tokens = (double) pass.tokens();
      int self = products(line.name(), pass.attentionName());
      int windowed = products(line.name(), pass.windowedAttentionName());
      double keys = passes.lengths(pass) + (double) pass.prefixTokens() * passes.passes();
      sum += (self + windowed) * tokens * keys * pass.stack().attention().queryWidth();
      int width = pass.stack().crossAttention().map(Attention::queryWidth).orElse(0);
      sum +=
          products(line.name(), pass.crossAttentionName())
              * tokens
              * pass.sourceTokens()
              * passes.passes()
              * width;
    }
    return sum;
  }

  /** Products of scores by a head's width in an operator: 2 of attention, 1 or 0 of its parts. */
  private static int products(String name, String attention) {
    for (AttentionPart part : AttentionPart.values()) {
      if (name.equals(part.of(attention))) {
        return part.productsPerScore();
      }
    }
    return 0;
  }

  /**
   * The additions and multiplications of one linear layer on the rows of its input.
   *
   * @param shape M tokens, K inputs, N outputs
   * @throws SpecException if the papers say nothing about the format
   */
  public static ActionCounts linearLayer(MatmulShape shape, NumberFormat weights) {
    return linear((double) shape.m(), shape.k(), shape.n(), weights);
  }

  private static ActionCounts linear(double rows, long inputs, long outputs, NumberFormat weights) {
    return linear(rows * inputs * outputs, rows * (inputs + outputs), weights);
  }

  private static ActionCounts linear(
      double multiplyAccumulates, double scalings, NumberFormat weights) {
    return switch (weights) {
      case BINARY, TERNARY ->
          counts(
              new Arithmetic(ADD, NumberFormat.INT8, multiplyAccumulates),
              new Arithmetic(MULTIPLY, NumberFormat.FP16, scalings));
      case FP8, BF16, FP16, FP32 ->
          counts(
              new Arithmetic(ADD, weights, multiplyAccumulates),
              new Arithmetic(MULTIPLY, weights, multiplyAccumulates));
      default ->
          throw new SpecException(
              "the arithmetic-only convention does not cover "
                  + weights
                  + " weights; allowed: binary, ternary, fp8, bf16, fp16, fp32");
    };
  }

  private static ActionCounts attention(double multiplyAccumulates, NumberFormat weights) {
    NumberFormat format = weights.kind() == NumberFormat.Kind.INTEGER ? NumberFormat.FP16 : weights;
    return counts(
        new Arithmetic(ADD, format, multiplyAccumulates),
        new Arithmetic(MULTIPLY, format, multiplyAccumulates));
  }

  /**
   * The energy of one forward pass; only {@code multiply} and {@code add} are above 0.
   *
   * @param nodeNm process node of the energy tables, in nanometres, at least 1
   * @throws SpecException if the papers say nothing about the format
   */
  public static EnergyJoules joules(
      DecoderShape shape, int inputTokens, NumberFormat weights, int nodeNm) {
    return EnergyAccounting.arithmetic(actions(shape, inputTokens, weights), nodeNm);
  }

  private static double attentionMultiplyAccumulates(DecoderShape shape, int inputTokens) {
    return 2.0 * shape.layers() * inputTokens * inputTokens * shape.queryWidth();
  }

  /** Multiplications of one token that scale inputs and outputs of all linear layers (eq. 18). */
  private static double scalings(DecoderShape shape) {
    double hidden = shape.hidden();
    double attention = 2 * (hidden + shape.queryWidth()) + 2 * (hidden + shape.keyValueWidth());
    double feedForward = (shape.expansions() + 1.0) * (hidden + shape.feedForwardWidth());
    return shape.layers() * (attention + feedForward);
  }

  private static ActionCounts counts(Arithmetic... arithmetic) {
    return ActionCounts.ofArithmetic(List.of(arithmetic));
  }
}
