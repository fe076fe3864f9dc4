package io.bitwright.testbench.cosim;

import static io.bitwright.spec.format.NumberFormat.BINARY;
import static io.bitwright.spec.format.NumberFormat.INT16;
import static io.bitwright.spec.format.NumberFormat.INT4;
import static io.bitwright.spec.format.NumberFormat.INT8;
import static io.bitwright.spec.format.NumberFormat.TERNARY;

import io.bitwright.codegen.unit.BitLinearModel;
import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.unit.RmsNormFormat;
import io.bitwright.spec.unit.RmsNormFormat.FixedPointFormat;
import io.bitwright.spec.workload.MatmulShape;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Tokens through a BitLinear layer, with sets of gains that serve one or more of them. */
public final class BitLinearCosim implements UnitCosim<BitLinearModel> {
  private static final int MOST_TOKENS = 5;
  private static final int MOST_TOKENS_OF_SMALL_LAYERS = 36;
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
        unit(
            5, 16, norm(31, number(18, 9), number(16, 14), number(20, 12)), 50, TERNARY, 12, INT16),
        unit(64, 6, norm(300, number(16, 8), number(10, 8), wide), 13, BINARY, 16, INT16),
        unit(33, 2, norm(100, number(10, 5), number(10, 8), number(12, 8)), 6, TERNARY, 4, INT4));
  }

  @Override
  public BitLinearModel smallUnit() {
    // 16-bit results show nearly all bits of a product. Tokens are as long as the memory; the last
    // of three passes is shorter than the others.
    return unit(
        2,
        3,
        new RmsNormFormat(8, number(8, 4), number(4, 2), number(10, 8), new BigDecimal("0.125")),
        8,
        TERNARY,
        4,
        INT16);
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

  /**
   * {@inheritDoc} Tokens are 1 to 5, of short tokens with few outputs up to 36; one in three is the
   * last that its gains serve.
   */
  @Override
  public BeatsCase draw(
      BitLinearModel unit, int number, Optional<MatmulShape> shape, RandomGenerator random) {
    UnitCosim.refuseShape(unit, shape);
    int most =
        Math.clamp(
            2 * MOST_TOKENS_OF_SMALL_LAYERS * MOST_TOKENS / (unit.length() + unit.outputs()),
            MOST_TOKENS,
            MOST_TOKENS_OF_SMALL_LAYERS);
    BitLinearBeats beats = new BitLinearBeats(unit, random.nextInt(1, most + 1), number, random);
    return beats.run(number == 0 ? StreamStalls.none() : stalls(unit, random));
  }

  /**
   * Any stalls; in one of three runs the sink is so slow that all parts wait for it, or a source so
   * late that all wait for that.
   */
  private static StreamStalls stalls(BitLinearModel unit, RandomGenerator random) {
    final int latePeriod = 100;
    StreamStalls stalls = StreamStalls.random(unit.interfaceOf(), random);
    if (random.nextInt(3) > 0) {
      return stalls;
    }
    Map<String, StallPattern> patterns = new LinkedHashMap<>(stalls.patterns());
    String late = List.of("result", "weight", "gain", "scale").get(random.nextInt(4));
    patterns.put(late, StallPattern.random(random, latePeriod, 1.0 / latePeriod));
    return new StreamStalls(patterns, StreamStalls.Kind.ALL);
  }
}
