package io.bitwright.simulator.estimate;

import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelFamily;
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
import java.util.OptionalInt;
import java.util.Random;

/** Models for tests: published shapes and random ones. */
public final class Models {
  private static final int POSITIONS = 4096;

  private Models() {}

  /** meta-llama/Llama-2-7b-hf, config.json. */
  public static ModelConfig llama2With7BillionParameters() {
    return model("llama-2-7b", ModelFamily.LLAMA, 4096, 11008, 32, 32, 32, 128, 32000, false);
  }

  /** microsoft/bitnet-b1.58-2B-4T, config.json. */
  public static ModelConfig bitNet2B4T() {
    return model("bitnet-2b-4t", ModelFamily.BITNET, 2560, 6912, 30, 20, 5, 128, 128256, true);
  }

  static ModelConfig random(Random random) {
    int keyValueHeads = 1 + random.nextInt(4);
    int heads = keyValueHeads * (1 + random.nextInt(4));
    ModelFamily[] families = {ModelFamily.LLAMA, ModelFamily.MISTRAL, ModelFamily.BITNET};
    return model(
        "random",
        families[random.nextInt(families.length)],
        1 + random.nextInt(600),
        1 + random.nextInt(1500),
        1 + random.nextInt(5),
        heads,
        keyValueHeads,
        2 * (1 + random.nextInt(64)),
        1 + random.nextInt(3000),
        random.nextBoolean());
  }

  static ModelConfig model(
      String name,
      ModelFamily family,
      int hidden,
      int intermediate,
      int layers,
      int heads,
      int keyValueHeads,
      int headDimension,
      int vocabulary,
      boolean tied) {
    boolean bitNet = family == ModelFamily.BITNET;
    Norms norms = Norms.rmsBefore(1e-5);
    TransformerStack stack =
        TransformerStack.decoder(
            layers,
            hidden,
            Embedding.Tokens.of(vocabulary, hidden),
            new Positions.Rotary(10_000, headDimension),
            new Attention(
                heads, keyValueHeads, headDimension, false, false, true, OptionalInt.empty()),
            FeedForward.gated(
                intermediate, bitNet ? HiddenActivation.RELU2 : HiddenActivation.SILU),
            bitNet ? norms.withSubLayer() : norms,
            Arrangement.SEQUENTIAL);
    return new ModelConfig(
        name,
        family,
        POSITIONS,
        List.of(stack),
        Optional.of(new OutputHead(hidden, vocabulary, tied, false)),
        bitNet ? NumberFormat.TERNARY : NumberFormat.BF16,
        bitNet ? NumberFormat.INT8 : NumberFormat.BF16);
  }

  /** The same model with a sliding window, and with or without attention biases. */
  public static ModelConfig withWindow(ModelConfig model, int window, boolean attentionBias) {
    TransformerStack stack = model.lastStack();
    Attention attention = stack.attention();
    Attention windowed =
        new Attention(
            attention.heads(),
            attention.keyValueHeads(),
            attention.headDimension(),
            attentionBias,
            attentionBias,
            true,
            window < POSITIONS ? OptionalInt.of(window) : OptionalInt.empty());
    TransformerStack changed =
        TransformerStack.decoder(
            stack.layers(),
            stack.width(),
            stack.embedding(),
            stack.positions(),
            windowed,
            stack.feedForward(),
            stack.norms(),
            stack.arrangement());
    return new ModelConfig(
        model.name(),
        model.family(),
        model.maximumPositions(),
        List.of(changed),
        model.head(),
        model.nativeWeights(),
        model.nativeActivations());
  }
}
