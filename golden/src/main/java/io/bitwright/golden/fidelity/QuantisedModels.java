package io.bitwright.golden.fidelity;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.kernel.IntegerMatmul;
import io.bitwright.golden.transformer.ReferenceTransformer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A trained model with its linear layers in any formats; embedding, norms and head stay as they
 * are.
 *
 * <p>Formats are made from the weights that the model computes with. Of a BitNet checkpoint those
 * are the effective ones, binary or ternary times their scale, not the ones behind them that
 * training kept: they are the model, and what is to be held. Asked for weights of its own kind,
 * such a checkpoint gives the model itself.
 *
 * <p>Inputs to calibrate on are captured once, from a forward pass of the model as it was trained.
 *
 * <p>Memory: 8 bytes a parameter for the trained weights, those of linear layers twice; 4 bytes a
 * weight more for each format that a layer has been asked for (1 byte where products are integer),
 * kept so that a search makes none twice; and for calibration 4 bytes a token and input of each
 * group of layers that share their inputs. Safe to share between threads.
 */
public final class QuantisedModels {
  /** A layer and the format asked for. */
  private record Key(String layer, LayerFormat format) {}

  private final IntegerMatmul matmul = new GoldenIntegerMatmul();
  private final TrainedModel model;
  private final CalibrationInputs calibration;
  private final Map<Key, QuantisedLayer> made = new ConcurrentHashMap<>();

  /**
   * The models that can be made of a checkpoint.
   *
   * @param calibrationTokens a text for the methods that look at inputs, read in windows of the
   *     model's longest sequence; may be empty if none of these is asked for
   * @throws io.bitwright.spec.SpecException if the checkpoint's model cannot be computed
   */
  public QuantisedModels(Checkpoint checkpoint, int[] calibrationTokens) {
    model = new TrainedModel(checkpoint, matmul);
    calibration = new CalibrationInputs(model, calibrationTokens);
  }

  /** Names of the linear layers, in the order of computing: {@code layers.0.self_attn.q_proj}. */
  public List<String> layers() {
    return model.layers();
  }

  /**
   * Weights of a linear layer, N x K.
   *
   * @throws io.bitwright.spec.SpecException if there is no such layer
   */
  public long weights(String layer) {
    return model.shape(layer).weights();
  }

  /** Weights of all linear layers. */
  public long weights() {
    return layers().stream().mapToLong(this::weights).sum();
  }

  /** The model as it was trained, BitNet in its own integer arithmetic. */
  public ReferenceTransformer reference() {
    return model.reference();
  }

  /**
   * The model with its layers in the assigned formats.
   *
   * <p>Symmetric integers, binary and ternary with one scale a matrix and int8 activations go
   * through exact integer products; all else through the weights' values in fp32.
   *
   * @throws io.bitwright.spec.SpecException if the model has no such layer, a weight is not finite,
   *     or a method needs inputs and there is no text to calibrate on
   */
  public ReferenceTransformer transformer(FormatAssignment assignment) {
    // Layers are made by themselves, so all cores give the same as one.
    assignment.layers().parallelStream()
        .forEach(layer -> assignment.format(layer).ifPresent(format -> quantised(layer, format)));
    return model.with((name, weights) ->
        assignment
            .format(name)
            .map(format -> quantised(name, format).arithmetic())
            .orElseGet(() -> model.arithmetic(name)));
  }

  private QuantisedLayer quantised(String layer, LayerFormat format) {
    Key key = new Key(layer, format);
    QuantisedLayer known = made.get(key);
    if (known != null) {
      return known;
    }
    QuantisedLayer quantised =
        new LayerQuantiser(
                layer, model.weights(layer, format.weights()), () -> calibration.of(layer), matmul)
            .quantise(format);
    return Objects.requireNonNullElse(made.putIfAbsent(key, quantised), quantised);
  }

  /** Bits of all linear layers' weights over their number; scales and all else are counted. */
  public double bitsPerWeight(FormatAssignment assignment) {
    long bits = 0;
    long tableBits = 0;
    for (String layer : layers()) {
      Optional<LayerFormat> format = assignment.format(layer);
      if (format.isPresent()) {
        QuantisedLayer quantised = quantised(layer, format.get());
        bits += quantised.bits();
        tableBits = Math.max(tableBits, quantised.sharedTableBits());
      } else {
        bits += trainedBits(layer);
      }
    }
    return (double) (bits + tableBits) / weights();
  }

  /**
   * The same of one layer, without a table that layers share.
   *
   * @throws io.bitwright.spec.SpecException if there is no such layer
   */
  public double bitsPerWeight(FormatAssignment assignment, String layer) {
    long bits =
        assignment
            .format(layer)
            .map(format -> quantised(layer, format).bits())
            .orElseGet(() -> trainedBits(layer));
    return (double) bits / weights(layer);
  }

  private long trainedBits(String layer) {
    return model.storedFormat().storage(model.shape(layer)).totalBits();
  }
}
