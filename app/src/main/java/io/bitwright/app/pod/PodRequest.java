package io.bitwright.app.pod;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Optional;

/**
 * A model's inference on several chips, or its training on one or several.
 *
 * @param workload of training, batch, sequence, LoRA and prefix count
 * @param training choices of a step; empty for inference
 * @param weights format of the weights, if it is chosen
 */
public record PodRequest(
    ModelConfig model,
    WorkloadSpec workload,
    ParallelChoices parallelism,
    Optional<TrainingChoices> training,
    Optional<NumberFormat> weights) {

  /**
   * The figures of a row of cases.
   *
   * @param joules of all chips
   * @param boundBy what most of the time is spent on
   */
  public record Figures(
      double seconds, double tokensPerSecond, double mfu, double joules, String boundBy) {}

  /**
   * What it costs, for people and scripts.
   *
   * @throws io.bitwright.spec.SpecException if the choices do not suit model or chips
   */
  public PodReport report(PodTarget target) {
    return training.isPresent()
        ? new TrainingReport(step(target))
        : new InferenceReport(inference(target));
  }

  /**
   * A step of several models.
   *
   * @throws io.bitwright.spec.SpecException if it is no training, or as {@link #report}
   */
  public AlignmentReport alignment(PodTarget target, AlignmentOptions.Choices choices) {
    TrainingSpec spec =
        training
            .orElseThrow(() -> new SpecException("--alignment goes with the phase train"))
            .training(model, workload, weights);
    return AlignmentReport.of(target, model, spec, parallelism, choices);
  }

  /**
   * The same as figures.
   *
   * @throws io.bitwright.spec.SpecException as {@link #report}
   */
  public Figures figures(PodTarget target) {
    if (training.isPresent()) {
      TrainingOutcome of = step(target);
      return new Figures(
          of.step().seconds(),
          of.step().tokensPerSecond(),
          of.step().mfu(),
          of.energy().energy().total(),
          of.step().boundBy());
    }
    InferenceOutcome of = inference(target);
    return new Figures(
        of.estimate().seconds(),
        of.estimate().tokensPerSecond(),
        of.estimate().modelFlopsUtilization(),
        of.energy().energy().total(),
        of.estimate().boundBy().label());
  }

  private TrainingOutcome step(PodTarget target) {
    TrainingSpec spec = training.orElseThrow().training(model, workload, weights);
    return TrainingOutcome.of(target, model, spec, parallelism);
  }

  private InferenceOutcome inference(PodTarget target) {
    return InferenceOutcome.of(target, model, workload, parallelism);
  }
}
