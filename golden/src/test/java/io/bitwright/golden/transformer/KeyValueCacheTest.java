package io.bitwright.golden.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyValueCacheTest {
  private static final int HEADS = 6;
  private static final int KEY_HEADS = 2;
  private static final int WIDTH = 32;
  private static final int TOKENS = 40;

  /** Half a step is rounded away at most; computing the code rounds once more. */
  private static final double HALF_STEP = 0.5 + 0x1p-16;

  /** What the sums of some 10^2 products of fp32 are off by, of the largest value. */
  private static final double FLOAT_ERROR = 0x1p-18;

  private static final ModelConfig CONFIG = EmbeddedCheckpoint.open().config();

  private static KeyValueCache cache(int capacity, KeyValueFormat format) {
    return new KeyValueCache(CONFIG.lastStack(), capacity, format, null);
  }

  private static float[][] random(int width, double size, Random random) {
    float[][] rows = new float[TOKENS][width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) (size * random.nextGaussian());
      }
    }
    return rows;
  }

  private static float[][] attended(
      KeyValueFormat format, float[][] queries, float[][] keys, float[][] values) {
    Attention attention =
        new Attention(HEADS, KEY_HEADS, WIDTH, false, false, true, OptionalInt.empty());
    return new SelfAttention(attention, 0).attend(queries, keys, values, cache(TOKENS, format));
  }

  private static double largest(float[] row, int head) {
    double largest = 0;
    for (int i = head * WIDTH; i < (head + 1) * WIDTH; i++) {
      largest = Math.max(largest, Math.abs(row[i]));
    }
    return largest;
  }

  @Test
  void int8ValuesAreWithinHalfAStep() {
    Random random = new Random(3);
    float[][] keys = random(WIDTH, 2, random);
    float[][] values = random(WIDTH, 0.01, random);
    Int8HeadCache head = new Int8HeadCache(WIDTH, TOKENS);
    for (int t = 0; t < TOKENS; t++) {
      head.store(t, keys[t], values[t], 0);
    }
    for (int t = 0; t < TOKENS; t++) {
      for (int i = 0; i < WIDTH; i++) {
        double keyStep = largest(keys[t], 0) / 127;
        double valueStep = largest(values[t], 0) / 127;
        assertThat(Math.abs((double) head.keys(TOKENS)[i][t] - keys[t][i]))
            .isLessThanOrEqualTo(HALF_STEP * keyStep);
        assertThat(Math.abs((double) head.values(TOKENS)[t][i] - values[t][i]))
            .isLessThanOrEqualTo(HALF_STEP * valueStep);
      }
    }
  }

  /**
   * Scores of a query q are off by d = |q|_1 * (half a step of keys) / sqrt(width) at most, so
   * every probability by a factor between exp(-2d) and exp(2d), and outputs by exp(2d) - 1 of the
   * largest value and half a step of values.
   */
  @Test
  void int8AttentionIsWithinTheBoundOfItsRounding() {
    Random random = new Random(5);
    float[][] queries = random(HEADS * WIDTH, 0.6, random);
    float[][] keys = random(KEY_HEADS * WIDTH, 1, random);
    float[][] values = random(KEY_HEADS * WIDTH, 3, random);
    float[][] exact = attended(KeyValueFormat.FP32, queries, keys, values);
    float[][] rounded = attended(KeyValueFormat.INT8, queries, keys, values);
    assertThat(rounded).isNotEqualTo(exact);
    double nearest = 0;
    for (int t = 0; t < TOKENS; t++) {
      for (int head = 0; head < HEADS; head++) {
        int keyHead = head / (HEADS / KEY_HEADS);
        double bound = bound(queries[t], head, keys, values, keyHead, t);
        for (int i = head * WIDTH; i < (head + 1) * WIDTH; i++) {
          double error = Math.abs((double) rounded[t][i] - exact[t][i]);
          assertThat(error).isLessThanOrEqualTo(bound);
          nearest = Math.max(nearest, error / bound);
        }
      }
    }
    System.out.printf("int8 keys and values: errors up to %.2f of their bound%n", nearest);
    assertThat(nearest).isGreaterThan(0.05);
  }

  private static double bound(
      float[] query, int head, float[][] keys, float[][] values, int keyHead, int position) {
    double magnitude = 0;
    for (int i = head * WIDTH; i < (head + 1) * WIDTH; i++) {
      magnitude += Math.abs(query[i]);
    }
    double keyStep = 0;
    double largestValue = 0;
    for (int t = 0; t <= position; t++) {
      keyStep = Math.max(keyStep, largest(keys[t], keyHead) / 127);
      largestValue = Math.max(largestValue, largest(values[t], keyHead));
    }
    double scoreError = magnitude * HALF_STEP * keyStep / Math.sqrt(WIDTH);
    return (Math.expm1(2 * scoreError) + HALF_STEP / 127 + FLOAT_ERROR) * largestValue;
  }

  @Test
  void int8IsExactForValuesOnTheGrid() {
    Random random = new Random(7);
    float[][] queries = random(HEADS * WIDTH, 1, random);
    float[][] keys = onGrid(random);
    float[][] values = onGrid(random);
    assertThat(attended(KeyValueFormat.INT8, queries, keys, values))
        .isDeepEqualTo(attended(KeyValueFormat.FP32, queries, keys, values));
  }

  /** Whole multiples, up to 127, of a power of two of each token and head. */
  private static float[][] onGrid(Random random) {
    float[][] rows = new float[TOKENS][KEY_HEADS * WIDTH];
    for (float[] row : rows) {
      for (int head = 0; head < KEY_HEADS; head++) {
        int exponent = -8 + random.nextInt(5);
        for (int i = head * WIDTH; i < (head + 1) * WIDTH; i++) {
          row[i] = Math.scalb((float) (random.nextInt(255) - 127), exponent);
        }
        row[head * WIDTH + 5] = Math.scalb(random.nextBoolean() ? 127f : -127f, exponent);
      }
    }
    return rows;
  }

  @Test
  void zerosStayZeros() {
    Int8HeadCache head = new Int8HeadCache(WIDTH, 1);
    head.store(0, new float[WIDTH], new float[WIDTH], 0);
    assertThat(head.values(1)[0]).containsOnly(0);
    assertThat(head.keys(1)[3]).containsExactly(0);
  }

  @Test
  void bytesAreThoseOfCodesAndScales() {
    TransformerStack stack = CONFIG.lastStack();
    long rows = 2L * stack.layers() * stack.attention().keyValueHeads() * 100;
    assertThat(cache(100, KeyValueFormat.FP32).bytes()).isEqualTo(rows * 4 * 32);
    assertThat(cache(100, KeyValueFormat.INT8).bytes()).isEqualTo(rows * (32 + 4));
    assertThat(KeyValueFormat.INT8.bitsPerValue(32)).isEqualTo(9);
    assertThat(KeyValueFormat.INT8.bitsPerValue(128)).isEqualTo(8.25);
    assertThat(KeyValueFormat.FP32.bitsPerValue(128)).isEqualTo(32);
  }

  @ParameterizedTest
  @EnumSource
  void onlyTokensThatAreThereCanBeKept(KeyValueFormat format) {
    KeyValueCache cache = cache(8, format);
    cache.advance(5);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> cache.truncate(6));
    cache.truncate(5);
    cache.truncate(0);
    assertThat(cache.length()).isZero();
    assertThat(cache.copy().format()).isEqualTo(format);
    assertThat(cache.copy().bytes()).isEqualTo(cache.bytes());
  }

  /** Logits of the trained decoder spread over some 20 nats. */
  @Test
  void trainedDecoderComputesNearlyTheSame() {
    Checkpoint checkpoint = EmbeddedCheckpoint.open("play-decoder-float");
    ReferenceTransformer transformer =
        ReferenceTransformer.with(
            checkpoint.config(), checkpoint.weights(), LinearArithmetic.floatingPoint());
    int[] text = ByteTokens.encode("KING RICHARD:\nMy lord, the morning rises on our tents.\n");
    float[][] exact = transformer.logits(text);
    float[][] rounded =
        transformer.logits(text, transformer.newCache(text.length, KeyValueFormat.INT8));
    double squares = 0;
    for (int t = 0; t < text.length; t++) {
      for (int n = 0; n < exact[t].length; n++) {
        squares += Math.pow(rounded[t][n] - exact[t][n], 2);
      }
    }
    double rms = Math.sqrt(squares / Arrays.stream(exact).mapToInt(row -> row.length).sum());
    System.out.printf("int8 keys and values: rms of logits off by %.4f%n", rms);
    assertThat(rms).isBetween(1e-4, 0.1);
  }

  @Test
  void int8GoesOnTokenByTokenInAQuantisedModelToo() {
    Checkpoint checkpoint = EmbeddedCheckpoint.open();
    ReferenceTransformer transformer =
        new ReferenceTransformer(CONFIG, checkpoint.weights(), new GoldenIntegerMatmul());
    int[] text = ByteTokens.encode("What light");
    float[][] whole =
        transformer.logits(text, transformer.newCache(text.length, KeyValueFormat.INT8));
    KeyValueCache cache = transformer.newCache(text.length, KeyValueFormat.INT8);
    for (int t = 0; t < text.length; t++) {
      assertThat(transformer.lastLogits(new int[] {text[t]}, cache)).isEqualTo(whole[t]);
    }
  }
}
