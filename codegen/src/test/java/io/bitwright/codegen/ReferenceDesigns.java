package io.bitwright.codegen;

import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.BufferSpec;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.MemorySpec;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.accelerator.VectorUnitSpec;
import io.bitwright.spec.accelerator.WidthRule;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.quantity.Frequency;
import io.bitwright.spec.quantity.TimeSpan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The accelerators whose RTL is committed in {@code rtl/}. */
final class ReferenceDesigns {
  private ReferenceDesigns() {}

  static Stream<AcceleratorSpec> all() {
    return Stream.of(
        accelerator("edge-ternary-16x16", 16, NumberFormat.TERNARY, 4096, true),
        accelerator("edge-binary-32x32", 32, NumberFormat.BINARY, 8192, true),
        accelerator("edge-int8-8x8", 8, NumberFormat.INT8, 4096, true));
  }

  static AcceleratorSpec notGenerable(String name) {
    return accelerator(name, 128, NumberFormat.INT8, 4096, false);
  }

  private static AcceleratorSpec accelerator(
      String name, int side, NumberFormat weights, int longestSum, boolean generable) {
    MatrixUnitSpec unit =
        new MatrixUnitSpec(
            MatrixUnitKind.WEIGHT_STATIONARY_ARRAY,
            1,
            side,
            side,
            List.of(new OperandPair(weights, NumberFormat.INT8, 1)),
            64,
            longestSum,
            WidthRule.signedBits(weights, longestSum));
    ByteSize buffer = new ByteSize(1 << 16);
    return new AcceleratorSpec(
        name,
        "a reference design",
        "designed here",
        28,
        new Frequency(200e6),
        unit,
        new VectorUnitSpec(side),
        new BufferSpec(buffer, buffer, buffer),
        new MemorySpec("LPDDR4", new ByteSize(1L << 30), new Bandwidth(4e9), new TimeSpan(1e-7)),
        Optional.empty(),
        generable);
  }
}
