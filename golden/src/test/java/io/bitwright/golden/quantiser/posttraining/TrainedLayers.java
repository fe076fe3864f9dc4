package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.TestModels;
import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.kernel.FloatMatmul;
import io.bitwright.golden.transformer.LinearArithmetic;
import io.bitwright.golden.transformer.ReferenceTransformer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The linear layers of the trained {@code float} checkpoint with their inputs on a real text. */
final class TrainedLayers {
  private final Map<String, float[][]> weights = new LinkedHashMap<>();
  private final Map<String, List<float[]>> inputs = new LinkedHashMap<>();

  private TrainedLayers() {}

  /** Reads windows of 128 bytes of the validation text; skips the test if there is none. */
  static TrainedLayers read(int windows) throws IOException {
    TrainedLayers layers = new TrainedLayers();
    Checkpoint checkpoint = TestModels.checkpoint("float");
    ReferenceTransformer transformer =
        ReferenceTransformer.with(
            checkpoint.config(), checkpoint.weights(), layers.observedArithmetic());
    byte[] text = Files.readAllBytes(TestModels.sharedFile("validation.txt"));
    for (int window = 0; window < windows; window++) {
      int[] tokens = new int[128];
      int from = window * 4096;
      Arrays.setAll(tokens, i -> text[from + i] & 0xFF);
      transformer.logits(tokens);
    }
    return layers;
  }

  private LinearArithmetic observedArithmetic() {
    return (name, trained) -> {
      weights.put(name, trained);
      List<float[]> seen = inputs.computeIfAbsent(name, key -> new ArrayList<>());
      float[][] byInput = FloatMatmul.transpose(trained);
      return rows -> {
        for (float[] row : rows) {
          seen.add(row.clone());
        }
        return FloatMatmul.multiply(rows, byInput);
      };
    };
  }

  List<String> names() {
    return List.copyOf(weights.keySet());
  }

  /** N rows of K. */
  float[][] weights(String name) {
    return Objects.requireNonNull(weights.get(name));
  }

  /** All inputs of a layer but those of the last window: to calibrate on. */
  float[][] calibration(String name) {
    List<float[]> seen = Objects.requireNonNull(inputs.get(name));
    return seen.subList(0, seen.size() - 128).toArray(float[][]::new);
  }

  /** The first 64 inputs of the last window: to judge by. */
  float[][] heldOut(String name) {
    List<float[]> seen = Objects.requireNonNull(inputs.get(name));
    return seen.subList(seen.size() - 128, seen.size() - 64).toArray(float[][]::new);
  }
}
