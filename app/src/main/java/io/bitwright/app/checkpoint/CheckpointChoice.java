package io.bitwright.app.checkpoint;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.CheckpointFolder;
import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.model.ModelReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The trained weights that an option such as {@code --model} names.
 *
 * @param folder where they lie; empty for those that ship
 */
public record CheckpointChoice(Checkpoint checkpoint, Optional<Path> folder) {
  private static final String SHIPPED = String.join(", ", EmbeddedCheckpoint.NAMES);

  /**
   * The checkpoint in a Hugging Face folder, or one that ships.
   *
   * @param option for messages
   * @throws SpecException if there is none, or it is no decoder that can run
   */
  public static CheckpointChoice open(String option, String model) {
    if (EmbeddedCheckpoint.NAMES.contains(model)) {
      return new CheckpointChoice(EmbeddedCheckpoint.open(model), Optional.empty());
    }
    if (ModelLibrary.names().contains(model)) {
      throw new SpecException(
          "%s: of %s only the shape ships, no weights; give a Hugging Face folder or one of %s"
              .formatted(option, model, SHIPPED));
    }
    Path folder = folder(option, model);
    return new CheckpointChoice(
        CheckpointFolder.open(folder, ModelReader.read(folder)), Optional.of(folder));
  }

  private static Path folder(String option, String model) {
    try {
      Path folder = Path.of(model);
      if (Files.isDirectory(folder)) {
        return folder;
      }
    } catch (InvalidPathException noPath) {
      throw new SpecException(option + ": '" + model + "' is no path", noPath);
    }
    throw new SpecException(
        "%s: '%s' is no Hugging Face folder and none of %s".formatted(option, model, SHIPPED));
  }
}
