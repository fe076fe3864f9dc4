package io.bitwright.golden;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.CheckpointFolder;
import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.golden.checkpoint.safetensors.SafetensorsFile;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The trained decoders that tests run on, with what a reference computed of them. */
public final class TestModels {
  /** The embedded model, whose references are test resources and always there. */
  public static final String EMBEDDED = EmbeddedCheckpoint.NAME;

  private static final Path SHARED = Path.of("..", "..", "shared", "checkpoints");
  private static final Path REFERENCES =
      Path.of("src", "test", "resources", "io", "bitwright", "golden", EMBEDDED);

  private TestModels() {}

  /** {@link #EMBEDDED}, or {@code float} or {@code b1}: skips the test if absent. */
  public static Checkpoint checkpoint(String name) {
    return name.equals(EMBEDDED)
        ? EmbeddedCheckpoint.open()
        : CheckpointFolder.open(sharedFile(name), config(name));
  }

  /** Prompts, their logits and their greedy continuations by the reference. */
  public static SafetensorsFile reference(String name) {
    return SafetensorsFile.open(references(name).resolve("reference.safetensors"));
  }

  /** Figures of the reference. */
  public static JsonNode referenceFigures(String name) throws IOException {
    Path file = references(name).resolve("reference.json");
    return JsonMapper.shared().readTree(Files.readString(file));
  }

  private static Path references(String name) {
    return name.equals(EMBEDDED) ? REFERENCES : sharedFile(name);
  }

  /** A file or folder beside the repository; skips the test if it is not there. */
  public static Path sharedFile(String name) {
    Path path = SHARED.resolve(name);
    Assumptions.assumeTrue(Files.exists(path), () -> path + " is not there");
    return path;
  }

  /** The configuration of {@code float} or {@code b1}. */
  public static ModelConfig config(String name) {
    return ModelLibrary.get("play-decoder-" + name);
  }
}
