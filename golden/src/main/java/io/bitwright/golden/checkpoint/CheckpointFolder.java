package io.bitwright.golden.checkpoint;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.GatedDecoder;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Hugging Face model folder: {@code config.json} and {@code model.safetensors}. */
public final class CheckpointFolder {
  private static final String WEIGHTS = "model.safetensors";
  private static final String SHARD_INDEX = "model.safetensors.index.json";

  private CheckpointFolder() {}

  /**
   * Opens the weights of a folder and checks them against its configuration.
   *
   * @param config what the folder's {@code config.json} says
   * @throws SpecException if there are no weights, or they do not fit the configuration
   */
  public static Checkpoint open(Path folder, GatedDecoder config) {
    Path weights = folder.resolve(WEIGHTS);
    if (!Files.exists(weights) && Files.exists(folder.resolve(SHARD_INDEX))) {
      throw new SpecException(
          folder + ": the weights are in several files; merge them into one " + WEIGHTS);
    }
    return new Checkpoint(config, SafetensorsFile.open(weights));
  }
}
