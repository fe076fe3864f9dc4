package io.bitwright.app.pod;

import io.bitwright.spec.training.Optimizer;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingPrecision;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code estimate} for a training step. */
public final class TrainingOptions {
  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = {
        "What the phase train changes: full (the default), lora, qlora, prefix, prompt, adapters,",
        "alpha-tuning or bitnet."
      })
  private @Nullable String method;

  @Option(
      names = "--optimizer",
      paramLabel = "OPTIMIZER",
      description = "sgd, momentum, adam, adamw (the default), adafactor or adam-8bit.")
  private @Nullable String optimizer;

  @Option(
      names = "--precision",
      paramLabel = "FORMATS",
      description =
          "mixed-bf16 (the default: fp32 masters), mixed-bf16-fp32-gradients, mixed-fp16, bf16, "
              + "fp16, fp32 or fp8.")
  private @Nullable String precision;

  @Option(
      names = "--recompute",
      paramLabel = "WHAT",
      description = "Activations computed a second time: none (the default), selective or full.")
  private @Nullable String recompute;

  @Option(names = "--dropout", description = "With dropout, whose masks are kept.")
  private boolean dropout;

  @Option(
      names = "--adapter-width",
      paramLabel = "M",
      description = "Width inside the adapters of --method adapters; default 64.")
  private @Nullable Integer adapterWidth;

  /**
   * The choices made.
   *
   * @throws io.bitwright.spec.SpecException if a word is unknown
   */
  public TrainingChoices choices() {
    return new TrainingChoices(
        Optional.ofNullable(method),
        Optional.ofNullable(optimizer).map(Optimizer::parse),
        Optional.ofNullable(precision).map(TrainingPrecision::parse),
        Optional.ofNullable(recompute).map(Recomputation::parse),
        dropout,
        adapterWidth == null ? OptionalInt.empty() : OptionalInt.of(adapterWidth));
  }
}
