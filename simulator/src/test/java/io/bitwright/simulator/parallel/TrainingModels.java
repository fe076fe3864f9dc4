package io.bitwright.simulator.parallel;

import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelReader;
import io.bitwright.spec.training.Optimizer;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingPrecision;
import io.bitwright.spec.training.TrainingSpec;
import java.nio.charset.StandardCharsets;

/** The decoder whose training was measured on one and two H200. */
final class TrainingModels {
  private static final String JSON =
      """
      {"model_type": "llama", "hidden_size": 768, "intermediate_size": 2048,
       "num_hidden_layers": 12, "num_attention_heads": 12, "num_key_value_heads": 12,
       "vocab_size": 32000, "max_position_embeddings": 2048, "hidden_act": "silu",
       "rms_norm_eps": 1e-5, "tie_word_embeddings": false}
      """;

  static final ModelConfig MEASURED =
      ModelReader.read("125m", JSON.getBytes(StandardCharsets.UTF_8));

  private TrainingModels() {}

  /** bf16 throughout, AdamW. */
  static TrainingSpec bf16(int batch, int sequence, Recomputation recomputation) {
    return TrainingSpec.of(batch, sequence)
        .with(TrainingPrecision.BF16, Optimizer.ADAMW_BF16)
        .with(recomputation, false);
  }
}
