package io.bitwright.app.estimate;

import io.bitwright.app.format.WeightFormat;
import io.bitwright.app.pod.ParallelChoices;
import io.bitwright.app.pod.PodRequest;
import io.bitwright.app.pod.PodTarget;
import io.bitwright.app.pod.TrainingChoices;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.workload.ConvolutionAlgorithm;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.ConvolutionShape;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is to be estimated, complete: a model's phase, a single product or a single convolution on
 * an accelerator.
 *
 * @param subject a model, a product, or a convolution
 * @param accelerator the machine
 * @param workload phase, batch, tokens and formats; of a product or convolution only the formats
 *     count
 * @param view what is counted as energy
 * @param nodeNm process node of the energy table, in nanometres
 */
record EstimateRequest(
    Subject subject,
    AcceleratorSpec accelerator,
    WorkloadSpec workload,
    EnergyView view,
    int nodeNm) {

  /** What runs. */
  sealed interface Subject {
    String label();
  }

  /** A whole model. */
  record ModelSubject(ModelConfig model) implements Subject {
    @Override
    public String label() {
      return model.name();
    }
  }

  /** One product. */
  record MatmulSubject(MatmulShape shape) implements Subject {
    @Override
    public String label() {
      return "matmul " + shape;
    }
  }

  /** One convolution. */
  record ConvolutionSubject(ConvolutionShape shape, ConvolutionAlgorithm algorithm)
      implements Subject {
    @Override
    public String label() {
      return "convolution " + shape;
    }
  }

  /** Whether images are computed, instead of tokens. */
  boolean countsImages() {
    return switch (subject) {
      case ModelSubject of -> of.model().network().isPresent();
      case MatmulSubject of -> false;
      case ConvolutionSubject of -> true;
    };
  }

  /**
   * Choices as a user makes them, in options or in a row of a case file; what is left out has a
   * default.
   */
  record Choices(
      Optional<Phase> phase,
      OptionalInt batch,
      OptionalInt sequence,
      OptionalInt context,
      Optional<WeightFormat> weights,
      Optional<NumberFormat> activations,
      Optional<EnergyView> view,
      OptionalInt nodeNm,
      GenerationChoices generation,
      OperatorChoices operators) {
    private static final int DEFAULT_SEQUENCE = 512;
    private static final int DEFAULT_TRAINING_SEQUENCE = 2048;

    /**
     * The request that these choices make: by default one sequence of 512 tokens in prefill, in the
     * formats that the model was trained for, on the accelerator's own process node.
     *
     * @throws SpecException if a number of tokens is impossible, or choices do not go together
     */
    EstimateRequest of(Subject subject, AcceleratorSpec accelerator) {
      switch (subject) {
        case ModelSubject of -> {}
        case MatmulSubject of -> refuseModelChoices("matmul");
        case ConvolutionSubject of -> refuseModelChoices("convolution");
      }
      Phase chosenPhase = phase.orElse(Phase.PREFILL);
      int tokens = chosenPhase == Phase.DECODE ? 1 : sequence.orElse(DEFAULT_SEQUENCE);
      NumberFormat chosenWeights =
          weights
              .map(WeightFormat::arithmetic)
              .orElseGet(() -> nativeWeights(subject, accelerator));
      WorkloadSpec plain =
          new WorkloadSpec(
              chosenPhase,
              atLeast(1, "batch", batch.orElse(1)),
              atLeast(1, "sequence", tokens),
              atLeast(0, "context", context.orElse(0)),
              chosenWeights,
              activations.orElseGet(() -> activationsFor(subject, chosenWeights)),
              generation.chunk(),
              generation.generation(chosenPhase),
              operators.attention(),
              operators.sidePaths());
      WorkloadSpec workload = storedBits(subject).map(plain::withStoredWeightBits).orElse(plain);
      return new EstimateRequest(
          subject,
          accelerator,
          workload,
          view.orElse(EnergyView.SYSTEM),
          nodeNm.orElse(accelerator.energyNodeNm()));
    }

    private Optional<Double> storedBits(Subject subject) {
      if (subject instanceof ModelSubject of) {
        return weights.flatMap(chosen -> chosen.storedBits(of.model()));
      }
      weights.ifPresent(WeightFormat::requirePlain);
      return Optional.empty();
    }

    /**
     * What these choices ask of several chips, or of training: of that, sequences of 2,048 tokens
     * by default.
     *
     * @throws SpecException as {@link #of}
     */
    PodRequest ofChips(
        ModelSubject subject,
        PodTarget target,
        ParallelChoices chips,
        Optional<TrainingChoices> training) {
      Choices own = training.isPresent() && sequence.isEmpty() ? withTrainingSequence() : this;
      return new PodRequest(
          subject.model(),
          own.of(subject, target.accelerator()).workload(),
          chips,
          training,
          training.isPresent()
              ? weights.map(WeightFormat::requirePlain)
              : weights.map(WeightFormat::arithmetic));
    }

    private Choices withTrainingSequence() {
      return new Choices(
          phase,
          batch,
          OptionalInt.of(DEFAULT_TRAINING_SEQUENCE),
          context,
          weights,
          activations,
          view,
          nodeNm,
          generation,
          operators);
    }

    private void refuseModelChoices(String operator) {
      generation.refuseFor(operator, phase);
      operators.refuseFor(operator);
    }

    private NumberFormat activationsFor(Subject subject, NumberFormat chosenWeights) {
      if (weights.isEmpty() && subject instanceof ModelSubject of) {
        return of.model().nativeActivations();
      }
      return chosenWeights.kind() == NumberFormat.Kind.FLOATING_POINT
          ? chosenWeights
          : NumberFormat.INT8;
    }

    private static NumberFormat nativeWeights(Subject subject, AcceleratorSpec accelerator) {
      return switch (subject) {
        case ModelSubject of -> of.model().nativeWeights();
        case MatmulSubject of -> accelerator.matrixUnit().operandPairs().getFirst().weights();
        case ConvolutionSubject of -> accelerator.matrixUnit().operandPairs().getFirst().weights();
      };
    }

    private static int atLeast(int least, String name, int value) {
      if (value < least) {
        throw new SpecException(name + " must be at least " + least + ", got " + value);
      }
      return value;
    }
  }
}
