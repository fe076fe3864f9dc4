package io.bitwright.golden.transformer;

import io.bitwright.golden.checkpoint.model.LinearWeights;
import io.bitwright.golden.checkpoint.model.NormWeights;
import io.bitwright.golden.checkpoint.model.TransformerLayerWeights;
import io.bitwright.golden.checkpoint.model.TransformerWeights;
import java.util.ArrayList;
import java.util.List;

/** Trained weights with one part replaced. */
// Of a matrix that may be null, class files seem to say that it may not.
@SuppressWarnings("NullAway")
final class ChangedWeights {
  private ChangedWeights() {}

  static TransformerWeights withHead(TransformerWeights weights, float[][] head) {
    return new TransformerWeights(
        weights.embedding(),
        weights.positions(),
        weights.inputProjection(),
        weights.layers(),
        weights.finalNorm(),
        weights.outputProjection(),
        new LinearWeights(head, null));
  }

  static TransformerWeights withFinalGains(TransformerWeights weights, float[] gains) {
    return new TransformerWeights(
        weights.embedding(),
        weights.positions(),
        weights.inputProjection(),
        weights.layers(),
        new NormWeights(gains, null),
        weights.outputProjection(),
        weights.head());
  }

  /** Another embedding, and other gains before the first layer's attention. */
  static TransformerWeights withInput(
      TransformerWeights weights, float[][] embedding, float[] gains) {
    TransformerLayerWeights first = weights.layers().getFirst();
    List<TransformerLayerWeights> layers = new ArrayList<>(weights.layers());
    layers.set(
        0,
        new TransformerLayerWeights(
            new NormWeights(gains, null),
            first.query(),
            first.key(),
            first.value(),
            first.attentionSubNorm(),
            first.output(),
            first.postAttentionNorm(),
            first.gate(),
            first.up(),
            first.feedForwardSubNorm(),
            first.down()));
    return new TransformerWeights(
        embedding,
        weights.positions(),
        weights.inputProjection(),
        layers,
        weights.finalNorm(),
        weights.outputProjection(),
        weights.head());
  }
}
