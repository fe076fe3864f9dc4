package io.bitwright.testbench.formal;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.accelerator.WidthRule;
import io.bitwright.spec.format.NumberFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The width rule against enumeration: all products of two formats, and with them the exact range of
 * a sum of independent products, which is reached.
 */
class WidthRuleTest {
  private static final int LONGEST = 1 << 16;

  private static List<Integer> values(NumberFormat format) {
    return switch (format) {
      case BINARY -> List.of(-1, 1);
      case TERNARY -> List.of(-1, 0, 1);
      default -> {
        int half = 1 << (format.registerBits() - 1);
        yield IntStream.range(-half, half).boxed().toList();
      }
    };
  }

  private static int signedBits(long lowest, long highest) {
    int bits = 1;
    while (lowest < -(1L << (bits - 1)) || highest > (1L << (bits - 1)) - 1) {
      bits++;
    }
    return bits;
  }

  @ParameterizedTest
  @EnumSource(names = {"BINARY", "TERNARY", "INT4", "INT8"})
  void everySumFitsAndAPowerOfTwoOfTermsNeedsEveryBit(NumberFormat weights) {
    long lowest = Long.MAX_VALUE;
    long highest = Long.MIN_VALUE;
    for (int weight : values(weights)) {
      for (int activation : values(NumberFormat.INT8)) {
        long product = (long) weight * activation;
        lowest = Math.min(lowest, product);
        highest = Math.max(highest, product);
      }
    }
    for (int terms = 1; terms <= LONGEST; terms++) {
      int needed = signedBits(terms * lowest, terms * highest);
      int ruled = WidthRule.signedBits(weights, terms);
      assertThat(needed).as("%s, %d terms", weights, terms).isLessThanOrEqualTo(ruled);
      if (Integer.bitCount(terms) == 1) {
        assertThat(ruled).as("%s, %d terms", weights, terms).isEqualTo(needed);
      }
    }
  }
}
