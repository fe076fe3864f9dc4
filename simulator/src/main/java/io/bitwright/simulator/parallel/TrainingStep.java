package io.bitwright.simulator.parallel;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.training.PipelineTimes;
import io.bitwright.simulator.training.PipelineTimes.PartSeconds;
import io.bitwright.simulator.training.TrainingMemory;
import io.bitwright.simulator.training.TrainingWork;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.training.StageLayers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A step of training on the chips of a pod: micro-batches forward and backward through the stages,
 * the collectives of its parallelism, the optimizer.
 *
 * <p>With T the seconds of a micro-batch on the slowest of p stages, exposed collectives included,
 * m micro-batches and v parts of a stage, the pipeline takes {@code m T + (sum over stages of their
 * seconds - T) / v}: (m + (p - 1) / v) T where all are alike (Narayanan et al. 2021, arXiv
 * 2104.04473, sections 2.2.1 and 2.2.2). Stages have as many layers as {@link StageLayers} says:
 * where these differ, this is what GPipe takes and the most that 1F1B does ({@link PipelineTimes}).
 *
 * <p>Collectives:
 *
 * <ul>
 *   <li>Tensor (Shoeybi et al. 2019, arXiv 1909.08053, section 3): an all-reduce of the stream
 *       behind attention and behind the feed-forward part, one for both where they are parallel,
 *       forward and again for the gradients of their inputs, and forward once more with full
 *       recomputation; behind the embedding and before the head one each. With sequence parallelism
 *       (Korthikanti et al. 2022, arXiv 2205.05198, section 4.2.2) a reduce-scatter and an
 *       all-gather instead; that of inputs for the gradients of weights is hidden there and left
 *       out. All are exposed, since what is next needs the result.
 *   <li>Expert: the tokens' vectors to the experts and back, an all-to-all each; exposed.
 *   <li>Pipeline: the stream to the next stage and its gradient back, each tensor chip its part,
 *       which they gather there unless they share the sequence (arXiv 2104.04473, section 4.1);
 *       exposed.
 *   <li>Fully sharded (ZeRO-3, Rajbhandari et al. 2019, arXiv 1910.02054, section 7.2; FSDP, Zhao
 *       et al. 2023, arXiv 2304.11277, section 3.3): the weights of each layer are gathered for the
 *       forward pass, for full recomputation and for the backward pass, and its gradients
 *       scattered, while another layer computes. What does not fit there is exposed, and so are the
 *       first gather, the last scatter, and embedding and head. ZeRO-1 scatters gradients once a
 *       step, ZeRO-2 once a micro-batch; both gather the updated weights behind the optimizer.
 *   <li>Data: {@link GradientExchange}.
 *   <li>Shared embedding (github NVIDIA/Megatron-LM,
 *       megatron/core/distributed/finalize_model_grads.py): where embedding and head are one table
 *       on two stages, its gradients are summed between these once a step, whole or, from ZeRO-2
 *       on, each chip its share; exposed.
 * </ul>
 *
 * @param setup what is run
 * @param placement of the degrees in the pod, the fastest of all
 * @param seconds of the step
 * @param forwardSeconds of these, of the slowest stage: forward passes
 * @param backwardSeconds gradients
 * @param recomputationSeconds what is computed a second time
 * @param optimizerSeconds the optimizer
 * @param bubbleSeconds waiting for other stages
 * @param hostSeconds waiting for a host that launches sharded layers more slowly than they run
 * @param forwardStepSeconds of a step that only runs forward, as of a frozen model
 * @param stages seconds of a micro-batch in one part of each stage, exposed collectives included
 * @param collectives of the slowest stage
 * @param work of all chips together
 * @param peakFlopsPerSecond of all chips together, in the format of weights
 * @param memory of the chip that needs the most
 * @param shortfallBytes by which it passes the chip's memory, 0 if it fits
 * @param notes what a user should know
 */
public record TrainingStep(
    TrainingSetup setup,
    Placement placement,
    double seconds,
    double forwardSeconds,
    double backwardSeconds,
    double recomputationSeconds,
    double optimizerSeconds,
    double bubbleSeconds,
    double hostSeconds,
    double forwardStepSeconds,
    List<PartSeconds> stages,
    List<TrainingCollective> collectives,
    TrainingWork work,
    double peakFlopsPerSecond,
    TrainingMemory memory,
    double shortfallBytes,
    List<String> notes) {
  public TrainingStep {
    stages = List.copyOf(stages);
    collectives = List.copyOf(collectives);
    notes = List.copyOf(notes);
  }

  /**
   * The step at its fastest placement, the first of equals.
   *
   * @param axes of the pod, or of a slice of it, with as many chips as the step
   * @throws SpecException if the degrees cannot be laid on the axes, or an operator is too large
   *     for the machine
   */
  public static TrainingStep of(TrainingSetup setup, List<Axis> axes) {
    return StepTiming.fastest(setup, axes, new StepCache()).step(memory(setup));
  }

  /**
   * The step at a given placement.
   *
   * @throws SpecException if an operator is too large for the machine
   */
  public static TrainingStep at(TrainingSetup setup, Placement placement) {
    return StepTiming.at(setup, placement, new StepCache()).step(memory(setup));
  }

  /** The memory of the chip that needs the most. */
  static TrainingMemory memory(TrainingSetup setup) {
    return TrainingMemory.of(setup.model(), setup.kept(), setup.parallelism());
  }

  /** Tokens of all sequences a second. */
  public double tokensPerSecond() {
    return setup.training().tokens() / seconds;
  }

  /** Model FLOPs utilisation (PaLM, arXiv 2204.02311, appendix B). */
  public double mfu() {
    return TrainingWork.utilization(work.modelFlops(), seconds, peakFlopsPerSecond);
  }

  /** Hardware FLOPs utilisation: with what is computed a second time. */
  public double hfu() {
    return TrainingWork.utilization(work.hardwareFlops(), seconds, peakFlopsPerSecond);
  }

  public boolean fitsInMemory() {
    return shortfallBytes == 0;
  }

  /** Seconds of collectives in which the slowest stage does not compute. */
  public double exposedSeconds() {
    return collectives.stream().mapToDouble(TrainingCollective::exposedSeconds).sum();
  }

  /** What most of the time goes to: {@code compute}, {@code tensor}, {@code bubble} ... */
  public String boundBy() {
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("compute", forwardSeconds + backwardSeconds + recomputationSeconds);
    parts.put("bubble", bubbleSeconds);
    parts.put("optimizer", optimizerSeconds);
    parts.put("host", hostSeconds);
    for (TrainingCollective collective : collectives) {
      parts.merge(collective.degree().label(), collective.exposedSeconds(), Double::sum);
    }
    return parts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElseThrow();
  }
}
