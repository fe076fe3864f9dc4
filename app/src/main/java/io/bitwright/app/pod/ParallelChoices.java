package io.bitwright.app.pod;

import io.bitwright.simulator.parallel.AttentionSharding;
import io.bitwright.simulator.parallel.InferenceLayout;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.pod.PodChoice;
import io.bitwright.spec.pod.PodSpec;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.PipelineKind;
import io.bitwright.spec.training.ZeroStage;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Choices of chips and of how work is spread over them, as a user makes them in options or in a row
 * of a case file; what is left out has a default.
 *
 * @param pod a name, a file, or a grid
 * @param automatic whether the degrees are to be found
 */
public record ParallelChoices(
    Optional<String> pod,
    OptionalInt chips,
    Degrees degrees,
    Optional<AttentionSharding> attention,
    Optional<ZeroStage> zero,
    Optional<PipelineKind> schedule,
    OptionalInt microBatches,
    OptionalInt interleaving,
    boolean sequenceParallel,
    boolean automatic) {

  /** One chip. */
  public static final ParallelChoices NONE =
      new ParallelChoices(
          Optional.empty(),
          OptionalInt.empty(),
          Degrees.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          false,
          false);

  /** How many chips share out what; empty where not said. */
  public record Degrees(
      OptionalInt tensor,
      OptionalInt tensorRows,
      OptionalInt pipeline,
      OptionalInt data,
      OptionalInt fsdp,
      OptionalInt expert) {
    static final Degrees NONE =
        new Degrees(
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty());

    boolean isEmpty() {
      return equals(NONE);
    }

    /** Chips of the degrees that are said, but the experts', which are among the others. */
    long product() {
      return Stream.of(tensor, tensorRows, pipeline, data, fsdp)
          .mapToLong(degree -> degree.orElse(1))
          .reduce(1, Math::multiplyExact);
    }
  }

  /** Whether nothing but one chip is asked for. */
  public boolean isOneChip() {
    return equals(NONE) || (pod.isEmpty() && chips.orElse(1) == 1 && allOne());
  }

  private boolean allOne() {
    return !automatic && degrees.product() == 1 && degrees.expert().orElse(1) == 1;
  }

  /** Whether the degrees are to be found: asked for, or none is said. */
  public boolean isAutomatic() {
    return automatic || degrees.isEmpty();
  }

  /**
   * The pod: of the chips said, or of as many as the degrees make.
   *
   * @param accelerator a name or a file
   * @throws SpecException as {@link PodChoice#resolve}, or if degrees and a search for them are
   *     both asked for
   */
  public PodSpec resolvePod(Optional<String> accelerator) {
    if (automatic && !degrees.isEmpty()) {
      throw new SpecException("a plan is found, or degrees are given, not both");
    }
    OptionalInt count = chips;
    if (pod.isEmpty() && chips.isEmpty()) {
      count = OptionalInt.of(Math.toIntExact(Math.min(degrees.product(), Integer.MAX_VALUE)));
    }
    return new PodChoice(pod, accelerator, count).resolve();
  }

  /**
   * Refuses what a search for degrees finds by itself.
   *
   * @throws SpecException if it is said
   */
  void refuseBesideSearch() {
    boolean said =
        zero.isPresent()
            || schedule.isPresent()
            || microBatches.isPresent()
            || interleaving.isPresent()
            || sequenceParallel
            || attention.isPresent();
    if (said) {
      throw new SpecException(
          "ZeRO stage, schedule, micro-batches, interleaving, sequence parallelism and sharded "
              + "attention go with degrees; a search finds them by itself");
    }
  }

  /**
   * The degrees given; chips that are left over work on different sequences.
   *
   * @param count chips of the pod
   * @throws SpecException if the degrees do not make that many chips, or do not go together
   */
  public ParallelismSpec parallelism(long count) {
    if (degrees.tensorRows().orElse(1) > 1 || attention.isPresent()) {
      throw new SpecException(
          "tensor rows and sharded attention are of inference, not of training");
    }
    int replicas = replicas(count, degrees.product());
    PipelineKind kind =
        schedule.orElse(
            interleaving.orElse(1) > 1
                ? PipelineKind.INTERLEAVED
                : PipelineKind.ONE_FORWARD_ONE_BACKWARD);
    return new ParallelismSpec(
        replicas,
        degrees.fsdp().orElse(1),
        zero.orElse(ZeroStage.WEIGHTS),
        degrees.tensor().orElse(1),
        sequenceParallel,
        degrees.pipeline().orElse(1),
        kind,
        microBatches.orElse(1),
        interleaving.orElse(1),
        degrees.expert().orElse(1));
  }

  /**
   * The layout of an inference by the degrees given; chips that are left over work on different
   * sequences with all weights, those of fsdp with weights that they gather.
   *
   * @param count chips of the pod
   * @throws SpecException if the degrees do not make that many chips, or others than those of
   *     inference are given
   */
  public InferenceLayout layout(long count) {
    boolean trains =
        zero.isPresent()
            || schedule.isPresent()
            || microBatches.isPresent()
            || interleaving.isPresent()
            || sequenceParallel;
    if (trains) {
      throw new SpecException(
          "ZeRO stages, schedules, micro-batches and sequence parallelism are of the phase train");
    }
    int experts = degrees.expert().orElse(1);
    return new InferenceLayout(
        degrees.tensor().orElse(1),
        degrees.tensorRows().orElse(1),
        degrees.fsdp().orElse(1),
        experts,
        replicas(count, Math.multiplyExact(degrees.product(), experts)),
        degrees.pipeline().orElse(1),
        attention.orElse(AttentionSharding.HEADS));
  }

  /** Groups of chips with different sequences: as said, or what the other degrees leave. */
  private int replicas(long count, long given) {
    boolean open = degrees.data().isEmpty() && degrees.fsdp().isEmpty();
    if (given > count || count % given != 0 || (!open && given != count)) {
      throw new SpecException("the degrees make %s chips, the pod has %d".formatted(text(), count));
    }
    return Math.toIntExact(degrees.data().orElse(1) * (open ? count / given : 1));
  }

  private String text() {
    return "tensor %d x pipeline %d x data %d x fsdp %d = %d"
        .formatted(
            degrees.tensor().orElse(1) * degrees.tensorRows().orElse(1),
            degrees.pipeline().orElse(1),
            degrees.data().orElse(1),
            degrees.fsdp().orElse(1),
            degrees.product());
  }
}
