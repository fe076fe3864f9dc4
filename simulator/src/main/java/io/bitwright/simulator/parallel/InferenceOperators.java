package io.bitwright.simulator.parallel;

import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.ConvolutionOperator;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.PassSchedule;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.MatmulShape;
import java.util.function.UnaryOperator;

/**
 * What a chip of a layout does instead of the operators of its {@link ModelShare}: attention of its
 * heads or of its sequences, and its part of the work on tensors that rows share too. A draft of
 * speculative decoding runs whole on every chip.
 *
 * @param model the whole model
 * @param sequences side by side on the chips that share the products of a token
 */
record InferenceOperators(ModelConfig model, InferenceLayout layout, int sequences)
    implements UnaryOperator<Operator> {

  @Override
  public Operator apply(Operator operator) {
    if (operator.name().startsWith(PassSchedule.DRAFT)) {
      return operator;
    }
    return switch (operator) {
      case AttentionOperator attention -> part(attention);
      case VectorOperator vector -> part(vector);
      case MatmulOperator product -> part(product);
      case ConvolutionOperator convolution -> convolution;
    };
  }

  private AttentionOperator part(AttentionOperator ofColumn) {
    int shards = layout.attentionBatchShards((int) ofColumn.sequences());
    if (shards == 1) {
      return heads(
          ofColumn,
          ofColumn.sequences(),
          ofColumn.keyValueHeads(),
          ofColumn.keyValueHeads() * ofColumn.queriesPerKeyValueHead(),
          layout.rows());
    }
    Attention whole = attentionOf(ofColumn.name());
    return heads(
        ofColumn,
        Math.ceilDiv(ofColumn.sequences(), shards),
        whole.keyValueHeads(),
        whole.heads(),
        layout.tensorChips() / shards);
  }

  private static AttentionOperator heads(
      AttentionOperator operator, long sequences, int keyValueHeads, int heads, int chips) {
    int ownKeyValueHeads = Math.ceilDiv(keyValueHeads, chips);
    int ownHeads = Math.ceilDiv(heads, chips);
    return operator.part(sequences, ownKeyValueHeads, Math.ceilDiv(ownHeads, ownKeyValueHeads));
  }

  private Attention attentionOf(String name) {
    TransformerStack stack = InferenceCollectives.stackOf(model, name);
    boolean crosses = name.contains("cross_attention");
    return crosses ? stack.crossAttention().orElseThrow() : stack.attention();
  }

  /** Tensors between the two products of a block lie on rows too; the residual stream on all. */
  private VectorOperator part(VectorOperator vector) {
    if (layout.rows() == 1) {
      return vector;
    }
    return switch (vector.kind()) {
      case ACTIVATION, ROPE -> vector.part(layout.rows());
      case RESIDUAL -> vector.part(layout.columns());
      case QUANTISE ->
          vector.name().endsWith("output_quantise") ? vector.part(layout.rows()) : vector;
      default -> vector;
    };
  }

  /** Where columns have no heads of keys of their own, each makes those of its sequences only. */
  private MatmulOperator part(MatmulOperator product) {
    boolean keysOrValues = product.name().endsWith("k_proj") || product.name().endsWith("v_proj");
    boolean ownSequences =
        keysOrValues
            && layout.attentionBatchShards(sequences) > 1
            && attentionOf(product.name()).keyValueHeads() < layout.columns();
    if (!ownSequences || product.name().contains("+")) {
      return product;
    }
    MatmulShape shape = product.shape();
    long rows = Math.ceilDiv(shape.m(), layout.columns());
    return product.with(new MatmulShape(rows, shape.k(), shape.n()));
  }
}
