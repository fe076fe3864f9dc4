package io.bitwright.golden.decoding;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.kernel.IntegerMatmul;
import io.bitwright.golden.transformer.LinearArithmetic;
import io.bitwright.golden.transformer.LinearObserver;
import io.bitwright.golden.transformer.ReferenceTransformer;
import io.bitwright.spec.format.NumberFormat;

/** Trained decoders, ready to compute. */
final class TrainedModels {
  private TrainedModels() {}

  /** The one that ships, of ternary weights. */
  static ReferenceTransformer embedded(IntegerMatmul matmul) {
    return open(
        EmbeddedCheckpoint.NAME,
        LinearArithmetic.of(NumberFormat.TERNARY, matmul, LinearObserver.NONE));
  }

  static ReferenceTransformer embedded() {
    return embedded(new GoldenIntegerMatmul());
  }

  /** The one of floating-point weights. */
  static ReferenceTransformer floatingPoint() {
    return open("play-decoder-float", LinearArithmetic.floatingPoint());
  }

  private static ReferenceTransformer open(String name, LinearArithmetic arithmetic) {
    Checkpoint checkpoint = EmbeddedCheckpoint.open(name);
    return ReferenceTransformer.with(checkpoint.config(), checkpoint.weights(), arithmetic);
  }
}
