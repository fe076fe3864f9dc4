package io.bitwright.codegen.unit;

import io.bitwright.spec.format.NumberFormat;
import java.util.Locale;

/** How an element of a systolic array multiplies. */
public enum Multiplier {
  /** A plain product, which synthesis for an FPGA maps to a DSP block with the sum. */
  DSP,
  /** Radix-4 Booth digits in LUTs: a carry chain for each of int4, one for two of int8. */
  LUT,
  /** No product: weights of +-1 and 0 add or subtract on one carry chain. */
  ADDER;

  /** The word users write: {@code lut}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Multiplier named(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** What is taken if the user does not choose. */
  static Multiplier standard(NumberFormat weights) {
    return addsOnly(weights) ? ADDER : DSP;
  }

  /** Whether it can multiply weights of a format. */
  boolean takes(NumberFormat weights) {
    return addsOnly(weights) == (this == ADDER);
  }

  private static boolean addsOnly(NumberFormat weights) {
    return weights == NumberFormat.TERNARY || weights == NumberFormat.BINARY;
  }

  /** Registers between an element's operands and its sum. */
  int productStages(NumberFormat weights) {
    final int weightBitsPerStage = 4;
    return this == LUT ? weights.registerBits() / weightBitsPerStage : 0;
  }

  /** What an element is made of, in words. */
  String elementText(NumberFormat weights) {
    return switch (this) {
      case DSP -> "a product and a sum, for a DSP block";
      case LUT ->
          productStages(weights) == 1
              ? "2 Booth rows on carry chains, two a pipeline stage, and a sum"
              : "4 Booth digits, two on one carry chain, their sums added, and a sum";
      case ADDER -> "adds or subtracts on one carry chain";
    };
  }

  @Override
  public String toString() {
    return label();
  }
}
