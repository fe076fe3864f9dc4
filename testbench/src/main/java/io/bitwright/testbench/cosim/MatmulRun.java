package io.bitwright.testbench.cosim;

import io.bitwright.codegen.model.StreamHarnessModel;
import io.bitwright.codegen.unit.StationaryTileModel;
import io.bitwright.simulator.mapping.WeightStationarySchedule;
import io.bitwright.testbench.verilator.BeatSource;
import io.bitwright.testbench.verilator.RunResult;
import io.bitwright.testbench.verilator.StreamRun;
import io.bitwright.testbench.verilator.VerilatedModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** One product on a unit with a stationary tile, from operands to beats and back to sums. */
public final class MatmulRun {
  private final StreamRun.Input weights;
  private final ActivationBeats activationBeats;
  private final StreamRun.Input activations;
  private final StreamRun.Output results;
  private final ResultBeats sums;

  /** The beats of a product on a unit. */
  public MatmulRun(
      StationaryTileModel spec,
      StreamHarnessModel harness,
      MatmulOperands operands,
      StreamStalls stalls) {
    WeightStationarySchedule schedule =
        new WeightStationarySchedule(
            operands.shape(), spec.rows(), spec.columns(), spec.accumulatorRows());
    WeightBeats weightBeats =
        new WeightBeats(
            schedule, operands.weights(), harness.stream("weight").field("weight_data_i"));
    activationBeats =
        new ActivationBeats(schedule, operands.activations(), harness.stream("activation"));
    sums =
        new ResultBeats(
            schedule, spec.accumulatorWidth(), harness.stream("result").field("result_data_o"));
    weights = new StreamRun.Input(weightBeats, stalls.of("weight"));
    activations = new StreamRun.Input(activationBeats, stalls.of("activation"));
    results = new StreamRun.Output(sums, sums.beats(), stalls.of("result"));
  }

  /** The product as what the unit's streams offer and expect; good for one run. */
  public StreamRun asStreams(long cycleLimit) {
    Map<String, StreamRun.Input> inputs = new LinkedHashMap<>();
    inputs.put("weight", weights);
    inputs.put("activation", activations);
    return new StreamRun(inputs, Map.of("result", results), cycleLimit);
  }

  /** Runs the product, and tells the cycle in which each activation row is accepted. */
  long on(VerilatedModel model, long cycleLimit, LongConsumer whenAccepted) {
    activationBeats.whenMoved(whenAccepted);
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
    offered.put("weight", weights.source().beats());
    offered.put("activation", activations.source().beats());
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
    sources.put("weight", weights.source());
    sources.put("activation", activations.source());
    return sources;
  }

  /** The sums, M rows of N, once the product has run. */
  ResultBeats sums() {
    return sums;
  }
}
