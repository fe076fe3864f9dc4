package io.bitwright.app.quality;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.fidelity.DivergentTokens;
import io.bitwright.golden.fidelity.FormatAssignment;
import io.bitwright.golden.fidelity.LayerFormat;
import io.bitwright.golden.fidelity.Perplexity;
import io.bitwright.golden.fidelity.QuantisedModels;
import io.bitwright.golden.transformer.KeyValueFormat;
import io.bitwright.golden.transformer.ReferenceTransformer;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.spec.model.ModelConfig;

/** One checkpoint, the texts it is judged by, and the machine whose energy is told. */
final class FidelityBench {
  private final FidelityScope scope;
  private final KeyValueFormat keyValues;
  private final QuantisedModels models;
  private final int[] guiding;
  private final int[] windows;
  private final DivergentTokens texts;
  private final DecodeEnergy energy;
  private final ModelConfig config;

  /**
   * @param text tokens of a text that the model was not trained on
   * @param keyValues of caches of all but the model as it was trained
   * @throws io.bitwright.spec.SpecException if the text is too short for the scope, or the scope
   *     asks for longer sequences than the model has
   */
  FidelityBench(
      Checkpoint checkpoint,
      int[] text,
      FidelityScope scope,
      KeyValueFormat keyValues,
      Machine machine) {
    this.keyValues = keyValues;
    this.scope = scope;
    config = checkpoint.config();
    models = new QuantisedModels(checkpoint, scope.calibration(text));
    guiding = scope.guiding(text);
    int[] judging = scope.judging(text);
    windows = scope.windowsOf(judging);
    texts =
        DivergentTokens.of(
            models.reference(),
            DivergentTokens.prompts(judging, scope.prompts(), scope.promptTokens()),
            scope.newTokens());
    energy = new DecodeEnergy(machine, config, scope.context());
  }

  /** The model's shape. */
  ModelConfig config() {
    return config;
  }

  FidelityScope scope() {
    return scope;
  }

  QuantisedModels models() {
    return models;
  }

  /** Tokens that guide a search; no figure is of them. */
  int[] guiding() {
    return guiding.clone();
  }

  /** Texts of the trained model that figures are of. */
  DivergentTokens texts() {
    return texts;
  }

  /** The model as it was trained. */
  FidelityFigures asTrained() {
    FormatAssignment none = FormatAssignment.asTrained();
    return figures(
        config.nativeWeights().label(),
        "as trained",
        config.nativeActivations().label(),
        models.bitsPerWeight(none),
        models.reference(),
        energy.asTrained());
  }

  /** All linear layers in one format. */
  FidelityFigures of(LayerFormat format) {
    FormatAssignment assignment = FormatAssignment.uniform(models.layers(), format);
    return of(
        format.weights().label(),
        format.method().label(),
        format.activations().label(),
        assignment);
  }

  /** Linear layers in formats of their own, under a name. */
  FidelityFigures of(
      String weights, String method, String activations, FormatAssignment assignment) {
    // First, for it quantises layers on all cores.
    ReferenceTransformer candidate = models.transformer(assignment).with(keyValues);
    double bits = models.bitsPerWeight(assignment);
    String inputs =
        keyValues == KeyValueFormat.FP32
            ? activations
            : activations + ", cache " + keyValues.label();
    return figures(weights, method, inputs, bits, candidate, energy.of(assignment, bits));
  }

  private FidelityFigures figures(
      String weights,
      String method,
      String activations,
      double bitsPerWeight,
      ReferenceTransformer candidate,
      double joules) {
    return FidelityFigures.of(
        weights,
        method,
        activations,
        bitsPerWeight,
        Perplexity.of(candidate, windows, scope.window(), true),
        texts.of(candidate),
        joules);
  }
}
