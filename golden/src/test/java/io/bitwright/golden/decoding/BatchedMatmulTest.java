package io.bitwright.golden.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.kernel.IntegerMatmul;
import io.bitwright.golden.kernel.PreparedWeights;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchedMatmulTest {
  private static final IntegerWeights FIRST =
      new IntegerWeights(NumberFormat.INT8, new byte[][] {{1, 2}, {3, 4}, {5, 6}});
  private static final IntegerWeights SECOND =
      new IntegerWeights(NumberFormat.INT8, new byte[][] {{1, 1, 1}});

  private final List<Integer> rows = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final GoldenIntegerMatmul golden = new GoldenIntegerMatmul();
  private final BatchedMatmul batched = new BatchedMatmul(this::counted);

  private int[][] counted(byte[][] activations, IntegerWeights weights) {
    rows.add(activations.length);
    threads.add(Thread.currentThread());
    return golden.multiply(activations, weights);
  }

  /** Two products one behind the other, of tokens that begin with this number. */
  private static float[] pass(IntegerMatmul matmul, int number, int tokens) {
    byte[][] activations = new byte[tokens][];
    for (int token = 0; token < tokens; token++) {
      activations[token] = new byte[] {(byte) (number + token), (byte) (2 * number)};
    }
    int[][] sums = matmul.multiply(activations, FIRST);
    byte[][] next = new byte[tokens][3];
    for (int token = 0; token < tokens; token++) {
      for (int i = 0; i < 3; i++) {
        next[token][i] = (byte) (sums[token][i] % 100);
      }
    }
    int[][] results = matmul.multiply(next, SECOND);
    float[] last = new float[tokens];
    for (int token = 0; token < tokens; token++) {
      last[token] = results[token][0];
    }
    return last;
  }

  @Test
  void productsOfARunGoToTheEngineAsOneByTheCallersThread() {
    List<Supplier<float[]>> passes = new ArrayList<>();
    List<float[]> expected = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      int number = i;
      passes.add(() -> pass(batched, number, 1 + number % 2));
      expected.add(pass(golden, number, 1 + number % 2));
    }

    List<float[]> results = batched.run(passes);

    assertThat(results).usingRecursiveComparison().isEqualTo(expected);
    assertThat(rows).containsExactly(13, 13);
    assertThat(threads).containsOnly(Thread.currentThread());
  }

  /** Weights are laid out once, and all that sequences multiply by them goes there. */
  @Test
  void preparedProductsOfARunGoToTheEnginesOwnAsOne() {
    List<Integer> preparedRows = new ArrayList<>();
    IntegerMatmul engine =
        new IntegerMatmul() {
          @Override
          public int[][] multiply(byte[][] activations, IntegerWeights weights) {
            throw new IllegalStateException("all weights are prepared");
          }

          @Override
          public PreparedWeights prepare(IntegerWeights weights) {
            PreparedWeights prepared = golden.prepare(weights);
            return activations -> {
              preparedRows.add(activations.length);
              return prepared.multiply(activations);
            };
          }
        };
    BatchedMatmul ofEngine = new BatchedMatmul(engine);
    PreparedWeights product = ofEngine.prepare(FIRST);
    byte[][] one = {{1, 2}};
    byte[][] two = {{3, 4}, {5, 6}};

    List<float[]> results =
        ofEngine.run(
            List.of(
                () -> new float[] {product.multiply(one)[0][2]},
                () -> new float[] {product.multiply(two)[1][2]}));

    assertThat(results.get(0)).containsExactly(17);
    assertThat(results.get(1)).containsExactly(61);
    assertThat(product.multiply(two)).isDeepEqualTo(golden.multiply(two, FIRST));
    assertThat(preparedRows).containsExactly(3, 2);
  }

  @Test
  void productOutsideARunIsTheEngines() {
    assertThat(pass(batched, 3, 2)).isEqualTo(pass(golden, 3, 2));
    assertThat(rows).containsExactly(2, 2);
  }

  @Test
  void passWithoutProductsAndOneAloneRunToo() {
    List<float[]> results = batched.run(List.of(() -> new float[] {7}, () -> pass(batched, 1, 1)));

    assertThat(results.get(0)).containsExactly(7);
    assertThat(results.get(1)).isEqualTo(pass(golden, 1, 1));
  }

  @Test
  void failureOfOnePassIsThrownAfterTheOthersEnded() {
    List<Supplier<float[]>> passes =
        List.of(
            () -> pass(batched, 1, 1),
            () -> {
              throw new SpecException("the weights overflow");
            });

    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> batched.run(passes))
        .withMessage("the weights overflow");
    assertThat(rows).containsExactly(1, 1);
  }

  @Test
  void failureOfTheEngineIsThrown() {
    BatchedMatmul failing =
        new BatchedMatmul((activations, weights) -> {
          throw new SpecException("no such product");
        });

    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(
            () -> failing.run(List.of(() -> pass(failing, 1, 1), () -> pass(failing, 2, 1))))
        .withMessage("no such product");
  }

  @Test
  void sequencesThatAskForDifferentProductsAreRefused() {
    List<Supplier<float[]>> passes =
        List.of(
            () -> pass(batched, 1, 1),
            () -> {
              batched.multiply(new byte[][] {{1, 2, 3}}, SECOND);
              return new float[0];
            });

    assertThatIllegalStateException()
        .isThrownBy(() -> batched.run(passes))
        .withMessage("the sequences of a batch ask for different products");
  }
}
