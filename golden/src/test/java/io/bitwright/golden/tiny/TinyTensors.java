package io.bitwright.golden.tiny;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** Random tensors of a configuration under the names that the transformers library gives them. */
final class TinyTensors {
  private final JsonNode config;
  private final Random random = new Random(20_260_101);
  private final Map<String, TinyTensor> tensors = new LinkedHashMap<>();

  private TinyTensors(JsonNode config) {
    this.config = config;
  }

  static Map<String, TinyTensor> of(JsonNode config) {
    TinyTensors made = new TinyTensors(config);
    switch (config.get("model_type").asString()) {
      case "phi" -> made.addPhi();
      case "gpt2" -> made.addGpt2();
      case "opt" -> made.addOpt();
      default -> made.addLlama();
    }
    return made.tensors;
  }

  private int size(String key) {
    return config.get(key).asInt();
  }

  private boolean flag(String key) {
    return config.has(key) && config.get(key).asBoolean();
  }

  private void add(String name, double mean, double deviation, int... shape) {
    List<Long> sizes = new ArrayList<>();
    int elements = 1;
    for (int size : shape) {
      sizes.add((long) size);
      elements *= size;
    }
    float[] values = new float[elements];
    for (int i = 0; i < elements; i++) {
      values[i] = (float) (mean + deviation * random.nextGaussian());
    }
    tensors.put(name, new TinyTensor(sizes, values));
  }

  private void addMatrix(String name, int outputs, int inputs) {
    add(name + ".weight", 0, 1.5 / Math.sqrt(inputs), outputs, inputs);
  }

  /** As the library's Conv1D stores it. */
  private void addTurned(String name, int outputs, int inputs) {
    add(name + ".weight", 0, 1.5 / Math.sqrt(inputs), inputs, outputs);
    add(name + ".bias", 0, 0.3, outputs);
  }

  private void addLinear(String name, int outputs, int inputs, boolean bias) {
    addMatrix(name, outputs, inputs);
    if (bias) {
      add(name + ".bias", 0, 0.3, outputs);
    }
  }

  private void addNorm(String name, int width) {
    add(name + ".weight", 1, 0.3, width);
    add(name + ".bias", 0, 0.3, width);
  }

  private void addLlama() {
    String family = config.get("model_type").asString();
    int width = size("hidden_size");
    int inner = size("intermediate_size");
    int queries = size("num_attention_heads") * size("head_dim");
    int keys = size("num_key_value_heads") * size("head_dim");
    boolean bias = flag("attention_bias");
    boolean inputBias = bias || family.equals("qwen2");
    double gain = family.equals("gemma") ? 0 : 1;
    add("model.embed_tokens.weight", 0, 1, size("vocab_size"), width);
    for (int i = 0; i < size("num_hidden_layers"); i++) {
      String layer = "model.layers." + i + ".";
      add(layer + "input_layernorm.weight", gain, 0.3, width);
      addLinear(layer + "self_attn.q_proj", queries, width, inputBias);
      addLinear(layer + "self_attn.k_proj", keys, width, inputBias);
      addLinear(layer + "self_attn.v_proj", keys, width, inputBias);
      addLinear(layer + "self_attn.o_proj", width, queries, bias);
      add(layer + "post_attention_layernorm.weight", gain, 0.3, width);
      addMatrix(layer + "mlp.gate_proj", inner, width);
      addMatrix(layer + "mlp.up_proj", inner, width);
      addMatrix(layer + "mlp.down_proj", width, inner);
      if (family.equals("bitnet")) {
        add(layer + "self_attn.attn_sub_norm.weight", 1, 0.3, queries);
        add(layer + "mlp.ffn_sub_norm.weight", 1, 0.3, inner);
      }
    }
    add("model.norm.weight", gain, 0.3, width);
    if (!flag("tie_word_embeddings")) {
      addMatrix("lm_head", size("vocab_size"), width);
    }
  }

  private void addPhi() {
    int width = size("hidden_size");
    int keys = width / size("num_attention_heads") * size("num_key_value_heads");
    add("model.embed_tokens.weight", 0, 1, size("vocab_size"), width);
    for (int i = 0; i < size("num_hidden_layers"); i++) {
      String layer = "model.layers." + i + ".";
      addNorm(layer + "input_layernorm", width);
      addLinear(layer + "self_attn.q_proj", width, width, true);
      addLinear(layer + "self_attn.k_proj", keys, width, true);
      addLinear(layer + "self_attn.v_proj", keys, width, true);
      addLinear(layer + "self_attn.dense", width, width, true);
      addLinear(layer + "mlp.fc1", size("intermediate_size"), width, true);
      addLinear(layer + "mlp.fc2", width, size("intermediate_size"), true);
    }
    addNorm("model.final_layernorm", width);
    addLinear("lm_head", size("vocab_size"), width, true);
  }

  private void addGpt2() {
    int width = size("n_embd");
    int inner = size("n_inner");
    add("transformer.wte.weight", 0, 1, size("vocab_size"), width);
    add("transformer.wpe.weight", 0, 0.5, size("n_positions"), width);
    for (int i = 0; i < size("n_layer"); i++) {
      String layer = "transformer.h." + i + ".";
      addNorm(layer + "ln_1", width);
      addTurned(layer + "attn.c_attn", 3 * width, width);
      addTurned(layer + "attn.c_proj", width, width);
      addNorm(layer + "ln_2", width);
      addTurned(layer + "mlp.c_fc", inner, width);
      addTurned(layer + "mlp.c_proj", width, inner);
    }
    addNorm("transformer.ln_f", width);
  }

  private void addOpt() {
    int width = size("hidden_size");
    int tableWidth = size("word_embed_proj_dim");
    boolean bias = flag("enable_bias");
    String decoder = "model.decoder.";
    add(decoder + "embed_tokens.weight", 0, 1, size("vocab_size"), tableWidth);
    add(decoder + "embed_positions.weight", 0, 0.5, size("max_position_embeddings") + 2, width);
    if (tableWidth != width) {
      addMatrix(decoder + "project_in", width, tableWidth);
      addMatrix(decoder + "project_out", tableWidth, width);
    }
    for (int i = 0; i < size("num_hidden_layers"); i++) {
      String layer = decoder + "layers." + i + ".";
      for (String part : new String[] {"k_proj", "v_proj", "q_proj", "out_proj"}) {
        addLinear(layer + "self_attn." + part, width, width, bias);
      }
      addNorm(layer + "self_attn_layer_norm", width);
      addLinear(layer + "fc1", size("ffn_dim"), width, bias);
      addLinear(layer + "fc2", width, size("ffn_dim"), bias);
      addNorm(layer + "final_layer_norm", width);
    }
    if (flag("do_layer_norm_before") && !flag("_remove_final_layer_norm")) {
      addNorm(decoder + "final_layer_norm", width);
    }
  }
}
