package io.bitwright.golden.checkpoint;

import io.bitwright.golden.checkpoint.safetensors.SafetensorsFile;
import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.model.ModelLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The trained models that ship inside Bitwright: byte-level decoders of 1.6 million parameters that
 * write lines of a play, one shape trained in three ways; and a text that they have not seen.
 */
public final class EmbeddedCheckpoint {
  /**
   * The name under which the BitNet b1.58 decoder is known to users, and its configuration to
   * {@link ModelLibrary}.
   */
  public static final String NAME = "play-decoder-b158";

  /** All names: ternary, floating-point (a Llama), binary. */
  public static final List<String> NAMES = List.of(NAME, "play-decoder-float", "play-decoder-b1");

  private static final Vocabulary<String> WORDS =
      Vocabulary.of("model with weights", NAMES, name -> name);

  private static final String FOLDER = "/io/bitwright/golden/";

  private EmbeddedCheckpoint() {}

  /** The BitNet b1.58 decoder. */
  public static Checkpoint open() {
    return open(NAME);
  }

  /**
   * A checkpoint, held in memory (3.3 MB).
   *
   * @throws io.bitwright.spec.SpecException if none of {@link #NAMES} is asked for
   */
  public static Checkpoint open(String name) {
    String known = WORDS.parse(name);
    return new Checkpoint(
        ModelLibrary.get(known),
        SafetensorsFile.of(known + "/model.safetensors", resource(known + "/model.safetensors")));
  }

  /** The text that none of them was trained on, 111,540 bytes. */
  public static byte[] heldOutText() {
    return resource("play-text/held-out.txt");
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
