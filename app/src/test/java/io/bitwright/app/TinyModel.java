package io.bitwright.app;

import io.bitwright.golden.checkpoint.safetensors.SafetensorsWriter;
import io.bitwright.golden.checkpoint.tensor.ElementType;
import io.bitwright.golden.checkpoint.tensor.NewTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A model folder of one LLaMA layer of width 8 with random weights. */
final class TinyModel {
  /** Its tokens. */
  static final int VOCABULARY = 10;

  private static final int WIDTH = 8;

  /** Tokens a, b, c, and what they can be merged to; 8 has no text. */
  private static final String TOKENIZER =
      """
      {"added_tokens": [{"id": 9, "content": "<end>", "special": true}],
      "normalizer": null,
      "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false},
      "decoder": {"type": "ByteLevel"},
      "model": {"type": "BPE", "unk_token": null, "dropout": null,
      "vocab": {"a": 0, "b": 1, "c": 2, "ab": 3, "bc": 4, "abc": 5, "ba": 6, "ca": 7, "cb": 8},
      "merges": ["b c", "a b", ["a", "bc"], "b a", "c a", "c b"]}}
      """;

  private TinyModel() {}

  /** Writes configuration and weights. */
  static void write(Path folder) throws IOException {
    writeConfig(folder, "");
    Random random = new Random(4);
    List<NewTensor<ElementType>> tensors = new ArrayList<>();
    tensors.add(matrix("model.embed_tokens.weight", VOCABULARY, WIDTH, random));
    String layer = "model.layers.0.";
    tensors.add(gains(layer + "input_layernorm.weight"));
    tensors.add(matrix(layer + "self_attn.q_proj.weight", 8, WIDTH, random));
    tensors.add(matrix(layer + "self_attn.k_proj.weight", 4, WIDTH, random));
    tensors.add(matrix(layer + "self_attn.v_proj.weight", 4, WIDTH, random));
    tensors.add(matrix(layer + "self_attn.o_proj.weight", WIDTH, 8, random));
    tensors.add(gains(layer + "post_attention_layernorm.weight"));
    tensors.add(matrix(layer + "mlp.gate_proj.weight", 16, WIDTH, random));
    tensors.add(matrix(layer + "mlp.up_proj.weight", 16, WIDTH, random));
    tensors.add(matrix(layer + "mlp.down_proj.weight", WIDTH, 16, random));
    tensors.add(gains("model.norm.weight"));
    SafetensorsWriter.write(folder.resolve("model.safetensors"), tensors);
  }

  /** Writes the configuration with more keys, such as {@code , "eos_token_id": 9}. */
  static void writeConfig(Path folder, String more) throws IOException {
    String config =
        """
        {"model_type": "llama", "hidden_act": "silu", "hidden_size": 8, "intermediate_size": 16,
        "num_hidden_layers": 1, "num_attention_heads": 2, "num_key_value_heads": 1, "head_dim": 4,
        "max_position_embeddings": 64, "rms_norm_eps": 1e-05, "rope_theta": 10000.0,
        "tie_word_embeddings": true, "torch_dtype": "bfloat16", "vocab_size": 10%s}
        """
            .formatted(more);
    Files.writeString(folder.resolve("config.json"), config);
  }

  static void writeTokenizer(Path folder) throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
  }

  private static NewTensor<ElementType> matrix(String name, int rows, int columns, Random random) {
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return NewTensor.matrix(name, ElementType.F32, values);
  }

  private static NewTensor<ElementType> gains(String name) {
    float[] gains = new float[WIDTH];
    Arrays.fill(gains, 1);
    return NewTensor.vector(name, ElementType.F32, gains);
  }
}
