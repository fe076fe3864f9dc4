package io.bitwright.golden.tiny;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.CheckpointFolder;
import io.bitwright.golden.checkpoint.safetensors.SafetensorsWriter;
import io.bitwright.golden.checkpoint.tensor.ElementType;
import io.bitwright.spec.model.ModelReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tiny models of random weights; a configuration states every key that its family has. */
public enum TinyModel {
  LLAMA(llama("llama", 4, 2, 8, true, "'hidden_act': 'silu'")),
  LLAMA_OF_ONE_KEY_HEAD(llama("llama", 4, 1, 4, false, "'hidden_act': 'silu'")),
  LLAMA_WITH_BIASES(llama("llama", 3, 3, 6, false, "'hidden_act': 'gelu', 'attention_bias': true")),
  LLAMA_WITH_A_WINDOW(llama("llama", 2, 2, 8, true, "'hidden_act': 'silu', 'sliding_window': 5")),
  MISTRAL(llama("mistral", 4, 2, 4, false, "'hidden_act': 'silu', 'sliding_window': 4")),
  MISTRAL_WITHOUT_WINDOW(
      llama("mistral", 4, 4, 4, false, "'hidden_act': 'silu', 'sliding_window': null")),
  QWEN2(
      llama(
          "qwen2",
          4,
          2,
          4,
          true,
          "'hidden_act': 'silu', 'use_sliding_window': false, 'sliding_window': 4")),
  QWEN2_WITH_A_WINDOW_IN_SOME_LAYERS(
      llama(
          "qwen2",
          4,
          1,
          4,
          false,
          "'hidden_act': 'silu', 'use_sliding_window': true, 'sliding_window': 3,"
              + " 'max_window_layers': 2")),
  QWEN2_OF_NAMED_LAYERS(
      llama(
          "qwen2",
          2,
          2,
          4,
          false,
          "'hidden_act': 'silu', 'use_sliding_window': true, 'sliding_window': 3, 'layer_types':"
              + " ['sliding_attention', 'full_attention', 'sliding_attention']")),
  GEMMA(llama("gemma", 4, 1, 6, true, "'hidden_activation': 'gelu_pytorch_tanh'")),
  GEMMA_WITH_EXACT_GELU(
      llama("gemma", 2, 2, 10, true, "'hidden_activation': 'gelu', 'attention_bias': true")),
  BITNET(llama("bitnet", 4, 2, 4, true, "'hidden_act': 'relu2'")),
  BITNET_OF_ONE_BIT(
      llama(
          "bitnet",
          2,
          1,
          8,
          true,
          "'hidden_act': 'silu', 'quantization_config': {'weight_bits': 1}")),
  PHI(phi(4, 4, "'hidden_act': 'gelu_new', 'partial_rotary_factor': 0.5")),
  PHI_OF_FEWER_KEY_HEADS(phi(4, 2, "'hidden_act': 'quick_gelu', 'partial_rotary_factor': 0.25")),
  PHI_TURNED_WHOLE(phi(2, 1, "'hidden_act': 'tanh', 'partial_rotary_factor': 1.0")),
  GPT2(gpt2("gelu_new", true, false)),
  GPT2_SCALED_BY_LAYER(gpt2("relu", true, true)),
  GPT2_UNSCALED(gpt2("relu2", false, false)),
  OPT(opt(24, true, "'enable_bias': true, 'activation_function': 'relu'")),
  OPT_WITH_NORMS_BEHIND(opt(10, false, "'enable_bias': true, 'activation_function': 'relu'")),
  OPT_WITH_PROJECTIONS(opt(10, true, "'enable_bias': true, 'activation_function': 'gelu'")),
  OPT_WITHOUT_BIASES(
      opt(
          24,
          true,
          "'enable_bias': false, 'activation_function': 'silu',"
              + " '_remove_final_layer_norm': true")),
  ROPE_LINEAR(scaled("'type': 'linear', 'factor': 2.5")),
  ROPE_DYNAMIC(scaled("'type': 'dynamic', 'factor': 3.0, 'original_max_position_embeddings': 6")),
  ROPE_LLAMA3(
      scaled(
          "'rope_type': 'llama3', 'factor': 8.0, 'low_freq_factor': 1.0, 'high_freq_factor': 4.0,"
              + " 'original_max_position_embeddings': 60")),
  ROPE_YARN(scaled("'rope_type': 'yarn', 'factor': 4.0, 'original_max_position_embeddings': 128")),
  ROPE_YARN_UNTRUNCATED(
      scaled(
          "'rope_type': 'yarn', 'factor': 4.0, 'original_max_position_embeddings': 128,"
              + " 'beta_fast': 16, 'beta_slow': 2, 'truncate': false, 'mscale': 0.7,"
              + " 'mscale_all_dim': 1.3")),
  ROPE_YARN_WITH_A_FACTOR(
      scaled(
          "'rope_type': 'yarn', 'factor': 2.0, 'attention_factor': 1.25,"
              + " 'original_max_position_embeddings': 40"));

  private final String json;

  TinyModel(String json) {
    this.json = json.replace('\'', '"');
  }

  private static String llama(
      String family, int heads, int keyHeads, int headDimension, boolean tied, String keys) {
    return """
    {'model_type': '%s', 'hidden_size': 24, 'intermediate_size': 40, 'num_hidden_layers': 3,
     'num_attention_heads': %d, 'num_key_value_heads': %d, 'head_dim': %d, 'vocab_size': 37,
     'max_position_embeddings': 16, 'rms_norm_eps': 1e-5, 'rope_theta': 500.0,
     'tie_word_embeddings': %s, %s}
    """
        .formatted(family, heads, keyHeads, headDimension, tied, keys);
  }

  private static String scaled(String scaling) {
    return llama(
        "llama", 2, 1, 16, true, "'hidden_act': 'silu', 'rope_scaling': {" + scaling + "}");
  }

  private static String phi(int heads, int keyHeads, String keys) {
    return """
    {'model_type': 'phi', 'hidden_size': 32, 'intermediate_size': 40, 'num_hidden_layers': 2,
     'num_attention_heads': %d, 'num_key_value_heads': %d, 'vocab_size': 37,
     'max_position_embeddings': 16, 'layer_norm_eps': 1e-5, 'rope_theta': 300.0,
     'tie_word_embeddings': false, %s}
    """
        .formatted(heads, keyHeads, keys);
  }

  private static String gpt2(String activation, boolean byWidth, boolean byLayer) {
    return """
    {'model_type': 'gpt2', 'n_embd': 24, 'n_inner': 56, 'n_layer': 3, 'n_head': 3,
     'vocab_size': 37, 'n_positions': 16, 'layer_norm_epsilon': 1e-5,
     'activation_function': '%s', 'tie_word_embeddings': true, 'scale_attn_weights': %s,
     'scale_attn_by_inverse_layer_idx': %s}
    """
        .formatted(activation, byWidth, byLayer);
  }

  private static String opt(int tableWidth, boolean before, String keys) {
    return """
    {'model_type': 'opt', 'hidden_size': 24, 'ffn_dim': 56, 'num_hidden_layers': 3,
     'num_attention_heads': 4, 'vocab_size': 37, 'max_position_embeddings': 16,
     'word_embed_proj_dim': %d, 'do_layer_norm_before': %s, %s}
    """
        .formatted(tableWidth, before, keys);
  }

  /** Its {@code config.json}. */
  public JsonNode config() {
    return JsonMapper.shared().readTree(json);
  }

  /** Its tensors under the names of its file, always the same. */
  public Map<String, TinyTensor> tensors() {
    return TinyTensors.of(config());
  }

  /** Writes a folder with configuration and weights, and opens it. */
  public Checkpoint write(Path folder) {
    try {
      Files.writeString(folder.resolve("config.json"), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SafetensorsWriter.write(
        folder.resolve("model.safetensors"),
        tensors().entrySet().stream()
            .map(tensor -> tensor.getValue().toWrite(tensor.getKey(), ElementType.F32))
            .toList());
    return CheckpointFolder.open(folder, ModelReader.read(folder));
  }
}
