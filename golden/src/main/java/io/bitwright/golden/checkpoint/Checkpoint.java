package io.bitwright.golden.checkpoint;

import io.bitwright.golden.checkpoint.model.ModelTensors;
import io.bitwright.golden.checkpoint.model.TransformerWeights;
import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.spec.model.ModelConfig;

/** A trained model: its configuration and the file with its weights, checked to fit each other. */
public final class Checkpoint {
  private final ModelConfig config;
  private final TensorSource tensors;
  private final ModelTensors modelTensors;

  /**
   * Weights of a model.
   *
   * @throws io.bitwright.spec.SpecException if weights of the family are not read, a tensor of the
   *     model is missing, of another shape, or there is one that the model does not have
   */
  public Checkpoint(ModelConfig config, TensorSource tensors) {
    this.config = config;
    this.tensors = tensors;
    this.modelTensors = new ModelTensors(config, tensors);
  }

  public ModelConfig config() {
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
  public TransformerWeights weights() {
    return modelTensors.weights();
  }
}
