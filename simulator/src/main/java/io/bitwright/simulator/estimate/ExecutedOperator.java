package io.bitwright.simulator.estimate;

import io.bitwright.simulator.mapping.OperatorMapping;
import io.bitwright.simulator.timing.chip.Bound;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.OperatorNode;
import java.util.Optional;

/**
 * An operator as it ran: all equal runs at one place together.
 *
 * @param layer layer of its stack from 0; {@link OperatorNode#OUTSIDE_LAYERS} outside of them
 * @param operator what ran
 * @param count how often, one after the other
 * @param launchSeconds time before the first run
 * @param each time of one run
 * @param computeCycles clock cycles of the busier of matrix units and vector unit, of one run
 * @param boundBy what the time is spent on
 * @param offChipBytes bytes that one run moves from and to off-chip memory
 * @param work what one run computes
 * @param mapping how a product is cut and shared; empty of other work
 */
public record ExecutedOperator(
    int layer,
    Operator operator,
    long count,
    double launchSeconds,
    EngineSeconds each,
    double computeCycles,
    Bound boundBy,
    double offChipBytes,
    OperatorWork work,
    Optional<OperatorMapping> mapping) {

  /** Seconds of all runs, the launch included, and of their engines. */
  public EngineSeconds all() {
    return each.times(count).after(launchSeconds);
  }

  /** M, K and N as {@link OperatorEstimate} has them. */
  public OperatorShape shape() {
    return OperatorShape.of(operator);
  }

  /** Operations for each byte that crosses the memory's channel; empty where none does. */
  public Optional<Double> flopsPerByte() {
    return offChipBytes == 0 ? Optional.empty() : Optional.of(work.flops() / offChipBytes);
  }

  /** Achieved operations per second over the engine's peak. */
  public double shareOfPeak() {
    return all().whole() == 0
        ? 0
        : work.flops() * count / all().whole() / work.peakFlopsPerSecond();
  }

  /** The same at another place: so many runs. */
  ExecutedOperator at(OperatorNode node, double launch) {
    return new ExecutedOperator(
        node.layer(),
        operator,
        node.count(),
        launch,
        each,
        computeCycles,
        boundBy,
        offChipBytes,
        work,
        mapping);
  }

  /** The runs of both places together. */
  ExecutedOperator plus(ExecutedOperator same) {
    OperatorNode both = new OperatorNode(layer, operator, count + same.count);
    return at(both, launchSeconds + same.launchSeconds);
  }
}
