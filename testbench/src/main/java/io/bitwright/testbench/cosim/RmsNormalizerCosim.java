package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.RmsNormalizerModel;
import io.bitwright.codegen.unit.UnitInterface;
import io.bitwright.simulator.timing.stream.RmsNormalizer;
import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.spec.unit.RmsNormFormat;
import io.bitwright.spec.unit.RmsNormFormat.FixedPointFormat;
import io.bitwright.spec.workload.MatmulShape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Tokens through a root-mean-square norm, with sets of gains that serve one or more of them. */
public final class RmsNormalizerCosim implements UnitCosim<RmsNormalizerModel> {
  private static final int MOST_TOKENS = 12;
  private static final BigDecimal EPSILON = new BigDecimal("0.00001");

  @Override
  public List<RmsNormalizerModel> parameterSets() {
    return List.of(
        unit(1, 1, number(8, 0), number(2, 0), number(4, 0), EPSILON),
        unit(1, 17, number(24, 12), number(8, 6), number(32, 20), EPSILON),
        unit(4, 64, number(16, 8), number(16, 12), number(16, 10), EPSILON),
        unit(3, 20, number(9, 4), number(5, 3), number(8, 4), new BigDecimal("0.5")),
        unit(7, 7, number(13, 13), number(12, 10), number(10, 6), BigDecimal.ZERO),
        unit(16, 250, number(18, 9), number(16, 24), number(24, 14), new BigDecimal("1e-6")),
        unit(33, 100, number(12, 5), number(10, 8), number(12, 8), new BigDecimal("0.001")),
        unit(64, 1000, number(16, 8), number(8, 6), number(16, 8), EPSILON));
  }

  @Override
  public RmsNormalizerModel smallUnit() {
    // Results that leave off only three bits of the product, so that every bit inside can be seen,
    // and have no place for 2, so that many saturate. Tokens are longer than the pipeline behind
    // the
    // memory, so that reading stalls, too; no lane is past their end, where results are always 0.
    return unit(2, 32, number(8, 4), number(6, 4), number(24, 22), new BigDecimal("0.125"));
  }

  private static RmsNormalizerModel unit(
      int lanes,
      int length,
      FixedPointFormat input,
      FixedPointFormat gain,
      FixedPointFormat output,
      BigDecimal epsilon) {
    return RmsNormalizerModel.of(lanes, new RmsNormFormat(length, input, gain, output, epsilon));
  }

  private static FixedPointFormat number(int width, int fraction) {
    return new FixedPointFormat(width, fraction);
  }

  /** {@inheritDoc} Tokens are 1 to 12; one in three is the last that its gains serve. */
  @Override
  public BeatsCase draw(
      RmsNormalizerModel unit, int number, Optional<MatmulShape> shape, RandomGenerator random) {
    UnitCosim.refuseShape(unit, shape);
    TokenPattern values = TokenPattern.draw(number, random);
    TokenPattern gains = TokenPattern.draw(number, random);
    List<int[]> tokens = new ArrayList<>();
    List<int[]> sets = new ArrayList<>();
    int count = random.nextInt(1, MOST_TOKENS + 1);
    int lanesOfSet = unit.beats() * unit.lanes(); // those past the length hold anything
    for (int token = 0; token < count; token++) {
      tokens.add(values.values(unit.length(), unit.format().input().width(), random));
      boolean anew = token == 0 || random.nextInt(3) == 0;
      sets.add(
          anew ? gains.values(lanesOfSet, unit.format().gain().width(), random) : sets.getLast());
    }
    if (number % 8 == 7) {
      addTokenPastLargest(unit, tokens, sets, random);
    }
    StreamStalls stalls = number == 0 ? StreamStalls.none() : stalls(unit, random);
    return tokens(unit, tokens, sets, values.label() + " x " + gains.label(), stalls);
  }

  /** A token that has a result which rounding alone brings past the largest, if a small sum has. */
  private static void addTokenPastLargest(
      RmsNormalizerModel unit, List<int[]> tokens, List<int[]> sets, RandomGenerator random) {
    final int mostSquares = 1 << 16;
    RmsNormFormat format = unit.format();
    int shift = unit.constants().shift();
    long beyond = 1L << (shift + format.output().width() - 1);
    long tie = beyond - (1L << (shift - 1));
    var golden = new io.bitwright.golden.unit.RmsNormalizer(format);
    for (int squares = 1; squares < mostSquares; squares++) {
      long inverse = golden.inverseRoot(squares);
      long factors = Math.ceilDiv(tie, inverse); // value x gain
      for (int gain = (1 << (format.gain().width() - 1)) - 1; gain > 0; gain--) {
        long value = factors / gain;
        boolean hits = factors * inverse < beyond && value * gain == factors;
        if (hits && value * value <= squares && value < 1L << (format.input().width() - 1)) {
          int[] gains = new int[unit.beats() * unit.lanes()];
          Arrays.fill(gains, gain);
          tokens.add(squaresOf((int) value, random.nextInt(unit.length()), squares, unit));
          sets.add(gains);
          return;
        }
      }
    }
  }

  /** A token of a value at a place and of others, whose squares come to a sum, or near to it. */
  private static int[] squaresOf(int value, int place, int squares, RmsNormalizerModel unit) {
    int highest = (1 << (unit.format().input().width() - 1)) - 1;
    int[] token = new int[unit.length()];
    int left = squares - value * value;
    for (int k = 0; k < token.length; k++) {
      token[k] = k == place ? value : Math.min(highest, (int) Math.sqrt(left));
      left -= k == place ? 0 : token[k] * token[k];
    }
    return token;
  }

  /**
   * Any stalls; in one of three runs all inputs are so late that banks wait for gains and beats.
   */
  private static StreamStalls stalls(RmsNormalizerModel unit, RandomGenerator random) {
    final int latePeriod = 100;
    StreamStalls stalls = StreamStalls.random(unit.interfaceOf(), random);
    if (random.nextInt(3) > 0) {
      return stalls;
    }
    Map<String, StallPattern> patterns = new LinkedHashMap<>(stalls.patterns());
    patterns.put("gain", StallPattern.random(random, latePeriod, 1.0 / latePeriod));
    patterns.put("value", StallPattern.random(random, latePeriod, 3.0 / latePeriod));
    return new StreamStalls(patterns, StreamStalls.Kind.ALL);
  }

  /**
   * A run of these tokens.
   *
   * @param tokens at least one
   * @param sets the gains of each, for all lanes of all beats; equal ones are kept from the token
   *     before
   */
  static BeatsCase tokens(
      RmsNormalizerModel unit,
      List<int[]> tokens,
      List<int[]> sets,
      String operands,
      StreamStalls stalls) {
    var golden = new io.bitwright.golden.unit.RmsNormalizer(unit.format());
    UnitInterface ports = unit.interfaceOf();
    int beats = unit.beats();
    List<Boolean> ends = new ArrayList<>();
    for (int token = 0; token < tokens.size(); token++) {
      ends.add(token == tokens.size() - 1 || !Arrays.equals(sets.get(token), sets.get(token + 1)));
    }
    int loads = (int) ends.stream().filter(end -> end).count();
    Beats gains = new Beats(ports.stream("gain"), loads * beats);
    Beats values = new Beats(ports.stream("value"), tokens.size() * beats);
    Beats results = new Beats(ports.stream("normalized"), tokens.size() * beats);
    int load = 0;
    for (int token = 0; token < tokens.size(); token++) {
      int first = token * beats;
      int[] normalized =
          golden.normalize(tokens.get(token), Arrays.copyOf(sets.get(token), unit.length()));
      write(tokens.get(token), unit.lanes(), values, "value_data_i", first);
      write(normalized, unit.lanes(), results, "normalized_data_o", first);
      results.set(first + beats - 1, "normalized_last_o", 1);
      if (ends.get(token)) {
        values.set(first + beats - 1, "value_end_i", 1);
        write(sets.get(token), unit.lanes(), gains, "gain_data_i", load * beats);
        load++;
      }
    }
    return new BeatsCase(
        "%d tokens of %d values, %d sets of gains".formatted(tokens.size(), unit.length(), loads),
        operands,
        stalls,
        Map.of("gain", gains, "value", values),
        Map.of("normalized", results),
        simulatedCycles(unit, ends, stalls));
  }

  private static void write(int[] numbers, int lanes, Beats beats, String signal, int first) {
    for (int k = 0; k < numbers.length; k++) {
      beats.set(first + k / lanes, signal, k % lanes, numbers[k]);
    }
  }

  private static long simulatedCycles(
      RmsNormalizerModel unit, List<Boolean> ends, StreamStalls stalls) {
    RmsNormFormat.Constants constants = unit.constants();
    RmsNormalizer timing =
        new RmsNormalizer(
            unit.lanes(),
            unit.length(),
            constants.rootBits(unit.sumWidth()),
            constants.inverseBits());
    long stepped =
        timing.cycles(ends, stalls.of("value"), stalls.of("gain"), stalls.of("normalized"));
    return SimulatedCycles.of(ends, stalls, stepped, () -> timing.cycles(ends));
  }
}
