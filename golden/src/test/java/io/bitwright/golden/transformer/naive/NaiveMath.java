package io.bitwright.golden.transformer.naive;

import java.util.Arrays;

/** Formulas of transformers on vectors of fp64. */
public final class NaiveMath {
  private NaiveMath() {}

  static double[] product(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int n = 0; n < matrix.length; n++) {
      for (int k = 0; k < vector.length; k++) {
        product[n] += matrix[n][k] * vector[k];
      }
    }
    return product;
  }

  static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  static double[] products(double[] a, double[] b) {
    double[] products = a.clone();
    for (int i = 0; i < products.length; i++) {
      products[i] *= b[i];
    }
    return products;
  }

  static double[] rmsNorm(double[] x, double[] gain, double epsilon) {
    double meanSquare = Arrays.stream(x).map(value -> value * value).average().orElseThrow();
    double[] normed = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      normed[i] = gain[i] * x[i] / Math.sqrt(meanSquare + epsilon);
    }
    return normed;
  }

  static double[] layerNorm(double[] x, double[] gain, double[] bias, double epsilon) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double[] centred = Arrays.stream(x).map(value -> value - mean).toArray();
    return sum(rmsNorm(centred, gain, epsilon), bias);
  }

  static double[] activations(String word, double[] x) {
    return Arrays.stream(x).map(value -> activation(word, value)).toArray();
  }

  /** An activation function by its word in a configuration. */
  public static double activation(String word, double x) {
    return switch (word) {
      case "silu" -> x / (1 + Math.exp(-x));
      case "relu" -> Math.max(0, x);
      case "relu2" -> Math.pow(Math.max(0, x), 2);
      case "quick_gelu" -> x / (1 + Math.exp(-1.702 * x));
      case "tanh" -> Math.tanh(x);
      case "gelu_new", "gelu_pytorch_tanh" ->
          x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * Math.pow(x, 3))));
      case "gelu" -> x / 2 * (1 + erf(x / Math.sqrt(2)));
      default -> throw new IllegalArgumentException(word);
    };
  }

  /** Abramowitz and Stegun, equation 7.1.6, for arguments of moderate size. */
  static double erf(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  /**
   * Causal attention.
   *
   * @param q,k,v a row of all heads of each token
   * @param window tokens that a token sees, itself counted
   */
  static double[][] attention(
      double[][] q, double[][] k, double[][] v, int heads, int keyHeads, int window) {
    int width = q[0].length / heads;
    double[][] outputs = new double[q.length][heads * width];
    for (int t = 0; t < q.length; t++) {
      for (int head = 0; head < heads; head++) {
        int keyHead = head / (heads / keyHeads);
        double total = 0;
        double[] output = new double[width];
        for (int s = Math.max(0, t - window + 1); s <= t; s++) {
          double score = 0;
          for (int i = 0; i < width; i++) {
            score += q[t][head * width + i] * k[s][keyHead * width + i];
          }
          double weight = Math.exp(score / Math.sqrt(width));
          total += weight;
          for (int i = 0; i < width; i++) {
            output[i] += weight * v[s][keyHead * width + i];
          }
        }
        for (int i = 0; i < width; i++) {
          outputs[t][head * width + i] = output[i] / total;
        }
      }
    }
    return outputs;
  }
}
