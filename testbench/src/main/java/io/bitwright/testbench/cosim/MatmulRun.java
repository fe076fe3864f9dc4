package io.bitwright.testbench.cosim;

import io.bitwright.codegen.model.StreamHarnessModel;
import io.bitwright.codegen.unit.StationaryTileModel;
import io.bitwright.simulator.mapping.WeightStationarySchedule;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.verilator.BeatSource;
import io.bitwright.testbench.verilator.RunResult;
import io.bitwright.testbench.verilator.StreamRun;
import io.bitwright.testbench.verilator.VerilatedModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** One product on a unit with a stationary tile, from operands to beats and back to sums. */
public final class MatmulRun {
  private final boolean turned;
  private final String stationaryStream;
  private final String streamingStream;
  private final StreamRun.Input tiles;
  private final RowBeats rowBeats;
  private final StreamRun.Input rows;
  private final StreamRun.Output results;
  private final ResultBeats sums;

  /** The beats of a product on a unit. */
  public MatmulRun(
      StationaryTileModel spec,
      StreamHarnessModel harness,
      MatmulOperands operands,
      StreamStalls stalls) {
    turned = spec.holdsActivations();
    stationaryStream = turned ? "activation" : "weight";
    streamingStream = turned ? "weight" : "activation";
    MatmulShape shape = operands.shape();
    WeightStationarySchedule schedule =
        new WeightStationarySchedule(
            turned ? shape.turned() : shape, spec.rows(), spec.columns(), spec.accumulatorRows());
    OperandRows weights = OperandRows.of(operands.weights());
    OperandRows activations = OperandRows.of(operands.inputs());
    StreamHarnessModel.Stream stationary = harness.stream(stationaryStream);
    StationaryBeats stationaryBeats =
        new StationaryBeats(
            schedule,
            turned ? activations : weights,
            stationary.field(stationaryStream + "_data_i"));
    rowBeats =
        new RowBeats(schedule, turned ? weights : activations, harness.stream(streamingStream));
    sums =
        new ResultBeats(
            schedule, spec.accumulatorWidth(), harness.stream("result").field("result_data_o"));
    tiles = new StreamRun.Input(stationaryBeats, stalls.of(stationaryStream));
    rows = new StreamRun.Input(rowBeats, stalls.of(streamingStream));
    results = new StreamRun.Output(sums, sums.beats(), stalls.of("result"));
  }

  /** The product as what the unit's streams offer and expect; good for one run. */
  public StreamRun asStreams(long cycleLimit) {
    Map<String, StreamRun.Input> inputs = new LinkedHashMap<>();
    inputs.put(stationaryStream, tiles);
    inputs.put(streamingStream, rows);
    return new StreamRun(inputs, Map.of("result", results), cycleLimit);
  }

  /** Runs the product, and tells the cycle in which each streaming row is accepted. */
  long on(VerilatedModel model, long cycleLimit, LongConsumer whenAccepted) {
    rowBeats.whenMoved(whenAccepted);
    return on(model, cycleLimit);
  }

  /**
   * Runs the product.
   *
   * @return cycles up to and including the one in which the last result beat moves
   * @throws OperandsLeftException if the unit gave all results without taking all operands
   */
  long on(VerilatedModel model, long cycleLimit) {
    RunResult result = model.run(asStreams(cycleLimit));
    Map<String, Long> offered = new LinkedHashMap<>();
    offered.put(stationaryStream, tiles.source().beats());
    offered.put(streamingStream, rows.source().beats());
    if (!result.inputBeatsMoved().equals(offered)) {
      throw new OperandsLeftException(
          "all results came, but of the beats offered, %s, only %s were taken"
              .formatted(offered, result.inputBeatsMoved()));
    }
    return result.cycles();
  }

  /** The operands as beats, by stream. */
  Map<String, BeatSource> sources() {
    Map<String, BeatSource> sources = new LinkedHashMap<>();
    sources.put(stationaryStream, tiles.source());
    sources.put(streamingStream, rows.source());
    return sources;
  }

  /** Takes the sums. */
  ResultBeats sums() {
    return sums;
  }

  /** The sum of row m and column n of the product, once it has run. */
  long sum(int m, int n) {
    return turned ? sums.sums()[n][m] : sums.sums()[m][n];
  }

  /** The cycle in which that sum's beat moved. */
  long cycle(int m, int n) {
    return turned ? sums.cycle(n, m) : sums.cycle(m, n);
  }
}
