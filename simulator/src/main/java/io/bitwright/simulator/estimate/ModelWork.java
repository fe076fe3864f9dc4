package io.bitwright.simulator.estimate;

import io.bitwright.simulator.workload.AdaptedLayer;
import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.ConvolutionOperator;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.ModelGraph;
import io.bitwright.simulator.workload.OperatorNode;
import io.bitwright.simulator.workload.PassSchedule;
import io.bitwright.simulator.workload.PassSeries;
import io.bitwright.simulator.workload.StackPass;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.DenseLayer;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import java.util.Optional;

/**
 * Floating-point operations a model asks for, by the convention of PaLM's model FLOPs utilisation
 * (Chowdhery et al. 2022, arXiv 2204.02311, appendix B) for a forward pass: 2 for each parameter of
 * a matrix product and token, plus attention's 4 L H Q T a token, where T is the whole sequence (no
 * causal halving): context, new tokens and those of a prefix. Adapters count as other weights do;
 * outlier columns, which the product of all columns takes as zeros, count once. Of experts those
 * count that a token is sent to. The output head and other layers behind a stack count for the
 * positions that they are computed for. Embedding look-ups, norms, products with distances and
 * other vector work do not count. Since a chip skips most of what the causal mask discards, the
 * utilisation of a very long prompt, nearly all of it attention, can pass 1 by this convention. Of
 * a convolutional network all convolutions and products count, 2 for each multiply-accumulate.
 */
public final class ModelWork {
  private ModelWork() {}

  /**
   * Operations of a workload. Those of a generation are what the model alone takes for it: a draft,
   * and drafted tokens that are thrown away, are no work that was asked for.
   */
  public static double flops(ModelConfig model, WorkloadSpec workload) {
    if (model.network().isPresent()) {
      return ofNetwork(model, workload);
    }
    Optional<GenerationSpec> plain =
        workload
            .generation()
            .filter(generation -> generation.speculation().isPresent())
            .map(g -> new GenerationSpec(g.newTokens(), g.beams(), Optional.empty()));
    return flops(PassSchedule.of(model, plain.map(workload::with).orElse(workload)).all());
  }

  private static double ofNetwork(ModelConfig model, WorkloadSpec workload) {
    double products = 0;
    for (OperatorNode node :
        ModelGraph.ofDistinctLayers(model, workload, ModelFormats.of(workload))) {
      products +=
          switch (node.operator()) {
            case ConvolutionOperator convolution ->
                convolution.shape().multiplyAccumulates() * node.count();
            case MatmulOperator product ->
                (double) product.shape().multiplyAccumulates() * node.count();
            case AttentionOperator attention -> 0;
            case VectorOperator vector -> 0;
          };
    }
    return 2 * products;
  }

  /** Operations of all passes of the given series. */
  public static double flops(List<PassSeries> all) {
    double flops = 0;
    for (PassSeries series : all) {
      flops += series.times() * flops(series);
    }
    return flops;
  }

  private static double flops(PassSeries series) {
    double products = 0;
    double attention = 0;
    for (StackPass pass : series.first()) {
      products += products(pass);
      attention += attention(series, pass);
    }
    Optional<OutputHead> head = series.model().head();
    if (head.isPresent()) {
      products +=
          (double) head.get().inputs()
              * head.get().outputs()
              * series.first().getLast().outputRows();
    }
    return 2 * products * series.passes() + attention;
  }

  /** Multiply-accumulates of weights and tokens. */
  private static double products(StackPass pass) {
    TransformerStack stack = pass.stack();
    double tokens = (double) pass.tokens();
    long ofSource = stack.crossKeyValueWeights();
    double dense = 0;
    for (DenseLayer layer : stack.outputLayers()) {
      dense += (double) layer.weights() * pass.outputRows();
    }
    double routers =
        stack
            .feedForward()
            .experts()
            .map(e -> (double) e.layersOf(stack.layers()) * stack.width() * e.count())
            .orElse(0.0);
    return (stack.linearWeightsPerToken() - ofSource) * tokens
        + (double) ofSource * pass.batch() * pass.newSourceTokens()
        + routers * tokens
        + embedding(pass)
        + dense
        + AdaptedLayer.products(pass);
  }

  private static double embedding(StackPass pass) {
    double width = pass.stack().width();
    return switch (pass.stack().embedding()) {
      case Embedding.Tokens table ->
          table.width() == width ? 0 : table.width() * width * pass.tokens();
      case Embedding.Patches image ->
          (double) pass.batch() * image.patches() * image.patchValues() * width;
    };
  }

  /** 4 L H Q T for each token of all passes; T no longer than a window, where there is one. */
  private static double attention(PassSeries series, StackPass pass) {
    TransformerStack stack = pass.stack();
    double tokens = (double) pass.tokens();
    int windowed = stack.attention().windowedLayersOf(stack.layers());
    double lengths =
        windowed * series.reachedLengths(pass)
            + (stack.layers() - windowed) * series.lengths(pass)
            + (double) stack.layers() * pass.prefixTokens() * series.passes();
    double self = 4.0 * stack.attention().queryWidth() * lengths;
    double cross =
        stack
            .crossAttention()
            .map(Attention::queryWidth)
            .map(width -> 4.0 * stack.layers() * width * pass.sourceTokens() * series.passes())
            .orElse(0.0);
    return tokens * (self + cross);
  }
}
