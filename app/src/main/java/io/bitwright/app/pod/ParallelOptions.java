package io.bitwright.app.pod;

import io.bitwright.simulator.parallel.AttentionSharding;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.pod.PodChoice;
import io.bitwright.spec.training.PipelineKind;
import io.bitwright.spec.training.ZeroStage;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code estimate} for several chips and how work is spread over them. */
public final class ParallelOptions {
  @Option(
      names = "--pod",
      paramLabel = "POD",
      description = "Several chips: a name from 'list', a YAML file, or a grid such as 4x4x4.")
  private @Nullable String pod;

  @Option(
      names = "--chips",
      paramLabel = "N",
      description = "So many chips of --pod, or of a pod of --accelerator.")
  private @Nullable Integer chips;

  @Option(
      names = "--tensor",
      paramLabel = "N",
      description = "Chips that share heads and feed-forward width of a layer.")
  private @Nullable Integer tensor;

  @Option(
      names = "--tensor-rows",
      paramLabel = "N",
      description = "Of inference: chips that share the stream's width, beside --tensor.")
  private @Nullable Integer tensorRows;

  @Option(
      names = "--shard-attention",
      paramLabel = "BY",
      description = "Of inference: what the chips of a layer share, heads (the default) or batch.")
  private @Nullable String attention;

  @Option(names = "--pipeline", paramLabel = "N", description = "Stages with different layers.")
  private @Nullable Integer pipeline;

  @Option(
      names = "--data",
      paramLabel = "N",
      description = "Groups of chips with different sequences; what is left over by default.")
  private @Nullable Integer data;

  @Option(
      names = "--fsdp",
      paramLabel = "N",
      description = "Chips with different sequences that share states out (ZeRO, FSDP).")
  private @Nullable Integer fsdp;

  @Option(names = "--expert", paramLabel = "N", description = "Chips that share experts out.")
  private @Nullable Integer expert;

  @Option(
      names = "--zero",
      paramLabel = "STAGE",
      description = "What --fsdp shares: 1 optimizer, 2 and gradients, 3 and weights (default).")
  private @Nullable String zero;

  @Option(
      names = "--schedule",
      paramLabel = "KIND",
      description = "Order of a pipeline: gpipe, 1f1b (the default) or interleaved.")
  private @Nullable String schedule;

  @Option(
      names = "--micro-batches",
      paramLabel = "N",
      description = "Parts of a replica's sequences, one after another; default 1.")
  private @Nullable Integer microBatches;

  @Option(
      names = "--interleaving",
      paramLabel = "N",
      description = "Parts of the model on each stage, with the schedule interleaved.")
  private @Nullable Integer interleaving;

  @Option(
      names = "--sequence-parallel",
      description = "The chips of --tensor also share the tokens of norms.")
  private boolean sequenceParallel;

  @Option(
      names = "--plan",
      paramLabel = "auto",
      description = "Find the degrees: the fastest legal plan that fits; default without degrees.")
  private @Nullable String plan;

  /**
   * The choices made.
   *
   * @throws SpecException if a word is unknown
   */
  public ParallelChoices choices() {
    if (plan != null && !plan.equals("auto")) {
      throw new SpecException("--plan '" + plan + "'; allowed: auto");
    }
    return new ParallelChoices(
        Optional.ofNullable(pod),
        number(chips),
        new ParallelChoices.Degrees(
            number(tensor),
            number(tensorRows),
            number(pipeline),
            number(data),
            number(fsdp),
            number(expert)),
        Optional.ofNullable(attention).map(AttentionSharding::parse),
        Optional.ofNullable(zero).map(ZeroStage::parse),
        Optional.ofNullable(schedule).map(PipelineKind::parse),
        number(microBatches),
        number(interleaving),
        sequenceParallel,
        plan != null);
  }

  /**
   * The pod alone.
   *
   * @param accelerator the value of {@code --accelerator}
   */
  public PodChoice podChoice(@Nullable String accelerator) {
    return new PodChoice(Optional.ofNullable(pod), Optional.ofNullable(accelerator), number(chips));
  }

  private static OptionalInt number(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
