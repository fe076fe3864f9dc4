package io.bitwright.golden.transformer.naive;

/** OPT (class OPTForCausalLM of huggingface/transformers). */
final class NaiveOpt implements NaiveModel {
  private static final double EPSILON = 1e-5;
  private static final String DECODER = "model.decoder.";

  private final NaiveWeights weights;
  private final boolean before;

  NaiveOpt(NaiveWeights weights) {
    this.weights = weights;
    before = weights.flag("do_layer_norm_before");
  }

  @Override
  public double[][] logits(int[] tokens) {
    double[][] x = embedded(tokens);
    for (int i = 0; i < weights.size("num_hidden_layers"); i++) {
      String layer = DECODER + "layers." + i + ".";
      double[][] inputs = new double[x.length][];
      for (int t = 0; t < x.length; t++) {
        inputs[t] = before ? norm(layer + "self_attn_layer_norm", x[t]) : x[t];
      }
      double[][] attended = attended(layer + "self_attn.", inputs);
      for (int t = 0; t < x.length; t++) {
        x[t] = NaiveMath.sum(x[t], attended[t]);
        x[t] = before ? x[t] : norm(layer + "self_attn_layer_norm", x[t]);
        double[] inner = before ? norm(layer + "final_layer_norm", x[t]) : x[t];
        inner = weights.linear(layer + "fc1", inner);
        inner = NaiveMath.activations(weights.word("activation_function"), inner);
        x[t] = NaiveMath.sum(x[t], weights.linear(layer + "fc2", inner));
        x[t] = before ? x[t] : norm(layer + "final_layer_norm", x[t]);
      }
    }
    double[][] table = weights.matrix(DECODER + "embed_tokens.weight");
    for (int t = 0; t < x.length; t++) {
      boolean last = before && !weights.flag("_remove_final_layer_norm");
      double[] output = last ? norm(DECODER + "final_layer_norm", x[t]) : x[t];
      if (weights.has(DECODER + "project_out.weight")) {
        output = weights.linear(DECODER + "project_out", output);
      }
      x[t] = NaiveMath.product(table, output);
    }
    return x;
  }

  private double[][] embedded(int[] tokens) {
    double[][] table = weights.matrix(DECODER + "embed_tokens.weight");
    double[][] positions = weights.matrix(DECODER + "embed_positions.weight");
    double[][] x = new double[tokens.length][];
    for (int t = 0; t < x.length; t++) {
      x[t] = table[tokens[t]];
      if (weights.has(DECODER + "project_in.weight")) {
        x[t] = weights.linear(DECODER + "project_in", x[t]);
      }
      x[t] = NaiveMath.sum(x[t], positions[t + 2]);
    }
    return x;
  }

  private double[] norm(String name, double[] x) {
    return weights.layerNorm(name, x, EPSILON);
  }

  private double[][] attended(String attention, double[][] x) {
    int heads = weights.size("num_attention_heads");
    double[][] q = new double[x.length][];
    double[][] k = new double[x.length][];
    double[][] v = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      q[t] = weights.linear(attention + "q_proj", x[t]);
      k[t] = weights.linear(attention + "k_proj", x[t]);
      v[t] = weights.linear(attention + "v_proj", x[t]);
    }
    double[][] outputs = NaiveMath.attention(q, k, v, heads, heads, x.length);
    for (int t = 0; t < x.length; t++) {
      outputs[t] = weights.linear(attention + "out_proj", outputs[t]);
    }
    return outputs;
  }
}
