package io.bitwright.simulator.parallel;

import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.training.ActivationMemory;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.training.ParallelismRules;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.StageLayers;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.workload.AttentionKernel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A step of training, whatever chips it lies on.
 *
 * @param machine every chip of it
 * @param parallelism how it is spread
 * @param kernel of attention: fused, or in parts that hand on all scores
 * @param exchange when groups that each have all states exchange gradients
 */
public record TrainingSetup(
    Machine machine,
    ModelConfig model,
    TrainingSpec training,
    ParallelismSpec parallelism,
    AttentionKernel kernel,
    GradientExchange exchange) {

  /**
   * Checks the step.
   *
   * @throws SpecException if the parallelism does not fit model and batch, or expert neither
   *     divides fsdp nor has nothing in common with it
   */
  public TrainingSetup {
    ParallelismRules.check(parallelism, training, model);
    if (!placesExperts(parallelism)) {
      throw new SpecException(
          "expert %d must divide fsdp %d or have no divisor in common with it"
              .formatted(parallelism.expert(), parallelism.fsdp()));
    }
  }

  /** Whether groups of experts are made of whole degrees. */
  static boolean placesExperts(ParallelismSpec parallelism) {
    int fsdp = parallelism.fsdp();
    int expert = parallelism.expert();
    return fsdp % expert == 0 || greatestCommonDivisor(fsdp, expert) == 1;
  }

  /** With fused attention, and gradients exchanged behind the backward pass of other layers. */
  public TrainingSetup(
      Machine machine, ModelConfig model, TrainingSpec training, ParallelismSpec parallelism) {
    this(machine, model, training, parallelism, AttentionKernel.FUSED, GradientExchange.OVERLAPPED);
  }

  /** The same with another kernel of attention. */
  public TrainingSetup with(AttentionKernel other) {
    return new TrainingSetup(machine, model, training, parallelism, other, exchange);
  }

  /** The same with another time at which gradients are exchanged. */
  public TrainingSetup with(GradientExchange other) {
    return new TrainingSetup(machine, model, training, parallelism, kernel, other);
  }

  /** The step by what it keeps: fused attention keeps no scores, whatever is computed again. */
  TrainingSpec kept() {
    boolean keepsScores =
        kernel == AttentionKernel.UNFUSED || training.recomputation() != Recomputation.NONE;
    return keepsScores ? training : training.with(Recomputation.SELECTIVE, training.dropout());
  }

  /** Sequences of a micro-batch. */
  int sequences() {
    return training.batch() / parallelism.replicas() / parallelism.microBatches();
  }

  /** Bytes of the residual stream of a micro-batch. */
  double streamBytes() {
    double values = sequences() * ActivationMemory.positions(training) * model.lastStack().width();
    return values * training.precision().activations().storageBits() / Byte.SIZE;
  }

  /** Layers of a stage, counted from 0. */
  int layers(int stage) {
    return new StageLayers(model.lastStack().layers(), parallelism.pipeline()).of(stage);
  }

  /** The share of the chips of a stage, counted from 0. */
  ModelConfig share(int stage) {
    return new ModelShare(parallelism.tensor(), 1, parallelism.expert(), parallelism.pipeline())
        .ofUneven(model, stage);
  }

  /**
   * Degrees as they are placed: expert groups are made of chips that share out states first, then
   * of others with different sequences.
   */
  Map<Degree, Integer> degrees() {
    int ofFsdp = greatestCommonDivisor(parallelism.fsdp(), parallelism.expert());
    Map<Degree, Integer> degrees = new EnumMap<>(Degree.class);
    degrees.put(Degree.TENSOR, parallelism.tensor());
    degrees.put(Degree.EXPERT, parallelism.expert());
    degrees.put(Degree.FSDP, parallelism.fsdp() / ofFsdp);
    degrees.put(Degree.DATA, parallelism.data() / (parallelism.expert() / ofFsdp));
    degrees.put(Degree.PIPELINE, parallelism.pipeline());
    return degrees;
  }

  /** Degrees whose groups share out what is no expert's. */
  List<Degree> sharing() {
    return parallelism.fsdp() % parallelism.expert() == 0 && parallelism.expert() > 1
        ? List.of(Degree.EXPERT, Degree.FSDP)
        : List.of(Degree.FSDP);
  }

  /** Degrees whose groups have the same of what is no expert's. */
  List<Degree> repeating() {
    boolean ofData = parallelism.expert() > 1 && parallelism.fsdp() % parallelism.expert() != 0;
    return ofData ? List.of(Degree.EXPERT, Degree.DATA) : List.of(Degree.DATA);
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
