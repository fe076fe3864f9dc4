package io.bitwright.golden.decoding;

import io.bitwright.golden.TestModels;
import io.bitwright.golden.checkpoint.Checkpoint;
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
        TestModels.EMBEDDED,
        LinearArithmetic.of(NumberFormat.TERNARY, matmul, LinearObserver.NONE));
  }

  static ReferenceTransformer embedded() {
    return embedded(new GoldenIntegerMatmul());
  }

  /** The one of floating-point weights; skips the test if absent. */
  static ReferenceTransformer floatingPoint() {
    return open("float", LinearArithmetic.floatingPoint());
  }

  private static ReferenceTransformer open(String name, LinearArithmetic arithmetic) {
    Checkpoint checkpoint = TestModels.checkpoint(name);
    return ReferenceTransformer.with(checkpoint.config(), checkpoint.weights(), arithmetic);
  }
}
