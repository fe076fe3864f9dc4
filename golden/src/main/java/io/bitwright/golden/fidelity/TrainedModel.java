package io.bitwright.golden.fidelity;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.format.storage.BinaryFormat;
import io.bitwright.golden.format.storage.CodedFormat;
import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.golden.format.storage.MatrixShape;
import io.bitwright.golden.format.storage.TernaryFormat;
import io.bitwright.golden.kernel.IntegerMatmul;
import io.bitwright.golden.quantiser.posttraining.MatrixQuantiser;
import io.bitwright.golden.transformer.LinearArithmetic;
import io.bitwright.golden.transformer.LinearLayer;
import io.bitwright.golden.transformer.LinearObserver;
import io.bitwright.golden.transformer.ReferenceTransformer;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A checkpoint taken apart into its linear layers, each with the arithmetic of its training. */
final class TrainedModel {
  /**
   * @param weights N rows of K as they were trained
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares two of these.
  private record Trained(float[][] weights, LinearLayer arithmetic) {}

  private final NumberFormat format;
  private final Function<LinearArithmetic, ReferenceTransformer> assemble;
  private final Map<String, Trained> layers = new LinkedHashMap<>();
  private final ReferenceTransformer reference;

  TrainedModel(Checkpoint checkpoint, IntegerMatmul matmul) {
    format = checkpoint.config().nativeWeights();
    assemble = assembleFrom(checkpoint);
    LinearArithmetic asTrained = LinearArithmetic.of(format, matmul, LinearObserver.NONE);
    reference =
        assemble.apply((name, weights) -> {
          Trained layer = new Trained(weights, asTrained.layer(name, weights));
          layers.put(name, layer);
          return layer.arithmetic();
        });
  }

  private static Function<LinearArithmetic, ReferenceTransformer> assembleFrom(
      Checkpoint checkpoint) {
    var weights = checkpoint.weights();
    return arithmetic -> ReferenceTransformer.with(checkpoint.config(), weights, arithmetic);
  }

  /** Names of the linear layers, in the order of computing. */
  List<String> layers() {
    return List.copyOf(layers.keySet());
  }

  private Trained layer(String name) {
    Trained layer = layers.get(name);
    if (layer == null) {
      throw new SpecException(
          "%s has no linear layer %s; it has %s"
              .formatted(reference.name(), name, String.join(", ", layers.keySet())));
    }
    return layer;
  }

  MatrixShape shape(String name) {
    return MatrixShape.of(layer(name).weights());
  }

  LinearLayer arithmetic(String name) {
    return layer(name).arithmetic();
  }

  ReferenceTransformer reference() {
    return reference;
  }

  ReferenceTransformer with(LinearArithmetic arithmetic) {
    return assemble.apply(arithmetic);
  }

  /** How the linear layers' weights are stored as they were trained. */
  CodedFormat storedFormat() {
    return MatrixFormat.of(format);
  }

  /**
   * The weights that a format is made from: those the model computes with, so for BitNet ternary or
   * binary ones times their scale; but of a format of BitNet's own kind those behind them, which
   * gives the model itself.
   */
  float[][] weights(String name, MatrixFormat target) {
    float[][] trained = layer(name).weights();
    boolean ownKind =
        (format == NumberFormat.TERNARY && target instanceof TernaryFormat)
            || (format == NumberFormat.BINARY && target instanceof BinaryFormat);
    return switch (format) {
      case BINARY, TERNARY, INT8 ->
          ownKind ? trained : MatrixQuantiser.of(storedFormat()).quantise(trained).values();
      default -> trained;
    };
  }
}
