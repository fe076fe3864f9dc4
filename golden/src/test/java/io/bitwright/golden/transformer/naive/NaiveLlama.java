package io.bitwright.golden.transformer.naive;

import java.util.Arrays;

/** Llama, Mistral, Qwen2, Gemma and BitNet (classes of those names of huggingface/transformers). */
final class NaiveLlama implements NaiveModel {
  private final NaiveWeights weights;
  private final NaiveLinear linear;
  private final String family;
  private final double epsilon;

  NaiveLlama(NaiveWeights weights, NaiveLinear linear) {
    this.weights = weights;
    this.linear = linear;
    family = weights.word("model_type");
    epsilon = weights.number("rms_norm_eps");
  }

  @Override
  public double[][] logits(int[] tokens) {
    double[][] table = weights.matrix("model.embed_tokens.weight");
    double[][] x = new double[tokens.length][];
    for (int t = 0; t < x.length; t++) {
      double scale = family.equals("gemma") ? Math.sqrt(weights.size("hidden_size")) : 1;
      x[t] = Arrays.stream(table[tokens[t]]).map(value -> value * scale).toArray();
    }
    for (int i = 0; i < weights.size("num_hidden_layers"); i++) {
      String layer = "model.layers." + i + ".";
      double[][] attended = attended(layer, x, window(i));
      for (int t = 0; t < x.length; t++) {
        x[t] = NaiveMath.sum(x[t], attended[t]);
        x[t] = NaiveMath.sum(x[t], feedForward(layer, x[t]));
      }
    }
    String head = weights.has("lm_head.weight") ? "lm_head" : "model.embed_tokens";
    for (int t = 0; t < x.length; t++) {
      double[] normed = norm("model.norm.weight", x[t]);
      x[t] = NaiveMath.product(weights.matrix(head + ".weight"), normed);
    }
    return x;
  }

  private double[] norm(String name, double[] x) {
    double[] gain = weights.vector(name);
    if (family.equals("gemma")) {
      gain = Arrays.stream(gain).map(weight -> 1 + weight).toArray();
    }
    return NaiveMath.rmsNorm(x, gain, epsilon);
  }

  private double[] linear(String name, double[] x) {
    double[] product = linear.product(weights.matrix(name + ".weight"), x);
    return weights.has(name + ".bias")
        ? NaiveMath.sum(product, weights.vector(name + ".bias"))
        : product;
  }

  private int window(int layer) {
    boolean stated =
        weights.config().has("sliding_window") && !weights.config().get("sliding_window").isNull();
    if (!stated || (family.equals("qwen2") && !qwen2Window(layer))) {
      return Integer.MAX_VALUE / 2;
    }
    return weights.size("sliding_window");
  }

  private boolean qwen2Window(int layer) {
    if (!weights.flag("use_sliding_window")) {
      return false;
    }
    return weights.config().has("layer_types")
        ? weights.config().get("layer_types").get(layer).asString().equals("sliding_attention")
        : layer >= weights.size("max_window_layers");
  }

  private double[][] attended(String layer, double[][] x, int window) {
    int headDimension = weights.size("head_dim");
    NaiveRotary rotary = new NaiveRotary(weights.config(), headDimension, x.length);
    double[][] q = new double[x.length][];
    double[][] k = new double[x.length][];
    double[][] v = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] normed = norm(layer + "input_layernorm.weight", x[t]);
      q[t] = rotary.turn(linear(layer + "self_attn.q_proj", normed), headDimension, t);
      k[t] = rotary.turn(linear(layer + "self_attn.k_proj", normed), headDimension, t);
      v[t] = linear(layer + "self_attn.v_proj", normed);
    }
    double[][] outputs =
        NaiveMath.attention(
            q,
            k,
            v,
            weights.size("num_attention_heads"),
            weights.size("num_key_value_heads"),
            window);
    for (int t = 0; t < x.length; t++) {
      if (family.equals("bitnet")) {
        outputs[t] = norm(layer + "self_attn.attn_sub_norm.weight", outputs[t]);
      }
      outputs[t] = linear(layer + "self_attn.o_proj", outputs[t]);
    }
    return outputs;
  }

  private double[] feedForward(String layer, double[] x) {
    double[] normed = norm(layer + "post_attention_layernorm.weight", x);
    String word = weights.word(family.equals("gemma") ? "hidden_activation" : "hidden_act");
    double[] gate = NaiveMath.activations(word, linear(layer + "mlp.gate_proj", normed));
    double[] inner = NaiveMath.products(gate, linear(layer + "mlp.up_proj", normed));
    if (family.equals("bitnet")) {
      inner = norm(layer + "mlp.ffn_sub_norm.weight", inner);
    }
    return linear(layer + "mlp.down_proj", inner);
  }
}
