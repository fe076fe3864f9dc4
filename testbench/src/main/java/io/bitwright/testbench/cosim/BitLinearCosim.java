package io.bitwright.testbench.cosim;

import static io.bitwright.spec.format.NumberFormat.BINARY;
import static io.bitwright.spec.format.NumberFormat.INT16;
import static io.bitwright.spec.format.NumberFormat.INT4;
import static io.bitwright.spec.format.NumberFormat.INT8;
import static io.bitwright.spec.format.NumberFormat.TERNARY;

import io.bitwright.codegen.unit.BitLinearModel;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.unit.RmsNormFormat;
import io.bitwright.spec.unit.RmsNormFormat.FixedPointFormat;
import io.bitwright.spec.workload.MatmulShape;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Tokens through a BitLinear layer, with sets of gains that serve one or more of them. */
public final class BitLinearCosim implements UnitCosim<BitLinearModel> {
  private static final int MOST_TOKENS = 5;
  private static final BigDecimal EPSILON = new BigDecimal("0.00001");

  @Override
  public List<BitLinearModel> parameterSets() {
    FixedPointFormat wide = number(16, 10);
    return List.of(
        unit(1, 1, norm(1, number(8, 0), number(2, 0), number(8, 0)), 1, TERNARY, 1, INT4),
        unit(1, 3, norm(17, number(12, 6), number(8, 6), number(11, 5)), 7, BINARY, 7, INT8),
        unit(4, 8, norm(64, number(16, 8), number(16, 12), wide), 24, TERNARY, 16, INT16),
        unit(7, 5, norm(20, number(13, 8), number(9, 5), number(14, 9)), 23, BINARY, 9, INT16),
        unit(13, 11, norm(13, number(9, 4), number(12, 10), number(9, 4)), 11, TERNARY, 5, INT8),
        unit(5, 16, norm(31, number(18, 9), number(16, 14), number(20, 12)), 50, TERNARY, 12, INT16),
        unit(64, 6, norm(300, number(16, 8), number(10, 8), wide), 13, BINARY, 16, INT16),
        unit(33, 2, norm(100, number(10, 5), number(10, 8), number(12, 8)), 6, TERNARY, 4, INT4));
  }

  @Override
  public BitLinearModel smallUnit() {
    return unit(
        2,
        2,
        new RmsNormFormat(
            8, number(8, 4), number(4, 2), number(10, 6), new BigDecimal("0.125")),
        3,
        TERNARY,
        2,
        INT8);
  }

  private static BitLinearModel unit(
      int lanes,
      int columns,
      RmsNormFormat norm,
      int outputs,
      NumberFormat weights,
      int scaleWidth,
      NumberFormat output) {
    return BitLinearModel.of(lanes, columns, outputs, weights, norm, scaleWidth, output);
  }

  private static RmsNormFormat norm(
      int length, FixedPointFormat input, FixedPointFormat gain, FixedPointFormat output) {
    return new RmsNormFormat(length, input, gain, output, EPSILON);
  }

  private static FixedPointFormat number(int width, int fraction) {
    return new FixedPointFormat(width, fraction);
  }

  /** {@inheritDoc} Tokens are 1 to 5; one in three is the last that its gains serve. */
  @Override
  public BeatsCase draw(
      BitLinearModel unit, int number, Optional<MatmulShape> shape, RandomGenerator random) {
    UnitCosim.refuseShape(unit, shape);
    BitLinearBeats beats =
        new BitLinearBeats(unit, random.nextInt(1, MOST_TOKENS + 1), number, random);
    StreamStalls stalls =
        number == 0 ? StreamStalls.none() : StreamStalls.random(unit.interfaceOf(), random);
    return beats.run(stalls);
  }
}
