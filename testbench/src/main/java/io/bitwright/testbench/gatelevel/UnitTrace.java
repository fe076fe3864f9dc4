package io.bitwright.testbench.gatelevel;

import io.bitwright.codegen.unit.BitLinearModel;
import io.bitwright.codegen.unit.Direction;
import io.bitwright.codegen.unit.InputStationaryArrayModel;
import io.bitwright.codegen.unit.StationaryTileModel;
import io.bitwright.codegen.unit.StreamField;
import io.bitwright.codegen.unit.StreamPort;
import io.bitwright.codegen.unit.UnitInterface;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.cosim.Beats;
import io.bitwright.testbench.cosim.CosimCase;
import io.bitwright.testbench.cosim.CosimResult;
import io.bitwright.testbench.cosim.InputStationaryArrayCosim;
import io.bitwright.testbench.cosim.StreamStalls;
import io.bitwright.testbench.cosim.UnitCosims;
import io.bitwright.testbench.cosim.UnitUnderTest;
import io.bitwright.testbench.cosim.WeightStationaryArrayCosim;
import io.bitwright.testbench.gatelevel.PortTrace.Cycle;
import io.bitwright.testbench.tool.TemporaryFolder;
import io.bitwright.testbench.vectors.ValueChanges;
import io.bitwright.testbench.verilator.BuildOptions;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Records a whole unit's ports from its RTL under Verilator, in a co-simulation run in which no
 * stream stalls. The values that the RTL gives are checked against golden there; its data outputs
 * count where they are valid.
 */
final class UnitTrace {
  private static final int RESET_CYCLES = 2;
  private static final int ROWS = 32;
  private static final int DRAWS = 200;

  private final UnitModel unit;
  private final VerilatorBuild verilator;

  UnitTrace(UnitModel unit, VerilatorBuild verilator) {
    this.unit = unit;
    this.verilator = verilator;
  }

  /**
   * The trace of one run.
   *
   * @throws SpecException if the unit cannot work on such operands
   * @throws IllegalStateException if the RTL does not give what golden says
   */
  PortTrace record(OperandSource source, long seed) {
    CosimCase run = new Unhindered(draw(source, seed));
    BuildOptions options = BuildOptions.forTests().withWaveforms();
    UnitUnderTest rtl = UnitUnderTest.build(unit, verilator, options);
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      String file = "ports.vcd";
      CosimResult result =
          rtl.runBackToBack(List.of(run), Optional.of(folder.path().resolve(file))).getFirst();
      if (result.failure().isPresent() || result.valueMismatches() > 0) {
        throw new IllegalStateException(result.title() + ": " + result.disagreement());
      }
      List<Map<String, String>> all = ValueChanges.cycles(folder.read(file), UnitInterface.CLOCK);
      List<Cycle> cycles = new ArrayList<>();
      for (int reset = 0; reset < RESET_CYCLES; reset++) {
        cycles.add(new Cycle(Map.of(UnitInterface.RESET, "0"), Map.of()));
      }
      all.subList(0, (int) result.rtlCycles()).forEach(values -> cycles.add(cycle(values)));
      return new PortTrace(
          source.label() + " " + run.workload(),
          cycles,
          RESET_CYCLES,
          operations(cycles, run.workload()));
    }
  }

  private CosimCase draw(OperandSource source, long seed) {
    Random random = new Random(seed);
    if (unit instanceof WeightStationaryArrayModel array) {
      return WeightStationaryArrayCosim.product(
          array,
          source.operands(shape(array), array.weights(), seed),
          source.label(),
          StreamStalls.none());
    }
    if (unit instanceof InputStationaryArrayModel array) {
      return InputStationaryArrayCosim.product(
          array,
          source.operands(shape(array), array.weights(), seed),
          source.label(),
          StreamStalls.none());
    }
    if (source != OperandSource.RANDOM) {
      throw new SpecException(
          "--operands: %s works on random ones only; trained: weight_stationary_array, input_stationary_array and their elements"
              .formatted(unit.unit().label()));
    }
    for (int draw = 0; draw < DRAWS; draw++) {
      CosimCase one = UnitCosims.draw(unit, 2, Optional.empty(), random);
      if (one.operands().contains(OperandSource.RANDOM.label())) {
        return one;
      }
    }
    throw new IllegalStateException(unit.title() + ": no random run was drawn");
  }

  /** Two tiles in K and N, 32 rows of what streams: 4.5 weights a row of the tile are loaded. */
  private static MatmulShape shape(StationaryTileModel array) {
    int terms = Math.min(2 * array.rows(), array.longestSum());
    int wide = 2 * array.columns();
    return array.holdsActivations()
        ? new MatmulShape(wide, terms, ROWS)
        : new MatmulShape(ROWS, terms, wide);
  }

  private Cycle cycle(Map<String, String> values) {
    Map<String, String> inputs = new LinkedHashMap<>();
    Map<String, String> outputs = new LinkedHashMap<>();
    inputs.put(UnitInterface.RESET, "1");
    for (StreamPort stream : unit.interfaceOf().streams()) {
      boolean isInput = stream.direction() == Direction.INPUT;
      Map<String, String> data = isInput ? inputs : outputs;
      Map<String, String> back = isInput ? outputs : inputs;
      copy(stream.validSignal(), values, data);
      copy(stream.readySignal(), values, back);
      if (isInput || isOne(values.get(stream.validSignal()))) {
        for (StreamField field : stream.fields()) {
          copy(field.signal(), values, data);
        }
      }
    }
    return new Cycle(inputs, outputs);
  }

  private static void copy(String port, Map<String, String> from, Map<String, String> to) {
    to.put(port, from.getOrDefault(port, "0"));
  }

  private static boolean isOne(@Nullable String digits) {
    return digits != null && digits.equals("1");
  }

  /** Whether {@link #operations} are multiply-accumulates. */
  static boolean countsMultiplyAccumulates(UnitModel unit) {
    return unit.multiplyAccumulatesPerCycle() > 0;
  }

  /** Multiply-accumulates of a multiplier, else beats that come out. */
  private long operations(List<Cycle> cycles, String workload) {
    long beats = 0;
    for (StreamPort stream : unit.interfaceOf().streams()) {
      if (stream.direction() == Direction.OUTPUT) {
        beats +=
            cycles.stream()
                .filter(cycle ->
                    isOne(cycle.outputs().get(stream.validSignal()))
                        && isOne(cycle.inputs().get(stream.readySignal())))
                .count();
      }
    }
    if (unit instanceof BitLinearModel layer) {
      return beats * layer.length();
    }
    return countsMultiplyAccumulates(unit) ? product(workload) : beats;
  }

  /** The numbers of a shape, {@code 7x33x12}, multiplied. */
  private static long product(String shape) {
    return Arrays.stream(shape.split("x", -1))
        .mapToLong(Long::parseLong)
        .reduce(1, Math::multiplyExact);
  }

  /** A run in which no stream stalls. */
  private record Unhindered(CosimCase run) implements CosimCase {
    @Override
    public String workload() {
      return run.workload();
    }

    @Override
    public String operands() {
      return run.operands();
    }

    @Override
    public StreamStalls stalls() {
      return StreamStalls.none();
    }

    @Override
    public long simulatedCycles() {
      return run.simulatedCycles();
    }

    @Override
    public Map<String, Beats> expectedBeats() {
      return run.expectedBeats();
    }

    @Override
    public Streams streams() {
      return run.streams();
    }
  }
}
