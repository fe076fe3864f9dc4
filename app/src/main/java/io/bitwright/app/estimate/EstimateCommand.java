package io.bitwright.app.estimate;

import io.bitwright.app.command.ReportCommand;
import io.bitwright.app.format.WeightFormat;
import io.bitwright.app.pod.AlignmentOptions;
import io.bitwright.app.pod.ParallelChoices;
import io.bitwright.app.pod.ParallelOptions;
import io.bitwright.app.pod.PodRequest;
import io.bitwright.app.pod.PodTarget;
import io.bitwright.app.pod.TrainingChoices;
import io.bitwright.app.pod.TrainingOptions;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.Report;
import io.bitwright.simulator.cost.CostEstimate;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.EnergySpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.MatmulShape;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bitwright estimate}: time, throughput, MFU, memory and energy before anything is built.
 */
@Command(
    name = "estimate",
    description = {
      "Time, throughput, MFU, memory, energy and bottleneck of a model's phase, of one matmul or",
      "convolution, or of a file of cases on an accelerator; of a model's inference or training on",
      "the chips of a pod; time of a collective."
    },
    footer = {
      "  ./bitwright estimate --model llama-2-7b --accelerator tpu-v4 --phase decode --context 2048",
      "  ./bitwright estimate --model llama-2-7b --accelerator nvidia-h200 --phase generate",
      "  ./bitwright estimate --model llama-2-7b --accelerator tpu-v4 --attention unfused",
      "  ./bitwright estimate --matmul 512x4096x4096 --accelerator edge-ternary-16x16",
      "  ./bitwright estimate --convolution 8x56x56x64,128x3x3,stride=2 --accelerator tpu-v4",
      "  ./bitwright estimate --model llama-3-8b --accelerator nvidia-h200 --explain --html page.html",
      "  ./bitwright estimate --model palm-540b --pod tpu-v4-64 --phase decode --batch 64",
      "  ./bitwright estimate --model llama-2-7b --pod dgx-h100 --phase train --batch 64",
      "  ./bitwright estimate --collective all_reduce --bytes 1GB --pod 4x4x8 --accelerator tpu-v4",
      "  ./bitwright estimate --cases cases.csv --out results.csv",
      "  ./bitwright estimate --scale-sim config.cfg --topology layers.csv"
    })
public final class EstimateCommand extends ReportCommand {
  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "A name from 'list', a Hugging Face folder or its config.json.")
  private @Nullable String model;

  @Option(names = "--matmul", paramLabel = "MxKxN", description = "One product instead of a model.")
  private @Nullable String matmul;

  @Option(
      names = "--cases",
      paramLabel = "FILE.csv",
      description = "Many cases: a row each, columns as the options, any subset in any order.")
  private @Nullable Path cases;

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      description = "Where the rows of --cases go, with their results.")
  private @Nullable Path out;

  @Option(
      names = "--accelerator",
      paramLabel = "ACCELERATOR",
      description = "A name from 'list' or a YAML file.")
  private @Nullable String accelerator;

  @Option(names = "--phase", description = "prefill (the default), decode, generate or train.")
  private @Nullable String phase;

  @Option(names = "--batch", description = "Sequences or images side by side; default 1.")
  private @Nullable Integer batch;

  @Option(names = "--sequence", description = "Tokens in, a sequence; default 512.")
  private @Nullable Integer sequence;

  @Option(names = "--context", description = "Tokens already in the KV cache; default 0.")
  private @Nullable Integer context;

  @Option(
      names = "--weights",
      paramLabel = "FORMAT",
      description =
          "Format of the linear layers' weights, such as int8 or int4/g128/fp16; default: the"
              + " model's own.")
  private @Nullable String weights;

  @Option(
      names = "--activations",
      paramLabel = "FORMAT",
      description = "Format of their inputs; default: int8 for integer weights, else the weights'.")
  private @Nullable String activations;

  @Option(
      names = "--energy",
      paramLabel = "VIEW",
      description = "system (the default), or arithmetic: the BitNet papers' convention.")
  private @Nullable String energy;

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "Process node of the prices, as 7nm or 45nm; default: the accelerator's.")
  private @Nullable String node;

  @Option(
      names = "--scaling",
      paramLabel = "<rule>",
      description =
          "How a node that no energy table has is priced: nearest, interpolate, dennard or"
              + " stillmaker; default: the accelerator's, else nearest.")
  private @Nullable String scaling;

  @Mixin private final ConvolutionOptions convolution = new ConvolutionOptions();

  @Mixin private final GenerationOptions generation = new GenerationOptions();

  @Mixin private final OperatorOptions operators = new OperatorOptions();

  @Mixin private final CollectiveOptions collective = new CollectiveOptions();

  @Mixin private final ParallelOptions parallel = new ParallelOptions();

  @Mixin private final TrainingOptions training = new TrainingOptions();

  @Mixin private final AlignmentOptions alignment = new AlignmentOptions();

  @Mixin private final EstimateOutputs outputs = new EstimateOutputs();

  @Mixin private final ScaleSimOptions scaleSim = new ScaleSimOptions();

  public EstimateCommand(Console console) {
    super(console);
  }

  @Override
  protected boolean hasFigures() {
    return true;
  }

  @Override
  protected Report report() {
    Optional<Report> accounted = scaleSim.report(matmul, accelerator);
    if (accounted.isPresent()) {
      return accounted.get();
    }
    Optional<CollectiveReport> ofCollective = collective.report(parallel.podChoice(accelerator));
    if (ofCollective.isPresent()) {
      return ofCollective.get();
    }
    ParallelChoices chips = parallel.choices();
    if (cases != null) {
      return ofCases(cases, chips);
    }
    if (out != null) {
      throw new SpecException("--out goes with --cases; --json prints one estimate for scripts");
    }
    if (trains() || !chips.isOneChip()) {
      return ofChips(chips);
    }
    training.choices().refuseInference();
    if (alignment.choices().isPresent()) {
      throw new SpecException("--alignment goes with the phase train");
    }
    if (accelerator == null) {
      throw new SpecException(
          "no accelerator: give --accelerator a YAML file or one of "
              + String.join(", ", AcceleratorLibrary.names()));
    }
    EstimateRequest request =
        choices().of(subject(), scaled(AcceleratorLibrary.resolve(accelerator)));
    return outputs.of(
        new EstimateReport(request, cost(request, Machine.of(request.accelerator()))), page());
  }

  /** The accelerator with the rule of scaling that is asked for. */
  private AcceleratorSpec scaled(AcceleratorSpec described) {
    if (scaling == null) {
      return described;
    }
    EnergySpec energies = described.energy();
    EnergySpec.ScalingWord word = new EnergySpec.ScalingWord(scaling, "--scaling");
    return described.with(new EnergySpec(energies.tables(), energies.nodeNm(), Optional.of(word)));
  }

  private Report ofCases(Path file, ParallelChoices chips) {
    outputs.refuseWith("--cases");
    if (scaling != null) {
      throw new SpecException(
          "--scaling is of one estimate; with --cases, write energy: {scaling: ...} in the"
              + " accelerator's file");
    }
    if (model != null || matmul != null) {
      throw new SpecException("--cases stands for --model and --matmul; give one of the three");
    }
    if (convolution.subject().isPresent()) {
      throw new SpecException("--cases has a column convolution; leave --convolution out");
    }
    if (!chips.isOneChip() || trains() || !training.choices().equals(TrainingChoices.NONE)) {
      throw new SpecException("--cases has columns for chips and training; leave the options out");
    }
    return CaseFile.run(file, Optional.ofNullable(out), accelerator, choices(), console());
  }

  /** Several chips, or training. */
  private Report ofChips(ParallelChoices chips) {
    if (!(subject() instanceof EstimateRequest.ModelSubject of)) {
      throw new SpecException("several chips, and training, are of a model; give --model");
    }
    if (energy != null || node != null || scaling != null) {
      throw new SpecException("--energy, --node and --scaling are of inference on one chip");
    }
    PodTarget target = PodTarget.of(chips, Optional.ofNullable(accelerator));
    PodRequest request = choices().ofChips(of, target, chips, trainingChoices());
    Optional<AlignmentOptions.Choices> several = alignment.choices();
    if (several.isPresent()) {
      outputs.refuseWith("--alignment");
      EstimateOutputs.refusePage("--alignment", page());
      return request.alignment(target, several.get());
    }
    return outputs.of(request.report(target));
  }

  private Optional<TrainingChoices> trainingChoices() {
    if (trains()) {
      return Optional.of(training.choices());
    }
    training.choices().refuseInference();
    return Optional.empty();
  }

  private boolean trains() {
    return phase != null && PhaseWord.parse(phase).isEmpty();
  }

  private EstimateRequest.Subject subject() {
    if (model != null && matmul != null) {
      throw new SpecException("--model and --matmul exclude each other");
    }
    Optional<EstimateRequest.Subject> single = convolution.subject();
    if (single.isPresent()) {
      if (model != null || matmul != null) {
        throw new SpecException("--convolution excludes --model and --matmul");
      }
      return single.get();
    }
    if (matmul != null) {
      return new EstimateRequest.MatmulSubject(MatmulShape.parse(matmul));
    }
    if (model == null) {
      throw new SpecException(
          "nothing to estimate: give --model, --matmul, --convolution or --cases; models that ship: "
              + String.join(", ", ModelLibrary.names()));
    }
    return new EstimateRequest.ModelSubject(ModelLibrary.resolve(model));
  }

  private EstimateRequest.Choices choices() {
    return new EstimateRequest.Choices(
        Optional.ofNullable(phase).flatMap(PhaseWord::parse),
        number(batch),
        number(sequence),
        number(context),
        Optional.ofNullable(weights).map(WeightFormat::parse),
        Optional.ofNullable(activations).map(NumberFormat::parse),
        Optional.ofNullable(energy).map(EnergyView::parse),
        node == null ? OptionalInt.empty() : OptionalInt.of(ProcessNode.parse(node)),
        generation.choices(),
        operators.choices());
  }

  private static OptionalInt number(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /** What is asked for, on the machine that it is asked for. */
  static CostEstimate cost(EstimateRequest request, Machine machine) {
    return switch (request.subject()) {
      case EstimateRequest.ModelSubject of ->
          CostEstimate.ofModel(
              machine, of.model(), request.workload(), request.view(), request.nodeNm());
      case EstimateRequest.MatmulSubject of ->
          CostEstimate.ofMatmul(
              machine,
              of.shape(),
              request.workload().weights(),
              request.workload().activations(),
              request.view(),
              machine.energy(request.nodeNm()));
      case EstimateRequest.ConvolutionSubject of ->
          CostEstimate.ofConvolution(
              machine,
              of.shape(),
              of.algorithm(),
              request.workload().weights(),
              request.workload().activations(),
              request.view(),
              machine.energy(request.nodeNm()));
    };
  }
}
