package io.bitwright.golden.transformer.naive;

import io.bitwright.golden.tiny.TinyTensor;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** A configuration and tensors, by their names. */
record NaiveWeights(JsonNode config, Map<String, TinyTensor> tensors) {

  int size(String key) {
    return config.get(key).asInt();
  }

  double number(String key) {
    return config.get(key).asDouble();
  }

  String word(String key) {
    return config.get(key).asString();
  }

  /** Whether a key stands in the configuration and says true. */
  boolean flag(String key) {
    return config.has(key) && config.get(key).asBoolean();
  }

  boolean has(String tensor) {
    return tensors.containsKey(tensor);
  }

  double[][] matrix(String tensor) {
    return find(tensor).matrix();
  }

  double[] vector(String tensor) {
    return find(tensor).vector();
  }

  private TinyTensor find(String tensor) {
    return Objects.requireNonNull(tensors.get(tensor), tensor);
  }

  /** A linear layer with its bias, if there is one. */
  double[] linear(String name, double[] input) {
    double[] output = NaiveMath.product(matrix(name + ".weight"), input);
    return has(name + ".bias") ? NaiveMath.sum(output, vector(name + ".bias")) : output;
  }

  double[] layerNorm(String name, double[] input, double epsilon) {
    return NaiveMath.layerNorm(input, vector(name + ".weight"), vector(name + ".bias"), epsilon);
  }
}
