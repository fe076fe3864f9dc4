package io.bitwright.golden.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.golden.TestModels;
import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.safetensors.SafetensorsFile;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.spec.format.NumberFormat;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The floating-point model on integer arithmetic that it was not trained for. */
class FloatModelOnInt8Test {

  private static double difference(NumberFormat format) {
    Checkpoint checkpoint = TestModels.checkpoint("float");
    SafetensorsFile reference = TestModels.reference("float");
    ReferenceTransformer transformer =
        ReferenceTransformer.with(
            checkpoint.config(),
            checkpoint.weights(),
            LinearArithmetic.of(format, new GoldenIntegerMatmul(), LinearObserver.NONE));
    float[][] logits = transformer.logits(reference.integers("prompt_0"));
    float[][] expected = reference.matrix("logits_0");
    double squares = 0;
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected[i].length; j++) {
        squares += Math.pow(logits[i][j] - expected[i][j], 2);
      }
    }
    return Math.sqrt(squares / Arrays.stream(expected).mapToInt(row -> row.length).sum());
  }

  /** Int8 costs little (logits spread over some 20 nats); fewer bits cost more, in their order. */
  @Test
  void fewerBitsOfWeightsAreFurtherFromTheModel() {
    double int8 = difference(NumberFormat.INT8);
    double ternary = difference(NumberFormat.TERNARY);
    System.out.printf("float model, rms of logits: int8 %.4f, ternary %.4f%n", int8, ternary);
    assertThat(int8).isBetween(1e-4, 0.25);
    assertThat(ternary).isGreaterThan(4 * int8);
  }
}
