package io.bitwright.app.pod;

import io.bitwright.app.report.MemoryFit;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.simulator.parallel.AlignmentTime;
import io.bitwright.simulator.training.AlignmentStep;
import io.bitwright.simulator.training.TrainingMemory;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.training.AlignmentMethod;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.training.ZeroStage;
import java.util.List;

/**
 * What a step of several models on the same chips costs.
 *
 * @param plan of all of them
 * @param memory of the fullest chip
 */
public record AlignmentReport(
    PodTarget target,
    ModelConfig policy,
    AlignmentMethod method,
    TrainingSpec training,
    ParallelismSpec plan,
    AlignmentTime time,
    TrainingMemory memory)
    implements Report {

  /** The document of {@code estimate --alignment --json}; its keys are kept stable. */
  record Document(
      String model,
      String accelerator,
      String pod,
      int chips,
      String alignment,
      int batch,
      int sequence,
      double latencySeconds,
      double tokensPerSecond,
      double generationSeconds,
      List<ModelRow> models,
      double memoryBytes,
      boolean fitsInMemory,
      double shortfallBytes) {}

  /** One of the models. */
  record ModelRow(String role, double forwardSeconds, double trainingSeconds) {}

  /**
   * Estimates the step. Without degrees, states are shared out among all chips.
   *
   * @throws io.bitwright.spec.SpecException if the plan suits neither pod, models nor batch, or the
   *     prompt leaves no answer
   */
  static AlignmentReport of(
      PodTarget target,
      ModelConfig policy,
      TrainingSpec training,
      ParallelChoices parallelism,
      AlignmentOptions.Choices choices) {
    ParallelismSpec plan =
        target.chips() > 1 && parallelism.isAutomatic()
            ? ParallelismSpec.fullySharded(target.chips(), ZeroStage.WEIGHTS)
            : parallelism.parallelism(target.chips());
    AlignmentStep step =
        AlignmentStep.of(
            choices.method(), policy, choices.reward().orElse(policy), training, choices.epochs());
    AlignmentTime time =
        choices.method() == AlignmentMethod.PROXIMAL_POLICY
            ? AlignmentTime.withGeneration(
                target.machine().machine(),
                step,
                plan,
                target.machine().axes(),
                choices.promptTokens().orElse(training.sequence() / 2))
            : AlignmentTime.of(target.machine().machine(), step, plan, target.machine().axes());
    return new AlignmentReport(
        target, policy, choices.method(), training, plan, time, step.memory(plan));
  }

  @Override
  public Record json() {
    return new Document(
        policy.name(),
        target.accelerator().name(),
        target.name(),
        target.chips(),
        method.label(),
        training.batch(),
        training.sequence(),
        time.seconds(),
        training.tokens() / time.seconds(),
        time.generationSeconds(),
        time.models().stream()
            .map(model -> new ModelRow(model.role(), model.forward(), model.training()))
            .toList(),
        memory.total(),
        shortfallBytes() == 0,
        shortfallBytes());
  }

  private double shortfallBytes() {
    return Math.max(0, memory.total() - target.accelerator().memory().capacity().bytes());
  }

  @Override
  public String text(TextStyle style) {
    String title =
        "%s step of %s on %s, batch %d x %d tokens, %s"
            .formatted(
                method.label(),
                policy.name(),
                target.label(),
                training.batch(),
                training.sequence(),
                training.method().label());
    return style.bold(title) + "\n\n" + summary().render(style) + "\n" + models().render(style);
  }

  private TextTable summary() {
    return new TextTable(Column.text("figure"), Column.text("value"))
        .row("step", Quantities.formatSeconds(time.seconds()))
        .row(
            "throughput", Quantities.formatNumber(training.tokens() / time.seconds()) + " tokens/s")
        .row("plan", PlanText.of(plan))
        .row(
            "memory a chip",
            Quantities.formatBytes(memory.total())
                + ", "
                + MemoryFit.text(target.accelerator().memory().capacity(), shortfallBytes()));
  }

  private TextTable models() {
    TextTable table =
        new TextTable(
            Column.text("model"), Column.number("forward", ""), Column.number("training", ""));
    if (time.generationSeconds() > 0) {
      table.row("policy writes", Quantities.formatSeconds(time.generationSeconds()), "");
    }
    for (AlignmentTime.ModelSeconds model : time.models()) {
      table.row(model.role(), seconds(model.forward()), seconds(model.training()));
    }
    return table;
  }

  private static String seconds(double seconds) {
    return seconds == 0 ? "" : Quantities.formatSeconds(seconds);
  }
}
