package io.bitwright.golden.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.golden.TestModels;
import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.fidelity.Perplexity;
import io.bitwright.golden.transformer.FixedPointArithmetic.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fixed-point BitLinear of docs/units/bit_linear.md against the float layers of trained
 * decoders, on what they compute of a text that they were not trained on.
 */
class BitLinearInFixedPointTest {
  private static final int WINDOW = 256;
  private static final int CALIBRATING = 2 * WINDOW; // tokens
  private static final int MEASURED = 4 * WINDOW;

  @ParameterizedTest
  @ValueSource(strings = {TestModels.EMBEDDED, "b1"})
  void errorsAreWithinTheStatedBounds(String name) throws IOException {
    int[] text = ByteTokens.encode(Files.readString(TestModels.sharedFile("validation.txt")));
    Checkpoint checkpoint = TestModels.checkpoint(name);
    FixedPointArithmetic arithmetic = new FixedPointArithmetic(checkpoint.config().nativeWeights());
    ReferenceTransformer transformer =
        ReferenceTransformer.with(checkpoint.config(), checkpoint.weights(), arithmetic);
    Perplexity.of(transformer, Arrays.copyOf(text, CALIBRATING + 1), WINDOW, false);

    int[] measured = Arrays.copyOfRange(text, CALIBRATING, CALIBRATING + MEASURED + 1);
    arithmetic.mode = Mode.COMPARE;
    double real = Perplexity.of(transformer, measured, WINDOW, false).perToken();
    double largestMean = 0;
    double largest = 0;
    for (FixedPointBlock block : arithmetic.blocks()) {
      for (int layer = 0; layer < block.layers(); layer++) {
        double[] errors = block.errors(layer);
        largestMean = Math.max(largestMean, errors[0]);
        largest = Math.max(largest, errors[1]);
      }
    }
    arithmetic.mode = Mode.FIXED;
    double fixed = Perplexity.of(transformer, measured, WINDOW, false).perToken();
    System.out.printf(
        "%s: BitLinear in fixed point, errors by the outputs' rms: mean up to %.5f, largest %.3f;"
            + " perplexity %.5f, in fp32 %.5f%n",
        name, largestMean, largest, fixed, real);
    assertThat(largestMean).as("mean error of a layer").isBetween(1e-5, 0.008);
    assertThat(largest).as("largest error").isLessThan(0.1);
    assertThat(fixed / real)
        .as("perplexity in fixed point by that in fp32")
        .isBetween(0.998, 1.002);
  }
}
