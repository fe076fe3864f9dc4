package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.BitLinearModel;
import io.bitwright.codegen.unit.UnitInterface;
import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.golden.unit.AbsmaxQuantizer.QuantizedToken;
import io.bitwright.golden.unit.BitLinear;
import io.bitwright.golden.unit.BitLinear.Scale;
import io.bitwright.simulator.timing.stream.BitLinear.Stalls;
import io.bitwright.simulator.timing.stream.RmsNormalizer;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.unit.RmsNormFormat.Constants;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The beats of a run of a BitLinear layer: random tokens, gains, weights and scales. */
final class BitLinearBeats {
  private static final int SHIFTS = 1 << 6;

  private final BitLinearModel unit;
  private final int number;
  private final RandomGenerator random;
  private final BitLinear golden;
  private final List<int[]> tokens = new ArrayList<>();
  private final List<int[]> gainSets = new ArrayList<>(); // of each token
  private final String operands;
  private final Beats gains;
  private final Beats values;
  private final Beats weights;
  private final Beats scales;
  private final Beats results;

  /**
   * Draws a run.
   *
   * @param count tokens
   * @param number number of the run: 0 has the largest sums there are, 1 the smallest
   */
  BitLinearBeats(BitLinearModel unit, int count, int number, RandomGenerator random) {
    this.unit = unit;
    this.number = number;
    this.random = random;
    golden = new BitLinear(unit.format());
    TokenPattern value = number == 1 ? TokenPattern.LOWEST : TokenPattern.draw(number, random);
    TokenPattern gain = number == 1 ? TokenPattern.LOWEST : TokenPattern.draw(number, random);
    operands = value.label() + " x " + gain.label();
    int lanesOfSet = unit.beats() * unit.lanes(); // those past the length hold anything
    for (int token = 0; token < count; token++) {
      tokens.add(value.values(unit.length(), unit.norm().input().width(), random));
      boolean anew = token == 0 || random.nextInt(3) == 0;
      gainSets.add(
          anew ? gain.values(lanesOfSet, unit.norm().gain().width(), random) : gainSets.getLast());
    }
    UnitInterface ports = unit.interfaceOf();
    int passes = count * unit.passes();
    gains = new Beats(ports.stream("gain"), loads() * unit.beats());
    values = new Beats(ports.stream("value"), count * unit.beats());
    weights = new Beats(ports.stream("weight"), passes * unit.beats());
    scales = new Beats(ports.stream("scale"), passes);
    results = new Beats(ports.stream("result"), count * unit.outputs());
  }

  private boolean endsGains(int token) {
    return token == tokens.size() - 1
        || !Arrays.equals(gainSets.get(token), gainSets.get(token + 1));
  }

  private int loads() {
    int loads = 0;
    for (int token = 0; token < tokens.size(); token++) {
      loads += endsGains(token) ? 1 : 0;
    }
    return loads;
  }

  /** The run, under stalls. */
  BeatsCase run(StreamStalls stalls) {
    int load = 0;
    for (int token = 0; token < tokens.size(); token++) {
      int first = token * unit.beats();
      write(tokens.get(token), values, "value_data_i", first);
      if (endsGains(token)) {
        values.set(first + unit.beats() - 1, "value_end_i", 1);
        write(gainSets.get(token), gains, "gain_data_i", load * unit.beats());
        load++;
      }
      writeProducts(token);
    }
    return new BeatsCase(
        "%d tokens of %d values, %d outputs, %d sets of gains"
            .formatted(tokens.size(), unit.length(), unit.outputs(), load),
        operands,
        stalls,
        Map.of("gain", gains, "value", values, "weight", weights, "scale", scales),
        Map.of("result", results),
        simulatedCycles(stalls));
  }

  private void write(int[] numbers, Beats beats, String signal, int first) {
    for (int k = 0; k < numbers.length; k++) {
      beats.set(first + k / unit.lanes(), signal, k % unit.lanes(), numbers[k]);
    }
  }

  /** Weights and scales of a token, and its results. */
  private void writeProducts(int token) {
    int[] ownGains = Arrays.copyOf(gainSets.get(token), unit.length());
    QuantizedToken quantized = golden.quantize(tokens.get(token), ownGains);
    int lanesOfPass = unit.beats() * unit.lanes();
    byte[][] codes = new byte[unit.passes() * unit.columns()][lanesOfPass];
    byte[][] rows = new byte[unit.outputs()][];
    for (int n = 0; n < codes.length; n++) {
      drawWeights(codes[n], quantized.values());
      writeWeights(codes[n], token, n);
      if (n < rows.length) {
        rows[n] = Arrays.copyOf(codes[n], unit.length());
      }
    }
    List<Scale> scaleOfOutput = new ArrayList<>();
    for (int pass = 0; pass < unit.passes(); pass++) {
      int end = Math.min(unit.outputs(), (pass + 1) * unit.columns());
      Scale scale = drawScale(quantized, rows, pass * unit.columns(), end);
      scales.set(token * unit.passes() + pass, "scale_mantissa_i", scale.mantissa());
      scales.set(token * unit.passes() + pass, "scale_shift_i", scale.shift());
      for (int n = scaleOfOutput.size(); n < end; n++) {
        scaleOfOutput.add(scale);
      }
    }
    IntegerWeights matrix = new IntegerWeights(unit.weights(), rows);
    int[] expected = golden.apply(tokens.get(token), ownGains, matrix, scaleOfOutput);
    for (int n = 0; n < expected.length; n++) {
      results.set(token * unit.outputs() + n, "result_data_o", expected[n]);
    }
    results.set((token + 1) * unit.outputs() - 1, "result_last_o", 1);
  }

  /** As the values' signs or against them, of one sign, few or any; lanes past K anything. */
  private void drawWeights(byte[] codes, byte[] quantized) {
    int kind = number < 2 ? number : random.nextInt(6);
    for (int k = 0; k < codes.length; k++) {
      int sign = k < quantized.length && quantized[k] < 0 ? -1 : 1;
      int any = random.nextBoolean() ? 1 : -1;
      int drawn =
          switch (kind) {
            case 0 -> sign;
            case 1 -> -sign;
            case 2 -> random.nextInt(8) == 0 ? any : 0;
            default -> random.nextInt(3) == 0 ? 0 : any;
          };
      codes[k] = (byte) (drawn == 0 && unit.weights() == NumberFormat.BINARY ? any : drawn);
    }
  }

  private void writeWeights(byte[] codes, int token, int n) {
    int first = (token * unit.passes() + n / unit.columns()) * unit.beats();
    int column = n % unit.columns();
    for (int k = 0; k < codes.length; k++) {
      int code = unit.weights() == NumberFormat.BINARY ? (codes[k] < 0 ? 1 : 0) : codes[k];
      weights.set(
          first + k / unit.lanes(),
          "weight_data_i",
          column * unit.lanes() + k % unit.lanes(),
          code);
    }
  }

  /** Any mantissa; a shift that brings the largest result of the pass near those of its format. */
  private Scale drawScale(QuantizedToken quantized, byte[][] rows, int first, int end) {
    int width = unit.scaleWidth();
    int largest = (1 << width) - 1;
    int mantissa =
        switch (number < 2 ? 0 : random.nextInt(4)) {
          case 0 -> largest;
          case 1, 2 -> 1 << random.nextInt(width); // with these ties are exact
          default -> random.nextInt(largest + 1);
        };
    long sum = 0;
    for (int n = first; n < end; n++) {
      long own = 0;
      for (int k = 0; k < rows[n].length; k++) {
        own += quantized.values()[k] * rows[n][k];
      }
      sum = Math.max(sum, Math.abs(own));
    }
    long product = sum * quantized.scale() * mantissa;
    int bits = Long.SIZE - Long.numberOfLeadingZeros(product);
    int tooMany = bits - (unit.output().registerBits() - 1);
    int shift = random.nextInt(8) == 0 ? random.nextInt(SHIFTS) : tooMany + random.nextInt(-2, 4);
    return new Scale(mantissa, Math.clamp(shift, 0, SHIFTS - 1));
  }

  private long simulatedCycles(StreamStalls stalls) {
    Constants constants = unit.norm().constants();
    var timing =
        new io.bitwright.simulator.timing.stream.BitLinear(
            new RmsNormalizer(
                unit.lanes(),
                unit.length(),
                constants.rootBits(constants.sumBits()),
                constants.inverseBits()),
            unit.columns(),
            unit.outputs(),
            unit.trees().depth());
    List<Boolean> ends = new ArrayList<>();
    for (int token = 0; token < tokens.size(); token++) {
      ends.add(endsGains(token));
    }
    long stepped =
        timing.cycles(
            ends,
            new Stalls(
                stalls.of("value"),
                stalls.of("gain"),
                stalls.of("weight"),
                stalls.of("scale"),
                stalls.of("result")));
    // The closed form is of one token.
    return tokens.size() > 1
        ? stepped
        : SimulatedCycles.of("one token", stalls, stepped, timing::cyclesOfOneToken);
  }
}
