package io.bitwright.simulator.estimate;

import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.GatedDecoder;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelFamily;
import io.bitwright.spec.transformer.HiddenActivation;
import java.util.Random;

/** Models for tests: published shapes and random ones. */
public final class Models {
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
    return new GatedDecoder(
            name,
            family,
            hidden,
            intermediate,
            layers,
            heads,
            keyValueHeads,
            headDimension,
            vocabulary,
            4096,
            1e-5,
            10000,
            tied,
            false,
            4096,
            bitNet ? HiddenActivation.RELU2 : HiddenActivation.SILU,
            bitNet ? NumberFormat.TERNARY : NumberFormat.BF16,
            bitNet ? NumberFormat.INT8 : NumberFormat.BF16)
        .model();
  }

  /** The same model with a sliding window, and with or without attention biases. */
  public static ModelConfig withWindow(ModelConfig model, int window, boolean attentionBias) {
    GatedDecoder m = GatedDecoder.of(model);
    return new GatedDecoder(
            m.name(),
            m.family(),
            m.hiddenSize(),
            m.intermediateSize(),
            m.layers(),
            m.attentionHeads(),
            m.keyValueHeads(),
            m.headDimension(),
            m.vocabularySize(),
            m.maximumPositions(),
            m.normEpsilon(),
            m.ropeTheta(),
            m.tiedEmbeddings(),
            attentionBias,
            window,
            m.activation(),
            m.nativeWeights(),
            m.nativeActivations())
        .model();
  }
}
