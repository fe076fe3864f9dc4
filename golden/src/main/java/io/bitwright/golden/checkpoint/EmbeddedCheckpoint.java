package io.bitwright.golden.checkpoint;

import io.bitwright.golden.checkpoint.safetensors.SafetensorsFile;
import io.bitwright.spec.model.ModelLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The trained model that ships inside Bitwright: a byte-level BitNet b1.58 decoder of 1.6 million
 * parameters that writes lines of a play.
 */
public final class EmbeddedCheckpoint {
  /** The name under which it is known to users, and its configuration to {@link ModelLibrary}. */
  public static final String NAME = "play-decoder-b158";

  private static final String FOLDER = "/io/bitwright/golden/" + NAME + "/";

  private EmbeddedCheckpoint() {}

  /** The checkpoint, held in memory (3.3 MB). */
  public static Checkpoint open() {
    return new Checkpoint(
        ModelLibrary.get(NAME),
        SafetensorsFile.of(NAME + "/model.safetensors", resource("model.safetensors")));
  }

  private static byte[] resource(String file) {
    try (InputStream stream = EmbeddedCheckpoint.class.getResourceAsStream(FOLDER + file)) {
      if (stream == null) {
        throw new IllegalStateException("missing from the jar: " + FOLDER + file);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
