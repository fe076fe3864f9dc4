package io.bitwright.app.generation;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.CheckpointFolder;
import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.model.ModelReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Finds the trained weights that {@code --model} names. */
public final class CheckpointChoice {
  private static final String SHIPPED = String.join(", ", EmbeddedCheckpoint.NAMES);

  private CheckpointChoice() {}

  /**
   * The checkpoint in a Hugging Face folder, or one that ships.
   *
   * @throws SpecException if there is none, or it is no decoder that can run
   */
  public static Checkpoint open(String model) {
    if (EmbeddedCheckpoint.NAMES.contains(model)) {
      return EmbeddedCheckpoint.open(model);
    }
    if (ModelLibrary.names().contains(model)) {
      throw new SpecException(
          "--model: of %s only the shape ships, no weights; give a Hugging Face folder or one of %s"
              .formatted(model, SHIPPED));
    }
    Path folder = folder(model);
    return CheckpointFolder.open(folder, ModelReader.read(folder));
  }

  private static Path folder(String model) {
    try {
      Path folder = Path.of(model);
      if (Files.isDirectory(folder)) {
        return folder;
      }
    } catch (InvalidPathException noPath) {
      throw new SpecException("--model: '" + model + "' is no path", noPath);
    }
    throw new SpecException(
        "--model: '%s' is no Hugging Face folder and none of %s".formatted(model, SHIPPED));
  }
}
