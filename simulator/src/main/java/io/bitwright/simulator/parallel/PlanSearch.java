package io.bitwright.simulator.parallel;

import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.simulator.training.TrainingMemory;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.training.ZeroStage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fastest legal plan that fits the memory, and what stood beside it.
 *
 * @param best the fastest, the first of several
 * @param step by this plan
 * @param runnersUp the fastest of each of the five next combinations of tensor and pipeline,
 *     fastest first
 * @param considered plans that keep the rules
 * @param tooLarge of them, those that do not fit the memory
 * @param leastShortfallBytes by how much the smallest of these does not fit; 0 if none is too large
 */
public record PlanSearch(
    Plan best,
    TrainingStep step,
    List<Plan> runnersUp,
    int considered,
    int tooLarge,
    double leastShortfallBytes) {

  /** Plans that are told of: the best, and five beside it. */
  private static final int MOST_TOLD = 6;

  private static final Comparator<Timed> FASTEST_FIRST =
      Comparator.comparingDouble(Timed::seconds).thenComparingInt(Timed::place);

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
   * Searches {@link PlanCandidates}. Only what fits is timed; of plans that share states out among
   * a part of the chips with different sequences, and are otherwise alike, the one with the
   * smallest part that fits; and nothing whose products alone take longer than the fastest of its
   * tensor chips and stages, or than the last plan that is told of.
   *
   * @param axes of the pod
   * @throws SpecException if no plan keeps the rules, or none fits: by how much not
   */
  public static PlanSearch of(
      Machine machine, ModelConfig model, TrainingSpec training, List<Axis> axes) {
    int chips = Math.toIntExact(PodAxes.chips(axes));
    List<ParallelismSpec> candidates = PlanCandidates.of(model, training, chips);
    if (candidates.isEmpty()) {
      throw new SpecException(
          "no plan spreads %s over %d chips with a batch of %d: no degrees divide heads, layers and batch"
              .formatted(model.name(), chips, training.batch()));
    }
    double capacity = machine.accelerator().memory().capacity().bytes();
    double least = Double.POSITIVE_INFINITY;
    List<Candidate> fitting = new ArrayList<>();
    Set<Family> parts = new HashSet<>();
    int tooLarge = 0;
    StepCache cache = new StepCache();
    for (ParallelismSpec plan : candidates) {
      TrainingSetup setup = new TrainingSetup(machine, model, training, plan);
      TrainingMemory memory = TrainingStep.memory(setup);
      if (memory.total() > capacity) {
        least = Math.min(least, memory.total() - capacity);
        tooLarge++;
      } else if (!isHybrid(plan) || parts.add(Family.of(plan))) {
        List<TrainingStage> stages = cache.stages(setup);
        double bound = StepTiming.leastSeconds(setup, stages);
        fitting.add(new Candidate(fitting.size(), setup, memory, stages, bound));
      }
    }
    if (fitting.isEmpty()) {
      throw new SpecException(noneFits(model, chips, least));
    }
    List<Timed> fastest = fastestOfEach(fitting, axes, cache);
    return new PlanSearch(
        fastest.getFirst().plan(),
        fastest.getFirst().step(),
        fastest.stream().skip(1).map(Timed::plan).toList(),
        candidates.size(),
        tooLarge,
        tooLarge == 0 ? 0 : least);
  }

  private static String noneFits(ModelConfig model, int chips, double leastBytes) {
    return "none of the plans of %s on %d %s fits the memory: %s too much at least"
        .formatted(
            model.name(), chips, chips == 1 ? "chip" : "chips", Quantities.formatBytes(leastBytes));
  }

  private static boolean isHybrid(ParallelismSpec plan) {
    return plan.fsdp() > 1 && plan.data() > 1;
  }

  /** Plans that differ in how many chips share states out. */
  private record Family(
      int tensor, int pipeline, int microBatches, int interleaving, int expert, ZeroStage stage) {
    static Family of(ParallelismSpec plan) {
      return new Family(
          plan.tensor(),
          plan.pipeline(),
          plan.microBatches(),
          plan.interleaving(),
          plan.expert(),
          plan.zeroStage());
    }
  }

  /** A plan that fits, and the seconds that it takes at least. */
  private record Candidate(
      int place,
      TrainingSetup setup,
      TrainingMemory memory,
      List<TrainingStage> stages,
      double leastSeconds) {
    Shape shape() {
      return new Shape(setup.parallelism().tensor(), setup.parallelism().pipeline());
    }
  }

  /** What plans of one kind have in common. */
  private record Shape(int tensor, int pipeline) {}

  private record Timed(Candidate candidate, StepTiming timing, double seconds) {
    Plan plan() {
      return new Plan(candidate.setup().parallelism(), seconds, candidate.memory());
    }

    TrainingStep step() {
      return timing.step(candidate.memory());
    }

    int place() {
      return candidate.place();
    }
  }

  /** The fastest plan of each shape, the first of equals; the fastest shape first. */
  private static List<Timed> fastestOfEach(
      List<Candidate> fitting, List<Axis> axes, StepCache cache) {
    List<Candidate> order = new ArrayList<>(fitting);
    order.sort(Comparator.comparingDouble(Candidate::leastSeconds));
    Map<Shape, Timed> fastest = new LinkedHashMap<>();
    for (Candidate candidate : order) {
      Timed best = fastest.get(candidate.shape());
      double worth = best == null ? Double.POSITIVE_INFINITY : best.seconds();
      if (candidate.leastSeconds() <= Math.min(worth, last(fastest.values()))) {
        StepTiming timing = StepTiming.fastest(candidate.setup(), axes, candidate.stages(), cache);
        Timed timed = new Timed(candidate, timing, timing.seconds());
        if (best == null || FASTEST_FIRST.compare(timed, best) < 0) {
          fastest.put(candidate.shape(), timed);
        }
      }
    }
    return fastest.values().stream().sorted(FASTEST_FIRST).limit(MOST_TOLD).toList();
  }

  /** Seconds of the last plan that is told of, endless while there are fewer. */
  private static double last(Collection<Timed> fastest) {
    return fastest.stream()
        .mapToDouble(Timed::seconds)
        .sorted()
        .skip(MOST_TOLD - 1)
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
