package io.bitwright.golden.transformer.naive;

/** Phi (class PhiForCausalLM of huggingface/transformers). */
final class NaivePhi implements NaiveModel {
  private final NaiveWeights weights;

  NaivePhi(NaiveWeights weights) {
    this.weights = weights;
  }

  @Override
  public double[][] logits(int[] tokens) {
    double epsilon = weights.number("layer_norm_eps");
    double[][] table = weights.matrix("model.embed_tokens.weight");
    double[][] x = new double[tokens.length][];
    for (int t = 0; t < x.length; t++) {
      x[t] = table[tokens[t]];
    }
    for (int i = 0; i < weights.size("num_hidden_layers"); i++) {
      String layer = "model.layers." + i + ".";
      double[][] normed = new double[x.length][];
      for (int t = 0; t < x.length; t++) {
        normed[t] = weights.layerNorm(layer + "input_layernorm", x[t], epsilon);
      }
      double[][] attended = attended(layer + "self_attn.", normed);
      for (int t = 0; t < x.length; t++) {
        double[] inner =
            NaiveMath.activations(
                weights.word("hidden_act"), weights.linear(layer + "mlp.fc1", normed[t]));
        double[] update = NaiveMath.sum(attended[t], weights.linear(layer + "mlp.fc2", inner));
        x[t] = NaiveMath.sum(x[t], update);
      }
    }
    for (int t = 0; t < x.length; t++) {
      x[t] = weights.linear("lm_head", weights.layerNorm("model.final_layernorm", x[t], epsilon));
    }
    return x;
  }

  private double[][] attended(String attention, double[][] x) {
    int heads = weights.size("num_attention_heads");
    int headDimension = weights.size("hidden_size") / heads;
    int turned = (int) (headDimension * weights.number("partial_rotary_factor"));
    NaiveRotary rotary = new NaiveRotary(weights.config(), turned, x.length);
    double[][] q = new double[x.length][];
    double[][] k = new double[x.length][];
    double[][] v = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      q[t] = rotary.turn(weights.linear(attention + "q_proj", x[t]), headDimension, t);
      k[t] = rotary.turn(weights.linear(attention + "k_proj", x[t]), headDimension, t);
      v[t] = weights.linear(attention + "v_proj", x[t]);
    }
    double[][] outputs =
        NaiveMath.attention(q, k, v, heads, weights.size("num_key_value_heads"), x.length);
    for (int t = 0; t < x.length; t++) {
      outputs[t] = weights.linear(attention + "dense", outputs[t]);
    }
    return outputs;
  }
}
