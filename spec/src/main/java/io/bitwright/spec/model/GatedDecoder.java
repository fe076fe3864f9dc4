package io.bitwright.spec.model;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.NormKind;
import io.bitwright.spec.transformer.NormPlacement;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The shape of a decoder-only transformer with gated feed-forward, grouped-query attention, RMS
 * norms and rotary embedding: Llama, Mistral and BitNet.
 *
 * @param name for people: the file's or the library's name
 * @param hiddenSize width of the residual stream (d)
 * @param intermediateSize width of the feed-forward layer
 * @param layers number of decoder layers (L)
 * @param attentionHeads query heads (H)
 * @param keyValueHeads key and value heads; divides attentionHeads
 * @param headDimension width of one head (Q)
 * @param vocabularySize tokens in the vocabulary
 * @param maximumPositions longest sequence the model was made for, tokens
 * @param normEpsilon epsilon of the RMS norms
 * @param ropeTheta base of the rotary embedding
 * @param tiedEmbeddings whether the output head shares the embedding's weights
 * @param attentionBias whether the attention projections have biases
 * @param slidingWindow attention window in tokens; maximumPositions where attention is full
 * @param activation non-linearity of the gate
 * @param nativeWeights format the linear layers were trained for
 * @param nativeActivations format of the linear layers' inputs the model was trained for
 */
public record GatedDecoder(
    String name,
    ModelFamily family,
    int hiddenSize,
    int intermediateSize,
    int layers,
    int attentionHeads,
    int keyValueHeads,
    int headDimension,
    int vocabularySize,
    int maximumPositions,
    double normEpsilon,
    double ropeTheta,
    boolean tiedEmbeddings,
    boolean attentionBias,
    int slidingWindow,
    HiddenActivation activation,
    NumberFormat nativeWeights,
    NumberFormat nativeActivations) {

  /** Width of all query heads together: attentionHeads x headDimension. */
  public int queryWidth() {
    return attentionHeads * headDimension;
  }

  /** Width of all key (or value) heads together: keyValueHeads x headDimension. */
  public int keyValueWidth() {
    return keyValueHeads * headDimension;
  }

  /** BitNet's extra norms before the output and down projections are there. */
  public boolean hasSubLayerNorms() {
    return family == ModelFamily.BITNET;
  }

  /** The model with the fields that all families share. */
  public ModelConfig model() {
    OptionalInt window =
        slidingWindow < maximumPositions ? OptionalInt.of(slidingWindow) : OptionalInt.empty();
    Norms norms =
        new Norms(
            NormKind.RMS,
            false,
            NormPlacement.BEFORE,
            normEpsilon,
            false,
            true,
            hasSubLayerNorms());
    TransformerStack stack =
        TransformerStack.decoder(
            layers,
            hiddenSize,
            Embedding.Tokens.of(vocabularySize, hiddenSize),
            new Positions.Rotary(ropeTheta, headDimension),
            new Attention(
                attentionHeads,
                keyValueHeads,
                headDimension,
                attentionBias,
                attentionBias,
                true,
                window),
            FeedForward.gated(intermediateSize, activation),
            norms,
            Arrangement.SEQUENTIAL);
    return new ModelConfig(
        name,
        family,
        maximumPositions,
        List.of(stack),
        Optional.of(new OutputHead(hiddenSize, vocabularySize, tiedEmbeddings, false)),
        nativeWeights,
        nativeActivations);
  }

  /**
   * A model as such a decoder.
   *
   * @throws SpecException if it has what such a decoder has not
   */
  public static GatedDecoder of(ModelConfig model) {
    boolean known =
        model.family() == ModelFamily.LLAMA
            || model.family() == ModelFamily.MISTRAL
            || model.family() == ModelFamily.BITNET;
    if (!known) {
      throw unlike(model);
    }
    TransformerStack stack = model.lastStack();
    Attention attention = stack.attention();
    if (!(stack.positions() instanceof Positions.Rotary rotary)) {
      throw unlike(model);
    }
    GatedDecoder decoder =
        new GatedDecoder(
            model.name(),
            model.family(),
            stack.width(),
            stack.feedForward().width(),
            stack.layers(),
            attention.heads(),
            attention.keyValueHeads(),
            attention.headDimension(),
            model.headOutputs(),
            model.maximumPositions(),
            stack.norms().epsilon(),
            rotary.theta(),
            model.head().map(OutputHead::tied).orElse(false),
            attention.inputBias(),
            attention.window().orElse(model.maximumPositions()),
            stack.feedForward().activation(),
            model.nativeWeights(),
            model.nativeActivations());
    if (!decoder.model().equals(model)) {
      throw unlike(model);
    }
    return decoder;
  }

  private static SpecException unlike(ModelConfig model) {
    return new SpecException(
        model.name()
            + " is of the family "
            + model.family().label()
            + ", which can be estimated but not computed; computed are llama, mistral and bitnet");
  }
}
