package io.bitwright.golden.checkpoint;

import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.spec.model.GatedDecoder;
import java.util.ArrayList;
import java.util.List;

/** A trained model: its configuration and the file with its weights, checked to fit each other. */
public final class Checkpoint {
  private final GatedDecoder config;
  private final TensorSource tensors;

  /**
   * @throws io.bitwright.spec.SpecException if a tensor of the model is missing, of another shape,
   *     or there is one that the model does not have
   */
  Checkpoint(GatedDecoder config, TensorSource tensors) {
    this.config = config;
    this.tensors = tensors;
    new DecoderTensors(config).check(tensors);
  }

  public GatedDecoder config() {
    return config;
  }

  /** The weights under their Hugging Face names. */
  public TensorSource tensors() {
    return tensors;
  }

  /**
   * All weights as fp32, 4 bytes a parameter.
   *
   * @throws io.bitwright.spec.SpecException if a value is not finite
   */
  public DecoderWeights weights() {
    float[][] embedding = tensors.matrix(DecoderTensors.EMBEDDING);
    List<DecoderLayerWeights> layers = new ArrayList<>();
    for (int layer = 0; layer < config.layers(); layer++) {
      layers.add(layer(DecoderTensors.layerPrefix(layer)));
    }
    return new DecoderWeights(
        embedding,
        layers,
        tensors.floats(DecoderTensors.FINAL_NORM),
        config.tiedEmbeddings() ? embedding : tensors.matrix(DecoderTensors.HEAD));
  }

  private DecoderLayerWeights layer(String prefix) {
    boolean subNorms = config.hasSubLayerNorms();
    return new DecoderLayerWeights(
        tensors.floats(prefix + DecoderTensors.INPUT_NORM),
        tensors.matrix(prefix + DecoderTensors.QUERY),
        tensors.matrix(prefix + DecoderTensors.KEY),
        tensors.matrix(prefix + DecoderTensors.VALUE),
        subNorms ? tensors.floats(prefix + DecoderTensors.ATTENTION_SUB_NORM) : null,
        tensors.matrix(prefix + DecoderTensors.OUTPUT),
        tensors.floats(prefix + DecoderTensors.POST_ATTENTION_NORM),
        tensors.matrix(prefix + DecoderTensors.GATE),
        tensors.matrix(prefix + DecoderTensors.UP),
        subNorms ? tensors.floats(prefix + DecoderTensors.FEED_FORWARD_SUB_NORM) : null,
        tensors.matrix(prefix + DecoderTensors.DOWN));
  }
}
