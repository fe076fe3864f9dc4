package io.bitwright.golden.transformer.naive;

import java.util.Arrays;

/** GPT-2 (class GPT2LMHeadModel of huggingface/transformers). */
final class NaiveGpt2 implements NaiveModel {
  private final NaiveWeights weights;

  NaiveGpt2(NaiveWeights weights) {
    this.weights = weights;
  }

  @Override
  public double[][] logits(int[] tokens) {
    double epsilon = weights.number("layer_norm_epsilon");
    double[][] table = weights.matrix("transformer.wte.weight");
    double[][] positions = weights.matrix("transformer.wpe.weight");
    double[][] x = new double[tokens.length][];
    for (int t = 0; t < x.length; t++) {
      x[t] = NaiveMath.sum(table[tokens[t]], positions[t]);
    }
    for (int i = 0; i < weights.size("n_layer"); i++) {
      String layer = "transformer.h." + i + ".";
      double[][] normed = new double[x.length][];
      for (int t = 0; t < x.length; t++) {
        normed[t] = weights.layerNorm(layer + "ln_1", x[t], epsilon);
      }
      double[][] attended = attended(layer + "attn.", normed, i);
      for (int t = 0; t < x.length; t++) {
        x[t] = NaiveMath.sum(x[t], attended[t]);
        double[] inner =
            convolved(layer + "mlp.c_fc", weights.layerNorm(layer + "ln_2", x[t], epsilon));
        inner = NaiveMath.activations(weights.word("activation_function"), inner);
        x[t] = NaiveMath.sum(x[t], convolved(layer + "mlp.c_proj", inner));
      }
    }
    for (int t = 0; t < x.length; t++) {
      x[t] = NaiveMath.product(table, weights.layerNorm("transformer.ln_f", x[t], epsilon));
    }
    return x;
  }

  /** Conv1D: a row of the weights per input. */
  private double[] convolved(String name, double[] x) {
    double[][] matrix = weights.matrix(name + ".weight");
    double[] y = weights.vector(name + ".bias");
    for (int k = 0; k < x.length; k++) {
      for (int n = 0; n < y.length; n++) {
        y[n] += x[k] * matrix[k][n];
      }
    }
    return y;
  }

  private double[][] attended(String attention, double[][] x, int layer) {
    int width = weights.size("n_embd");
    int heads = weights.size("n_head");
    double[][] q = new double[x.length][];
    double[][] k = new double[x.length][];
    double[][] v = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] all = convolved(attention + "c_attn", x[t]);
      double scale = weights.flag("scale_attn_weights") ? 1 : Math.sqrt((double) width / heads);
      double divisor = weights.flag("scale_attn_by_inverse_layer_idx") ? layer + 1 : 1;
      q[t] = Arrays.stream(all, 0, width).map(value -> value * scale / divisor).toArray();
      k[t] = Arrays.copyOfRange(all, width, 2 * width);
      v[t] = Arrays.copyOfRange(all, 2 * width, 3 * width);
    }
    double[][] outputs = NaiveMath.attention(q, k, v, heads, heads, x.length);
    for (int t = 0; t < x.length; t++) {
      outputs[t] = convolved(attention + "c_proj", outputs[t]);
    }
    return outputs;
  }
}
