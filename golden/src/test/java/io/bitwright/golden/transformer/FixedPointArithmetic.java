package io.bitwright.golden.transformer;

import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.quantiser.AbsmeanTernaryQuantiser;
import io.bitwright.golden.quantiser.QuantisedWeights;
import io.bitwright.golden.quantiser.SignBinaryQuantiser;
import io.bitwright.golden.quantiser.WeightQuantiser;
import io.bitwright.spec.format.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The BitLinear layers of a decoder in fp32, in fixed point, or in both to compare them. */
final class FixedPointArithmetic implements LinearArithmetic {

  /** What a forward pass does. */
  enum Mode {
    /** Computes in fp32, and notes the largest magnitudes. */
    CALIBRATE,
    /** Computes in fp32, and beside it in fixed point. */
    COMPARE,
    /** Computes in fixed point. */
    FIXED
  }

  private final LinearArithmetic real;
  private final WeightQuantiser quantiser;
  private final List<FixedPointBlock> blocks = new ArrayList<>();
  Mode mode = Mode.CALIBRATE;

  FixedPointArithmetic(NumberFormat weights) {
    real = LinearArithmetic.of(weights, new GoldenIntegerMatmul(), LinearObserver.NONE);
    quantiser =
        weights == NumberFormat.BINARY ? new SignBinaryQuantiser() : new AbsmeanTernaryQuantiser();
  }

  @Override
  public LinearLayer layer(String name, float[][] weights) {
    return real.layer(name, weights);
  }

  @Override
  public NormedLinear behindNorm(@Nullable Norm norm, SequencedMap<String, float[][]> weights) {
    List<QuantisedWeights> quantised = new ArrayList<>();
    weights.values().forEach(trained -> quantised.add(quantiser.quantise(trained)));
    FixedPointBlock block =
        new FixedPointBlock(
            (RmsNorm) Objects.requireNonNull(norm), quantised, real.behindNorm(norm, weights));
    blocks.add(block);
    return inputs ->
        switch (mode) {
          case CALIBRATE -> block.calibrate(inputs);
          case COMPARE -> block.compare(inputs);
          case FIXED -> block.fixed(inputs);
        };
  }

  /** The norms with their layers, in order. */
  List<FixedPointBlock> blocks() {
    return blocks;
  }
}
