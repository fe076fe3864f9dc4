package io.bitwright.golden.checkpoint;

import io.bitwright.golden.checkpoint.gguf.GgufFile;
import io.bitwright.golden.checkpoint.safetensors.SafetensorsFile;
import io.bitwright.golden.checkpoint.safetensors.ShardedSafetensors;
import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Hugging Face model folder: {@code config.json} and {@code model.safetensors}, whole or in
 * shards.
 */
public final class CheckpointFolder {
  private static final String WEIGHTS = "model.safetensors";
  private static final String GGUF = "model.gguf";
  private static final String SHARD_INDEX = "model.safetensors.index.json";

  private CheckpointFolder() {}

  /**
   * Opens the weights of a folder and checks them against its configuration.
   *
   * @param config what the folder's {@code config.json} says
   * @throws SpecException if there are no weights, or they do not fit the configuration
   */
  public static Checkpoint open(Path folder, ModelConfig config) {
    return new Checkpoint(config, weights(folder));
  }

  /**
   * The tensors of a folder, under the names of its files.
   *
   * @throws SpecException if there are none, or a file is not of its format
   */
  public static TensorSource weights(Path folder) {
    Path single = folder.resolve(WEIGHTS);
    Path index = folder.resolve(SHARD_INDEX);
    if (Files.exists(single)) {
      return SafetensorsFile.open(single);
    }
    if (Files.exists(index)) {
      return ShardedSafetensors.open(index);
    }
    Path gguf = folder.resolve(GGUF);
    return Files.exists(gguf) ? GgufFile.open(gguf) : SafetensorsFile.open(single);
  }
}
