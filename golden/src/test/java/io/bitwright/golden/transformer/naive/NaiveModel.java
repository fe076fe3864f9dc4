package io.bitwright.golden.transformer.naive;

import io.bitwright.golden.tiny.TinyModel;
import io.bitwright.golden.tiny.TinyTensor;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A model that computes all logits of a sequence anew. */
public interface NaiveModel {
  /** One row of each token. */
  double[][] logits(int[] tokens);

  /** A tiny model with products of real numbers. */
  static NaiveModel of(TinyModel model) {
    return of(model.config(), model.tensors(), NaiveLinear.REAL);
  }

  /** A configuration with its tensors, and any arithmetic of linear layers without biases. */
  static NaiveModel of(JsonNode config, Map<String, TinyTensor> tensors, NaiveLinear linear) {
    NaiveWeights weights = new NaiveWeights(config, tensors);
    return switch (config.get("model_type").asString()) {
      case "phi" -> new NaivePhi(weights);
      case "gpt2" -> new NaiveGpt2(weights);
      case "opt" -> new NaiveOpt(weights);
      default -> new NaiveLlama(weights, linear);
    };
  }
}
