package io.bitwright.golden.checkpoint;

import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.HiddenActivation;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelFamily;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The trained model that ships inside Bitwright: a byte-level BitNet b1.58 decoder of 1.6 million
 * parameters that writes lines of a play.
 */
public final class EmbeddedCheckpoint {
  /** The name under which it is known to users. */
  public static final String NAME = "play-decoder-b158";

  private static final String FOLDER = "/io/bitwright/golden/" + NAME + "/";

  private EmbeddedCheckpoint() {}

  /** The checkpoint, held in memory (3.3 MB). */
  public static Checkpoint open() {
    return new Checkpoint(
        config(), SafetensorsFile.of(NAME + "/model.safetensors", resource("model.safetensors")));
  }

  /** The bytes of its {@code config.json}. */
  public static byte[] configJson() {
    return resource("config.json");
  }

  private static ModelConfig config() {
    return new ModelConfig(
        NAME,
        ModelFamily.BITNET,
        192,
        512,
        4,
        6,
        2,
        32,
        256,
        256,
        1e-5,
        10_000,
        true,
        false,
        256,
        HiddenActivation.RELU2,
        NumberFormat.TERNARY,
        NumberFormat.INT8);
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
