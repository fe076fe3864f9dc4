package io.bitwright.golden.transformer;

import io.bitwright.golden.checkpoint.model.LinearWeights;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Linear layers behind one norm, with their biases added in fp32. */
final class Projections {
  private final NormedLinear layers;
  private final float[] @Nullable [] biases;

  /**
   * @param norm null if there is none
   * @param weights of the layers by name, in order
   */
  Projections(
      LinearArithmetic arithmetic,
      @Nullable Norm norm,
      SequencedMap<String, LinearWeights> weights) {
    SequencedMap<String, float[][]> rows = new LinkedHashMap<>();
    weights.forEach((name, layer) -> rows.put(name, layer.rows()));
    layers = arithmetic.behindNorm(norm, rows);
    biases = weights.values().stream().map(LinearWeights::bias).toArray(float[][]::new);
  }

  /** One layer behind a norm. */
  static Projections of(
      LinearArithmetic arithmetic, @Nullable Norm norm, String name, LinearWeights weights) {
    SequencedMap<String, LinearWeights> layer = new LinkedHashMap<>();
    layer.put(name, weights);
    return new Projections(arithmetic, norm, layer);
  }

  /** For each layer M new rows of its outputs, of M rows before the norm. */
  float[][][] apply(float[][] inputs) {
    float[][][] outputs = layers.apply(inputs);
    for (int layer = 0; layer < outputs.length; layer++) {
      float[] bias = biases[layer];
      if (bias != null) {
        for (float[] row : outputs[layer]) {
          add(row, bias);
        }
      }
    }
    return outputs;
  }

  static void add(float[] row, float[] update) {
    for (int i = 0; i < row.length; i++) {
      row[i] += update[i];
    }
  }
}
