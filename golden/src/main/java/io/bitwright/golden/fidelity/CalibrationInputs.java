package io.bitwright.golden.fidelity;

import io.bitwright.golden.transformer.LinearLayer;
import io.bitwright.golden.transformer.ReferenceTransformer;
import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the linear layers of a model are given on a text; captured when first asked for. */
final class CalibrationInputs {
  private final TrainedModel model;
  private final int[] tokens;
  private final Map<String, List<float[]>> inputs = new HashMap<>();
  private float[][] lastSeen = new float[0][];
  private float[][] lastCopied = new float[0][];

  CalibrationInputs(TrainedModel model, int[] tokens) {
    this.model = model;
    this.tokens = tokens.clone();
  }

  /**
   * The inputs of a layer.
   *
   * @return one row of K for each calibration token; not to be written to
   * @throws SpecException if there are no tokens
   */
  synchronized float[][] of(String layer) {
    if (tokens.length == 0) {
      throw new SpecException("the method needs a text to calibrate on; there is none");
    }
    if (inputs.isEmpty()) {
      capture();
    }
    return inputs.getOrDefault(layer, List.of()).toArray(float[][]::new);
  }

  private void capture() {
    ReferenceTransformer transformer = model.with((name, weights) -> observed(name));
    int window = transformer.maximumPositions();
    for (int first = 0; first < tokens.length; first += window) {
      transformer.logits(
          Arrays.copyOfRange(tokens, first, Math.min(tokens.length, first + window)));
    }
  }

  private LinearLayer observed(String name) {
    LinearLayer layer = model.arithmetic(name);
    List<float[]> seen = inputs.computeIfAbsent(name, key -> new ArrayList<>());
    return rows -> {
      seen.addAll(Arrays.asList(copied(rows)));
      return layer.apply(rows);
    };
  }

  /** Layers behind one norm are given the same rows one after another: those are kept once. */
  @SuppressWarnings("ReferenceEquality") // The same array is meant; to compare values costs more.
  private float[][] copied(float[][] rows) {
    if (rows != lastSeen) {
      lastSeen = rows;
      lastCopied = Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
    }
    return lastCopied;
  }
}
