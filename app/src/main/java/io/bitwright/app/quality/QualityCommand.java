package io.bitwright.app.quality;

import io.bitwright.app.checkpoint.CheckpointChoice;
import io.bitwright.app.command.ReportCommand;
import io.bitwright.app.report.AtomicOutput;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.golden.fidelity.ActivationFormat;
import io.bitwright.golden.fidelity.LayerFormat;
import io.bitwright.golden.fidelity.QuantisationMethod;
import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.golden.transformer.KeyValueFormat;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bitwright quality}: what number formats cost in fidelity on a checkpoint. */
@Command(
    name = "quality",
    description = {
      "What number formats cost in fidelity on a checkpoint: perplexity and divergent tokens (DPPL,"
          + " FDT,",
      "SDT) beside bits a weight and the energy of a token; which layers bear a format, and which",
      "formats a budget of bits is best spent on."
    },
    footer = {
      "  ./bitwright quality --weights int4/g64/fp16,nf4",
      "  ./bitwright quality --weights int3/g64/fp16 --method gptq --per-component",
      "  ./bitwright quality --model FOLDER --search 4.25 --text held-out.txt"
    })
public final class QualityCommand extends ReportCommand {
  private static final String DEFAULT_MODEL = "play-decoder-float";

  @Option(
      names = "--model",
      paramLabel = "DIR",
      split = ",",
      description =
          "Hugging Face folders with weights, or some of those that ship; default:"
              + " play-decoder-float.")
  private List<String> model = List.of(DEFAULT_MODEL);

  @Option(
      names = "--weights",
      paramLabel = "FORMAT",
      split = ",",
      description =
          "Formats of the linear layers' weights, such as int4/g128/fp16: codes, what shares a"
              + " scale, scales.")
  private List<String> weights = List.of();

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "nearest (the format's own, the default), gptq, smoothquant, llm-int8 or loftq.")
  private String method = "nearest";

  @Option(
      names = "--activations",
      paramLabel = "FORMAT",
      description =
          "What inputs of linear layers are rounded to: fp32, bf16 (the default), fp16, fp8,"
              + " fp8-e5m2, int8 to int2.")
  private String activations = "bf16";

  @Option(
      names = "--kv-cache",
      paramLabel = "FORMAT",
      description =
          "Keys and values in fp32 (the default) or int8, a scale for each token and head; not in the"
              + " energy.")
  private String keyValues = KeyValueFormat.FP32.label();

  @Option(
      names = "--standard",
      description = "The formats of the results table instead of --weights.")
  private boolean standard;

  @Option(
      names = "--per-component",
      description = "Also each linear layer alone in the one format of --weights, ranked by FDT.")
  private boolean perComponent;

  @Option(
      names = "--search",
      paramLabel = "BITS",
      split = ",",
      description =
          "Also a format for each layer of floating-point models within so many bits a weight, guided"
              + " by FDT; may be several budgets.")
  private List<Double> search = List.of();

  @Option(
      names = "--ladder",
      paramLabel = "FORMAT",
      split = ",",
      description = "The formats that --search chooses among, bits falling; default int8 to int2.")
  private List<String> ladder = StandardFormats.LADDER;

  @Mixin private FidelityScopeOptions scope = new FidelityScopeOptions();

  @Option(
      names = "--accelerator",
      paramLabel = "ACCELERATOR",
      description = "The machine whose energy is told; default tpu-v4.")
  private String accelerator = "tpu-v4";

  @Option(
      names = "--markdown",
      paramLabel = "FILE.md",
      description = "Also write the tables as a page.")
  private @Nullable Path markdown;

  public QualityCommand(Console console) {
    super(console);
  }

  @Override
  protected boolean hasFigures() {
    return true;
  }

  @Override
  protected Report report() {
    List<LayerFormat> formats = formats();
    if (formats.isEmpty() && search.isEmpty()) {
      throw new SpecException("give --weights FORMAT, --standard or --search BITS");
    }
    if (perComponent && formats.size() != 1) {
      throw new SpecException(
          "--per-component tries one format: give one --weights FORMAT, not " + formats.size());
    }
    search.forEach(QualityCommand::checkBudget);
    QualityRun run =
        new QualityRun(
            formats,
            KeyValueFormat.parse(keyValues),
            perComponent,
            search,
            ladder.stream().map(this::layerFormat).toList());
    Machine machine = Machine.of(AcceleratorLibrary.resolve(accelerator));
    QualityReport report =
        run.of(
            model.stream().map(name -> CheckpointChoice.open("--model", name)).toList(),
            scope,
            machine,
            console());
    if (markdown != null) {
      AtomicOutput.file(
          Objects.requireNonNull(markdown), FidelityPage.of(report, arguments(report.scope())));
    }
    return report;
  }

  private static void checkBudget(double bits) {
    if (!(bits > 0 && bits <= Float.SIZE)) {
      throw new SpecException("--search must be above 0 and at most 32 bits a weight, got " + bits);
    }
  }

  private List<LayerFormat> formats() {
    if (standard) {
      if (!weights.isEmpty()) {
        throw new SpecException("--standard and --weights exclude each other");
      }
      return StandardFormats.all();
    }
    return weights.stream().map(this::layerFormat).toList();
  }

  private LayerFormat layerFormat(String label) {
    return new LayerFormat(
        MatrixFormat.parse(label),
        QuantisationMethod.parse(method),
        ActivationFormat.parse(activations));
  }

  /** The options that the page's figures are of, each with a blank behind it. */
  private String arguments(FidelityScope of) {
    StringBuilder arguments = new StringBuilder("--model " + String.join(",", model) + " ");
    arguments.append(standard ? "--standard " : "--weights " + String.join(",", weights) + " ");
    if (!search.isEmpty()) {
      List<String> budgets = search.stream().map(NumberText::decimal).toList();
      arguments.append("--search ").append(String.join(",", budgets)).append(' ');
    }
    return arguments.append(FidelityScopeOptions.arguments(of)).toString();
  }
}
