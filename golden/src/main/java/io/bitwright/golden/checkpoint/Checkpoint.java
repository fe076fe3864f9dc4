package io.bitwright.golden.checkpoint;

import io.bitwright.golden.checkpoint.model.LinearWeights;
import io.bitwright.golden.checkpoint.model.ModelTensors;
import io.bitwright.golden.checkpoint.model.NormWeights;
import io.bitwright.golden.checkpoint.model.TransformerLayerWeights;
import io.bitwright.golden.checkpoint.model.TransformerWeights;
import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.spec.model.GatedDecoder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A trained model: its configuration and the file with its weights, checked to fit each other. */
public final class Checkpoint {
  private final GatedDecoder config;
  private final TensorSource tensors;
  private final ModelTensors modelTensors;

  /**
   * Weights of a model.
   *
   * @throws io.bitwright.spec.SpecException if a tensor of the model is missing, of another shape,
   *     or there is one that the model does not have
   */
  public Checkpoint(GatedDecoder config, TensorSource tensors) {
    this.config = config;
    this.tensors = tensors;
    this.modelTensors = new ModelTensors(config.model(), tensors);
  }

  public GatedDecoder config() {
    return config;
  }

  /** The weights under the names of their file. */
  public TensorSource tensors() {
    return tensors;
  }

  /** The weights as those of the model. */
  public ModelTensors modelTensors() {
    return modelTensors;
  }

  /**
   * All weights as fp32, 4 bytes a parameter.
   *
   * @throws io.bitwright.spec.SpecException if a value is not finite
   */
  public DecoderWeights weights() {
    TransformerWeights weights = modelTensors.weights();
    return new DecoderWeights(
        weights.embedding(),
        weights.layers().stream().map(Checkpoint::layer).toList(),
        gain(weights.finalNorm()),
        weights.head().rows());
  }

  private static DecoderLayerWeights layer(TransformerLayerWeights layer) {
    NormWeights attentionSubNorm = layer.attentionSubNorm();
    NormWeights feedForwardSubNorm = layer.feedForwardSubNorm();
    LinearWeights gate = Objects.requireNonNull(layer.gate());
    return new DecoderLayerWeights(
        layer.inputNorm().gain(),
        layer.query().rows(),
        layer.key().rows(),
        layer.value().rows(),
        attentionSubNorm == null ? null : attentionSubNorm.gain(),
        layer.output().rows(),
        gain(layer.postAttentionNorm()),
        gate.rows(),
        layer.up().rows(),
        feedForwardSubNorm == null ? null : feedForwardSubNorm.gain(),
        layer.down().rows());
  }

  private static float[] gain(@Nullable NormWeights norm) {
    return Objects.requireNonNull(norm).gain();
  }
}
