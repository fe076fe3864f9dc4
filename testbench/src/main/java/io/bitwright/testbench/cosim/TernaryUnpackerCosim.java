package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.TernaryUnpackerModel;
import io.bitwright.golden.unit.TernaryUnpacker;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Packed trits through an unpacker; run 2 of a unit has every byte there is, in every place. */
public final class TernaryUnpackerCosim implements UnitCosim<TernaryUnpackerModel> {
  private static final int MOST_BEATS = 120;
  private static final int BYTE_VALUES = 256;

  @Override
  public List<TernaryUnpackerModel> parameterSets() {
    return List.of(
        TernaryUnpackerModel.of(1, 5),
        TernaryUnpackerModel.of(1, 1),
        TernaryUnpackerModel.of(2, 8),
        TernaryUnpackerModel.of(13, 64),
        TernaryUnpackerModel.of(7, 35),
        TernaryUnpackerModel.of(52, 256),
        TernaryUnpackerModel.of(64, 320));
  }

  @Override
  public TernaryUnpackerModel smallUnit() {
    return TernaryUnpackerModel.of(2, 9);
  }

  @Override
  public CosimCase draw(
      TernaryUnpackerModel unit, int number, Optional<MatmulShape> shape, RandomGenerator random) {
    UnitCosim.refuseShape(unit, shape);
    int beats = number == 2 ? BYTE_VALUES : random.nextInt(1, MOST_BEATS + 1);
    // Most beats have no error, so that it is seen to come from every byte by itself.
    double errors = random.nextBoolean() ? 0 : 0.5 / unit.bytes();
    Beats packed = new Beats(unit.interfaceOf().stream("byte"), beats);
    Beats trits = new Beats(unit.interfaceOf().stream("trit"), beats);
    for (int beat = 0; beat < beats; beat++) {
      int[] values = new int[unit.bytes()];
      for (int place = 0; place < values.length; place++) {
        values[place] = draw(number, beat + place, errors, random);
        packed.set(beat, "byte_data_i", place, values[place]);
      }
      byte[] expected = TernaryUnpacker.unpack(values, unit.trits());
      for (int place = 0; place < expected.length; place++) {
        trits.set(beat, "trit_data_o", place, expected[place]);
      }
      trits.set(beat, "trit_error_o", TernaryUnpacker.hasError(values) ? 1 : 0);
    }
    StreamStalls stalls = StreamStalls.ofRun(number, unit.interfaceOf(), random);
    return new BeatsCase(
        beats + " beats",
        number < 2 ? "extreme" : number == 2 ? "every byte" : "random",
        stalls,
        Map.of("byte", packed),
        Map.of("trit", trits),
        simulatedCycles(beats, stalls));
  }

  private static int draw(int number, int counter, double errors, RandomGenerator random) {
    return switch (number) {
      case 0 -> TernaryUnpacker.CODES - 1;
      case 1 -> 0;
      case 2 -> counter % BYTE_VALUES;
      default ->
          random.nextDouble() < errors
              ? random.nextInt(TernaryUnpacker.CODES, BYTE_VALUES)
              : random.nextInt(TernaryUnpacker.CODES);
    };
  }

  private static long simulatedCycles(int beats, StreamStalls stalls) {
    var timing = new io.bitwright.simulator.timing.unit.TernaryUnpacker();
    long stepped = timing.cycles(beats, stalls.of("byte"), stalls.of("trit"));
    return SimulatedCycles.of(beats + " beats", stalls, stepped, () -> timing.cycles(beats));
  }
}
