package io.bitwright.simulator.training;

import io.bitwright.spec.model.ModelConfig;

/**
 * A model that takes part in a step of alignment.
 *
 * @param role what it is there for: policy, reference, reward, critic
 * @param forwardPasses forward passes of all sequences without training
 * @param trainingPasses passes of all sequences that train it; 0 if it is frozen
 */
public record AlignedModel(String role, ModelConfig model, int forwardPasses, int trainingPasses) {

  /** Whether the step changes it. */
  public boolean trained() {
    return trainingPasses > 0;
  }
}
