package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.AbsmaxQuantizerModel;
import io.bitwright.codegen.unit.UnitInterface;
import io.bitwright.golden.unit.AbsmaxQuantizer.QuantizedToken;
import io.bitwright.simulator.timing.stream.AbsmaxQuantizer;
import io.bitwright.spec.workload.MatmulShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Tokens through an absmax quantiser. */
public final class AbsmaxQuantizerCosim implements UnitCosim<AbsmaxQuantizerModel> {
  private static final int MOST_TOKENS = 7;

  @Override
  public List<AbsmaxQuantizerModel> parameterSets() {
    return List.of(
        AbsmaxQuantizerModel.of(1, 8, 1),
        AbsmaxQuantizerModel.of(1, 32, 17),
        AbsmaxQuantizerModel.of(4, 16, 64),
        AbsmaxQuantizerModel.of(3, 9, 20),
        AbsmaxQuantizerModel.of(7, 13, 7),
        AbsmaxQuantizerModel.of(16, 24, 250),
        AbsmaxQuantizerModel.of(64, 8, 1000),
        AbsmaxQuantizerModel.of(33, 11, 100));
  }

  @Override
  public AbsmaxQuantizerModel smallUnit() {
    // 10 bits, as ties that go to an even number need s to be a multiple of 254.
    return AbsmaxQuantizerModel.of(2, 10, 8);
  }

  /** {@inheritDoc} Tokens are 1 to 7, each of 1 to the longest number of values. */
  @Override
  public BeatsCase draw(
      AbsmaxQuantizerModel unit, int number, Optional<MatmulShape> shape, RandomGenerator random) {
    UnitCosim.refuseShape(unit, shape);
    TokenPattern pattern = TokenPattern.draw(number, random);
    List<int[]> tokens = new ArrayList<>();
    int count = random.nextInt(1, MOST_TOKENS + 1);
    for (int token = 0; token < count; token++) {
      boolean longest = number == 0 || random.nextInt(3) == 0;
      int length = longest ? unit.longest() : random.nextInt(1, unit.longest() + 1);
      tokens.add(pattern.values(length, unit.inputWidth(), random));
    }
    StreamStalls stalls = StreamStalls.ofRun(number, unit.interfaceOf(), random);
    return tokens(unit, tokens, pattern.label(), stalls);
  }

  /**
   * A run of these tokens.
   *
   * @param tokens at least one, each of 1 to the longest number of values
   */
  static BeatsCase tokens(
      AbsmaxQuantizerModel unit, List<int[]> tokens, String operands, StreamStalls stalls) {
    AbsmaxQuantizer timing = new AbsmaxQuantizer(unit.lanes());
    int beats = tokens.stream().mapToInt(token -> timing.beats(token.length)).sum();
    UnitInterface ports = unit.interfaceOf();
    Beats values = new Beats(ports.stream("value"), beats);
    Beats quantized = new Beats(ports.stream("quantized"), beats);
    int beat = 0;
    for (int[] token : tokens) {
      write(token, unit.lanes(), beat, values, quantized);
      beat += timing.beats(token.length);
    }
    String lengths = Arrays.toString(tokens.stream().mapToInt(token -> token.length).toArray());
    return new BeatsCase(
        "tokens of " + lengths + " values",
        operands,
        stalls,
        Map.of("value", values),
        Map.of("quantized", quantized),
        simulatedCycles(timing, tokens.stream().map(token -> token.length).toList(), stalls));
  }

  private static void write(int[] token, int lanes, int first, Beats values, Beats quantized) {
    QuantizedToken golden = io.bitwright.golden.unit.AbsmaxQuantizer.quantize(token);
    for (int k = 0; k < token.length; k++) {
      int beat = first + k / lanes;
      boolean last = k / lanes == (token.length - 1) / lanes;
      values.set(beat, "value_data_i", k % lanes, token[k]);
      values.set(beat, "value_last_i", last ? 1 : 0);
      quantized.set(beat, "quantized_data_o", k % lanes, golden.values()[k]);
      quantized.set(beat, "quantized_scale_o", golden.scale());
      quantized.set(beat, "quantized_last_o", last ? 1 : 0);
    }
  }

  private static long simulatedCycles(
      AbsmaxQuantizer timing, List<Integer> lengths, StreamStalls stalls) {
    long stepped = timing.cycles(lengths, stalls.of("value"), stalls.of("quantized"));
    return SimulatedCycles.of(lengths, stalls, stepped, () -> timing.cycles(lengths));
  }
}
