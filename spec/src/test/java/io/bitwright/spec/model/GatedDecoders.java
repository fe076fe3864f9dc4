package io.bitwright.spec.model;

import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.List;
import java.util.Optional;

/** What tests expect of llama, mistral and bitnet, without their readers. */
final class GatedDecoders {
  private GatedDecoders() {}

  static TransformerStack stack(
      int layers,
      int width,
      int vocabulary,
      Positions positions,
      Attention attention,
      int inner,
      HiddenActivation activation,
      Norms norms) {
    return TransformerStack.decoder(
        layers,
        width,
        Embedding.Tokens.of(vocabulary, width),
        positions,
        attention,
        FeedForward.gated(inner, activation),
        norms,
        Arrangement.SEQUENTIAL);
  }

  static ModelConfig model(
      String name,
      ModelFamily family,
      int maximumPositions,
      TransformerStack stack,
      boolean tied,
      NumberFormat weights,
      NumberFormat activations) {
    int vocabulary = ((Embedding.Tokens) stack.embedding()).vocabulary();
    OutputHead head = new OutputHead(stack.width(), vocabulary, tied, false);
    return new ModelConfig(
        name, family, maximumPositions, List.of(stack), Optional.of(head), weights, activations);
  }
}
