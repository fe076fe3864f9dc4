package io.bitwright.simulator.mapping;

import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.format.NumberFormat.Kind;

/** Which formats hold all values of which others exactly, up to a scale for binary and ternary. */
public final class FormatContainment {
  private FormatContainment() {}

  /** Whether every value of {@code inner} is a value of {@code outer}. */
  public static boolean holds(NumberFormat outer, NumberFormat inner) {
    if (outer == inner) {
      return true;
    }
    if (outer.kind() == Kind.INTEGER) {
      return inner.kind() == Kind.INTEGER && outer.registerBits() > inner.registerBits();
    }
    if (inner.kind() == Kind.INTEGER) {
      // An n-bit integer reaches 2^(n-1) - 1 or -2^(n-1), a power of two: n - 1 bits suffice.
      return significandBits(outer) >= inner.registerBits() - 1;
    }

    return outer.registerBits() > inner.registerBits();
  }

  /** Significant binary digits, the hidden one counted; fp8 is e4m3. */
  private static int significandBits(NumberFormat format) {
    return switch (format) {
      case FP8 -> 4;
      case BF16 -> 8;
      case FP16 -> 11;
      case FP32 -> 24;
      default -> throw new IllegalArgumentException(format + " is not floating point");
    };
  }
}
