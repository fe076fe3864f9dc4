package io.bitwright.app.energy;

import io.bitwright.simulator.cost.CostEstimate;
import io.bitwright.simulator.energy.EnergyAccounting;
import io.bitwright.simulator.energy.EnergyJoules;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.accelerator.PowerSpec;
import io.bitwright.spec.quantity.Power;
import io.bitwright.spec.quantity.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The energy of a run with what it is divided by.
 *
 * @param energy of all chips together
 * @param view what it counts
 * @param tokens that the run computes: of a product rows of M, of convolutions images
 * @param seconds of the run
 * @param flops operations that the workload asks for, two a multiply-accumulate
 * @param chips that run it
 * @param accounting the prices, and the chip
 */
public record EnergyFigures(
    EnergyJoules energy,
    EnergyView view,
    double tokens,
    double seconds,
    double flops,
    long chips,
    EnergyAccounting accounting) {
  private static final double PICOJOULES_PER_JOULE = 1e12;

  /** The energy of an estimate of one chip. */
  public static EnergyFigures of(CostEstimate cost, EnergyView view) {
    double seconds = cost.estimate().latencySeconds();
    return new EnergyFigures(
        cost.energy(),
        view,
        cost.estimate().tokensPerSecond() * seconds,
        seconds,
        cost.estimate().flops(),
        1,
        cost.accounting());
  }

  /** Joules a token. */
  public double joulesPerToken() {
    return energy.total() / tokens;
  }

  /** Tokens for a joule. */
  public double tokensPerJoule() {
    return energy.total() == 0 ? 0 : tokens / energy.total();
  }

  /** Picojoules for each multiply-accumulate that the workload asks for. */
  public double picojoulesPerMultiplyAccumulate() {
    return flops == 0 ? 0 : energy.total() * PICOJOULES_PER_JOULE / (flops / 2);
  }

  /** Watts of all chips together, averaged over the run. */
  public double averageWatts() {
    return energy.total() / seconds;
  }

  /** Watts that all chips together may take, if it is known. */
  public OptionalDouble limitWatts() {
    return power().limit().stream()
        .mapToDouble(Power::watts)
        .map(watts -> chips * watts)
        .findFirst();
  }

  /** Whether the average power is over the limit. */
  public boolean exceedsLimit() {
    OptionalDouble limit = limitWatts();
    return view == EnergyView.SYSTEM && limit.isPresent() && averageWatts() > limit.getAsDouble();
  }

  /** What a user should know about it. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (exceedsLimit()) {
      notes.add(
          "over the power limit: %s on average, %s allowed; a real machine would run slower"
              .formatted(
                  Quantities.formatWatts(averageWatts()),
                  Quantities.formatWatts(limitWatts().orElseThrow())));
    }
    if (view == EnergyView.ARITHMETIC) {
      return notes;
    }
    if (accounting.accelerator().matrixUnit().kind() == MatrixUnitKind.TENSOR_CORE) {
      notes.add("energy: registers of tensor cores are not published and not counted");
    }
    if (power().idle().isEmpty() && power().leakage().isEmpty()) {
      notes.add("energy: the chip's idle power and leakage are not known and not counted");
    }
    return notes;
  }

  private PowerSpec power() {
    return accounting.accelerator().power();
  }
}
