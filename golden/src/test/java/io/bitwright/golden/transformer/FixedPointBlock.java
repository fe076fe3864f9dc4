package io.bitwright.golden.transformer;

import io.bitwright.golden.quantiser.QuantisedWeights;
import io.bitwright.golden.unit.BitLinear;
import io.bitwright.golden.unit.BitLinear.Scale;
import io.bitwright.golden.unit.FixedPoint;
import io.bitwright.spec.unit.BitLinearFormat;
import io.bitwright.spec.unit.RmsNormFormat;
import io.bitwright.spec.unit.RmsNormFormat.FixedPointFormat;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Linear layers behind one norm on golden {@link BitLinear}, beside the same layers in fp32. All
 * numbers have {@link #WIDTH} bits; the binary points are such that the largest magnitudes seen
 * while calibrating leave one bit free.
 */
final class FixedPointBlock {
  static final int WIDTH = 16;
  static final int SCALE_WIDTH = 16;

  private final RmsNorm norm;
  private final List<QuantisedWeights> weights;
  private final NormedLinear real;

  private double largestInput;
  private double largestNormalized;
  private final double[] largestOutputs;

  /** For each layer: outputs, their squares, errors' magnitudes, the largest of these. */
  private final double[][] sums;

  FixedPointBlock(RmsNorm norm, List<QuantisedWeights> weights, NormedLinear real) {
    this.norm = norm;
    this.weights = weights;
    this.real = real;
    largestOutputs = new double[weights.size()];
    sums = new double[weights.size()][4];
  }

  float[][][] calibrate(float[][] inputs) {
    float[][][] outputs = real.apply(inputs);
    largestInput = Math.max(largestInput, largest(inputs));
    float[][] normed = norm.apply(inputs);
    largestNormalized = Math.max(largestNormalized, largest(normed));
    for (int layer = 0; layer < outputs.length; layer++) {
      largestOutputs[layer] = Math.max(largestOutputs[layer], largest(outputs[layer]));
    }
    return outputs;
  }

  /** The layers in fixed point; what they differ from fp32 on the same inputs is added up. */
  float[][][] compare(float[][] inputs) {
    float[][][] expected = real.apply(inputs);
    float[][][] outputs = fixed(inputs);
    for (int layer = 0; layer < outputs.length; layer++) {
      for (int m = 0; m < inputs.length; m++) {
        for (int n = 0; n < outputs[layer][m].length; n++) {
          add(sums[layer], expected[layer][m][n], outputs[layer][m][n]);
        }
      }
    }
    return expected;
  }

  private static void add(double[] sums, double expected, double got) {
    double error = Math.abs(got - expected);
    sums[0]++;
    sums[1] += expected * expected;
    sums[2] += error;
    sums[3] = Math.max(sums[3], error);
  }

  /** The layers in fixed point. */
  float[][][] fixed(float[][] inputs) {
    FixedPointFormat value = format(largestInput);
    float[] gains = norm.gains();
    FixedPointFormat gain = format(largest(new float[][] {gains}));
    FixedPointFormat normalized = format(largestNormalized);
    RmsNormFormat format =
        new RmsNormFormat(
            gains.length, value, gain, normalized, BigDecimal.valueOf((float) norm.epsilon()));
    BitLinear linear = new BitLinear(new BitLinearFormat(format, SCALE_WIDTH, WIDTH));
    int[] fixedGains = integers(gains, gain);
    float[][][] outputs = new float[weights.size()][inputs.length][];
    for (int layer = 0; layer < outputs.length; layer++) {
      QuantisedWeights own = weights.get(layer);
      int fraction = format(largestOutputs[layer]).fraction();
      double factor = Math.scalb(own.scale() / 127.0, fraction - normalized.fraction());
      List<Scale> scales =
          Collections.nCopies(own.integers().outputs(), Scale.nearest(factor, SCALE_WIDTH));
      for (int m = 0; m < inputs.length; m++) {
        int[] results =
            linear.apply(integers(inputs[m], value), fixedGains, own.integers(), scales);
        outputs[layer][m] = new float[results.length];
        for (int n = 0; n < results.length; n++) {
          outputs[layer][m][n] = Math.scalb((float) results[n], -fraction);
        }
      }
    }
    return outputs;
  }

  /** Mean and largest error of a layer's outputs, as shares of their rms. */
  double[] errors(int layer) {
    double[] own = sums[layer];
    double rms = Math.sqrt(own[1] / own[0]);
    return new double[] {own[2] / own[0] / rms, own[3] / rms};
  }

  int layers() {
    return weights.size();
  }

  private static FixedPointFormat format(double largest) {
    int integerBits = Math.getExponent(largest) + 1; // largest < 2^integerBits
    return new FixedPointFormat(WIDTH, WIDTH - 2 - integerBits);
  }

  private static double largest(float[][] rows) {
    double largest = 0;
    for (float[] row : rows) {
      for (float value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return largest;
  }

  private static int[] integers(float[] values, FixedPointFormat format) {
    int[] integers = new int[values.length];
    Arrays.setAll(
        integers,
        k ->
            (int)
                FixedPoint.saturate(
                    (long) Math.rint(Math.scalb((double) values[k], format.fraction())),
                    format.width()));
    return integers;
  }
}
