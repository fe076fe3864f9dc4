package io.bitwright.simulator.parallel;

import io.bitwright.simulator.training.TrainingMemory;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.TrainingSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The fastest legal plan that fits the memory, and what stood beside it.
 *
 * @param best the fastest, the first of several
 * @param runnersUp the fastest of each other combination of tensor and pipeline, fastest first
 * @param considered plans that keep the rules
 * @param tooLarge of them, those that do not fit the memory
 * @param leastShortfallBytes by how much the smallest of these does not fit; 0 if none is too large
 */
public record PlanSearch(
    Plan best, List<Plan> runnersUp, int considered, int tooLarge, double leastShortfallBytes) {

  /**
   * A plan with what it takes.
   *
   * @param memory of the fullest chip
   */
  public record Plan(ParallelismSpec parallelism, double seconds, TrainingMemory memory) {}

  public PlanSearch {
    runnersUp = List.copyOf(runnersUp);
  }

  /**
   * Searches {@link PlanCandidates}; only what fits is timed.
   *
   * @param capacityBytes of one chip's memory
   * @param seconds of a step by a plan
   * @throws SpecException if no plan keeps the rules, or none fits: by how much not
   */
  public static PlanSearch of(
      ModelConfig model,
      TrainingSpec training,
      int chips,
      double capacityBytes,
      ToDoubleFunction<ParallelismSpec> seconds) {
    List<ParallelismSpec> candidates = PlanCandidates.of(model, training, chips);
    if (candidates.isEmpty()) {
      throw new SpecException(
          "no plan spreads %s over %d chips with a batch of %d: no degrees divide heads, layers and batch"
              .formatted(model.name(), chips, training.batch()));
    }
    List<Plan> plans = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (ParallelismSpec candidate : candidates) {
      TrainingMemory memory = TrainingMemory.of(model, training, candidate);
      if (memory.total() > capacityBytes) {
        least = Math.min(least, memory.total() - capacityBytes);
      } else {
        plans.add(new Plan(candidate, seconds.applyAsDouble(candidate), memory));
      }
    }
    if (plans.isEmpty()) {
      throw new SpecException(
          "none of the plans of %s on %d %s fits the memory: %s too much at least"
              .formatted(
                  model.name(),
                  chips,
                  chips == 1 ? "chip" : "chips",
                  Quantities.formatBytes(least)));
    }
    plans.sort(Comparator.comparingDouble(Plan::seconds));
    int tooLarge = candidates.size() - plans.size();
    return new PlanSearch(
        plans.getFirst(), runnersUp(plans), candidates.size(), tooLarge, tooLarge == 0 ? 0 : least);
  }

  private static List<Plan> runnersUp(List<Plan> plans) {
    List<Plan> first = new ArrayList<>();
    for (Plan plan : plans) {
      Optional<Plan> alike = first.stream().filter(other -> alike(plan, other)).findFirst();
      if (alike.isEmpty()) {
        first.add(plan);
      }
    }
    return first.subList(1, first.size());
  }

  private static boolean alike(Plan one, Plan other) {
    return one.parallelism().tensor() == other.parallelism().tensor()
        && one.parallelism().pipeline() == other.parallelism().pipeline();
  }
}
