package io.bitwright.simulator.parallel;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.ActionTotal;
import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.simulator.estimate.MemoryBytes;
import io.bitwright.simulator.estimate.ModelWork;
import io.bitwright.simulator.estimate.OperatorEstimate;
import io.bitwright.simulator.estimate.SeriesEstimate;
import io.bitwright.simulator.timing.chip.Bound;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.PassSchedule;
import io.bitwright.simulator.workload.PassSeries;
import io.bitwright.simulator.workload.StackPass;
import io.bitwright.simulator.workload.TransformerGraph;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Time and memory of an inference on a pod.
 *
 * <p>All chips of a stage do the same at the same time: the operators of their share ({@link
 * InferenceOperators}), timed as on one chip, and the collectives of the layout, each by its
 * fastest algorithm; what the pod overlaps ({@link io.bitwright.spec.pod.PodSpec#overlap}) takes
 * the longer of the two. Stages hand groups of sequences on: with times t of the stages and m
 * groups, a prompt takes sum(t) + (m - 1) max(t), and a step of decoding max(sum(t), m max(t)),
 * since a group's next token begins when its last one is done.
 */
public final class PodInference {
  private final PodMachine pod;
  private final ModelConfig model;
  private final WorkloadSpec workload;
  private final InferenceLayout layout;
  private final int microBatches;
  private final ModelFormats formats;
  private final PassSchedule schedule;
  private final MemoryBytes memory;

  /** Passes of each stage but the last, and of the last. */
  private record Stages(List<StageSeries> first, List<StageSeries> last) {}

  /** Seconds of all series of a placement. */
  private record Times(
      Placement placement,
      double prompt,
      double steps,
      double compute,
      double exposed,
      List<CollectiveLine> collectives) {
    double all() {
      return prompt + steps;
    }
  }

  private PodInference(
      PodMachine pod, ModelConfig model, WorkloadSpec workload, InferenceLayout layout) {
    this.pod = pod;
    this.model = model;
    this.workload = workload;
    this.layout = layout;
    this.microBatches = layout.microBatches(workload.batch());
    this.formats = Estimator.formats(pod.machine().accelerator(), workload);
    this.schedule = schedule(layout.stages() - 1);
    this.memory = new InferenceMemory(model, workload, layout, formats).ofChip();
  }

  /**
   * Estimates a workload with the layout on the fastest of all placements. A model that does not
   * fit the memory is estimated all the same and says so.
   *
   * @throws SpecException if the layout does not suit the pod, the model or the batch, or as for
   *     one chip
   */
  public static InferenceEstimate of(
      PodMachine pod, ModelConfig model, WorkloadSpec workload, InferenceLayout layout) {
    return checked(pod, model, workload, layout).estimate();
  }

  /**
   * The same, of what fits the memory of each chip only; a layout that does not costs little.
   *
   * @throws SpecException as {@link #of}
   */
  public static Optional<InferenceEstimate> ifItFits(
      PodMachine pod, ModelConfig model, WorkloadSpec workload, InferenceLayout layout) {
    PodInference inference = checked(pod, model, workload, layout);
    boolean fits = inference.missingBytes() == 0;
    return fits ? Optional.of(inference.estimate()) : Optional.empty();
  }

  private static PodInference checked(
      PodMachine pod, ModelConfig model, WorkloadSpec workload, InferenceLayout layout) {
    layout.requireFit(model, workload.batch());
    boolean drafts = workload.generation().flatMap(GenerationSpec::speculation).isPresent();
    if (drafts && (layout.tensorChips() > 1 || layout.stages() > 1)) {
      throw new SpecException(
          "layout " + layout.label() + " shares a model's layers; leave the draft model out");
    }
    return new PodInference(pod, model, workload, layout);
  }

  private double missingBytes() {
    return Math.max(0, memory.total() - pod.machine().accelerator().memory().capacity().bytes());
  }

  private InferenceEstimate estimate() {
    List<Placement> placements = pod.placements(layout);
    if (placements.isEmpty()) {
      throw new SpecException(
          "layout %s of %d chips does not lie on a pod of %d chips"
              .formatted(layout.label(), layout.chips(), pod.chips()));
    }
    Stages stages = stages();
    Times times =
        placements.stream()
            .map(placement -> times(stages, placement))
            .min(Comparator.comparingDouble(Times::all))
            .orElseThrow();
    return estimate(times, operators(stages.last()), actions(stages));
  }

  private Stages stages() {
    List<StageSeries> last = series(layout.stages() - 1);
    return new Stages(layout.stages() == 1 ? List.of() : series(0), last);
  }

  /** The passes of the sequences of one group on a chip. */
  private PassSchedule schedule(int stage) {
    int sequences = Math.ceilDiv(layout.sequences(workload.batch()), microBatches);
    WorkloadSpec own = workload.with(sequences, workload.weights());
    return PassSchedule.of(layout.share().of(model, stage), own);
  }

  private List<StageSeries> series(int stage) {
    int sequences = Math.ceilDiv(layout.sequences(workload.batch()), microBatches);
    InferenceOperators change = new InferenceOperators(model, layout, sequences);
    List<StageSeries> all = new ArrayList<>();
    for (PassSeries series : schedule(stage).all()) {
      SeriesEstimate estimate = SeriesEstimate.of(pod.machine(), series, formats, change);
      List<LayerCollective> collectives = new ArrayList<>();
      for (StackPass pass : series.first()) {
        collectives.addAll(InferenceCollectives.of(layout, model, pass, formats));
      }
      all.add(new StageSeries(series, estimate.operators(), collectives));
    }
    return all;
  }

  private Times times(Stages stages, Placement placement) {
    double prompt = 0;
    double steps = 0;
    double compute = 0;
    double exposed = 0;
    List<CollectiveLine> collectives = new ArrayList<>();
    for (int place = 0; place < stages.last().size(); place++) {
      StageSeries last = stages.last().get(place);
      double times = last.series().times();
      List<CollectiveLine> lines = last.collectiveLines(pod, placement);
      double ownExposed = exposed(lines);
      double ownCompute = last.computeSeconds();
      double own = ownCompute + ownExposed;
      double others = own;
      if (layout.stages() > 1) {
        StageSeries first = stages.first().get(place);
        others = first.computeSeconds() + exposed(first.collectiveLines(pod, placement));
      }
      boolean ofPrompt = place < schedule.prompt().size();
      double seconds = times * staged(ofPrompt, others, own);
      prompt += ofPrompt ? seconds : 0;
      steps += ofPrompt ? 0 : seconds;
      compute += times * microBatches * ownCompute;
      exposed += times * microBatches * ownExposed;
      collectives.addAll(lines);
    }
    return new Times(placement, prompt, steps, compute, exposed, collectives);
  }

  private static double exposed(List<CollectiveLine> lines) {
    return lines.stream().mapToDouble(CollectiveLine::exposedSeconds).sum();
  }

  /** Seconds until all groups are through all stages. */
  private double staged(boolean prompt, double others, double last) {
    double through = (layout.stages() - 1) * others + last;
    double longest = layout.stages() == 1 ? last : Math.max(others, last);
    return prompt
        ? through + (microBatches - 1) * longest
        : Math.max(through, microBatches * longest);
  }

  private List<OperatorEstimate> operators(List<StageSeries> last) {
    return last.stream().flatMap(series -> series.lines().stream()).toList();
  }

  /** Actions of all chips: the first stage stands for all but the last. */
  private ActionCounts actions(Stages stages) {
    double timesOfStage = (double) pod.chips() / layout.stages() * microBatches;
    ActionTotal total = new ActionTotal();
    operators(stages.last()).forEach(line -> total.add(line.actions(), timesOfStage));
    double others = timesOfStage * (layout.stages() - 1);
    operators(stages.first()).forEach(line -> total.add(line.actions(), others));
    return total.counts();
  }

  private InferenceEstimate estimate(
      Times times, List<OperatorEstimate> operators, ActionCounts actions) {
    double seconds = times.all();
    double newTokens = (double) TransformerGraph.newTokens(model, workload);
    double peak =
        pod.chips()
            * Estimator.peakFlopsPerSecond(
                pod.machine().accelerator(), workload.weights(), workload.activations());
    double bubble = Math.max(0, seconds - times.compute() - times.exposed());
    return new InferenceEstimate(
        layout,
        times.placement(),
        pod.chips(),
        seconds,
        times.prompt(),
        workload.phase() == Phase.PREFILL ? seconds : times.steps() / newTokens,
        workload.batch() * newTokens / seconds,
        ModelWork.flops(model, workload) / (seconds * peak),
        memory,
        missingBytes(),
        times.compute(),
        times.exposed(),
        bubble,
        operators,
        times.collectives(),
        boundBy(times, bubble, operators),
        microBatches,
        actions);
  }

  private static PodBound boundBy(Times times, double bubble, List<OperatorEstimate> operators) {
    if (times.exposed() > Math.max(times.compute(), bubble)) {
      return PodBound.COMMUNICATION;
    }
    if (bubble > times.compute()) {
      return PodBound.BUBBLE;
    }
    Map<Bound, Double> seconds = new EnumMap<>(Bound.class);
    operators.forEach(line -> seconds.merge(line.boundBy(), line.seconds(), Double::sum));
    Bound longest =
        seconds.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(Bound.COMPUTE);
    return PodBound.of(longest);
  }
}
