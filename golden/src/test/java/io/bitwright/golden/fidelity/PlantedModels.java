package io.bitwright.golden.fidelity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.CheckpointFolder;
import io.bitwright.golden.checkpoint.safetensors.SafetensorsWriter;
import io.bitwright.golden.checkpoint.tensor.ElementType;
import io.bitwright.golden.checkpoint.tensor.NewTensor;
import io.bitwright.spec.model.GatedDecoder;
import io.bitwright.spec.model.ModelReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Models of four tokens whose logits depend on the last token only and are what a test wants: the
 * embedding is one-hot, linear layers are zero, and the head holds the logits.
 */
final class PlantedModels {
  static final int TOKENS = 4;

  private static final String CONFIG =
      """
      {"model_type": "llama", "architectures": ["LlamaForCausalLM"], "hidden_act": "silu",
       "hidden_size": 4, "intermediate_size": 6, "num_hidden_layers": 1, "num_attention_heads": 2,
       "num_key_value_heads": 1, "head_dim": 2, "max_position_embeddings": 16, "vocab_size": 4,
       "rms_norm_eps": 1e-12, "tie_word_embeddings": false, "torch_dtype": "bfloat16"}
      """;

  /** What the root-mean-square norm makes of the 1 among three zeros: exact in fp32. */
  private static final float NORMED = 2;

  private PlantedModels() {}

  /**
   * A checkpoint in a folder of its own.
   *
   * @param logits of the next token (columns) behind each last one (rows)
   */
  static Checkpoint chain(Path folder, double[][] logits) {
    float[][] embedding = new float[TOKENS][TOKENS];
    float[][] head = new float[TOKENS][TOKENS];
    for (int last = 0; last < TOKENS; last++) {
      embedding[last][last] = 1;
      for (int next = 0; next < TOKENS; next++) {
        head[next][last] = (float) (logits[last][next] / NORMED);
      }
    }
    List<NewTensor<ElementType>> tensors = new ArrayList<>();
    tensors.add(NewTensor.matrix("model.embed_tokens.weight", ElementType.F32, embedding));
    tensors.add(NewTensor.matrix("lm_head.weight", ElementType.F32, head));
    tensors.add(NewTensor.vector("model.norm.weight", ElementType.F32, 1, 1, 1, 1));
    String layer = "model.layers.0.";
    for (String norm : List.of("input_layernorm", "post_attention_layernorm")) {
      tensors.add(NewTensor.vector(layer + norm + ".weight", ElementType.F32, 1, 1, 1, 1));
    }
    addZeros(tensors, layer + "self_attn.q_proj", 4, 4);
    addZeros(tensors, layer + "self_attn.k_proj", 2, 4);
    addZeros(tensors, layer + "self_attn.v_proj", 2, 4);
    addZeros(tensors, layer + "self_attn.o_proj", 4, 4);
    addZeros(tensors, layer + "mlp.gate_proj", 6, 4);
    addZeros(tensors, layer + "mlp.up_proj", 6, 4);
    addZeros(tensors, layer + "mlp.down_proj", 4, 6);
    SafetensorsWriter.write(folder.resolve("model.safetensors"), tensors);
    return CheckpointFolder.open(
        folder, GatedDecoder.of(ModelReader.read("planted", CONFIG.getBytes(UTF_8))));
  }

  private static void addZeros(
      List<NewTensor<ElementType>> tensors, String name, int outputs, int inputs) {
    tensors.add(NewTensor.matrix(name + ".weight", ElementType.F32, new float[outputs][inputs]));
  }

  /** Logits that stand for probabilities. */
  static double[][] logarithms(double[][] probabilities) {
    double[][] logits = new double[TOKENS][TOKENS];
    for (int last = 0; last < TOKENS; last++) {
      for (int next = 0; next < TOKENS; next++) {
        logits[last][next] = Math.log(probabilities[last][next]);
      }
    }
    return logits;
  }
}
