package io.bitwright.app.estimate;

import io.bitwright.app.format.WeightFormat;
import io.bitwright.app.pod.ParallelChoices;
import io.bitwright.app.pod.PodRequest;
import io.bitwright.app.pod.PodTarget;
import io.bitwright.app.pod.TrainingChoices;
import io.bitwright.app.report.Report;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.pod.collective.CollectiveEstimate;
import io.bitwright.simulator.workload.ConvolutionAlgorithm;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.pod.PodChoice;
import io.bitwright.spec.pod.PodSpec;
import io.bitwright.spec.training.Optimizer;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingPrecision;
import io.bitwright.spec.workload.AttentionKernel;
import io.bitwright.spec.workload.ConvolutionShape;
import io.bitwright.spec.workload.LoraTarget;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cells of one case by column; an empty cell takes the option given beside the file. */
final class CaseRow {
  /** The columns that a case file may have, in any subset and order. */
  static final List<String> COLUMNS =
      List.of(
          "id",
          "model",
          "matmul",
          "convolution",
          "collective",
          "bytes",
          "pod",
          "accelerator",
          "phase",
          "batch",
          "sequence",
          "context",
          "new_tokens",
          "chunk",
          "beams",
          "draft",
          "draft_tokens",
          "acceptance",
          "attention",
          "kv_page",
          "prefix_tokens",
          "lora_rank",
          "lora_targets",
          "outliers",
          "weights",
          "activations",
          "chips",
          "tensor",
          "pipeline",
          "data",
          "fsdp",
          "expert",
          "micro_batches",
          "method",
          "optimizer",
          "precision",
          "recompute",
          "energy",
          "node");

  private final Map<String, String> cells;

  private CaseRow(Map<String, String> cells) {
    this.cells = cells;
  }

  /** A row of texts by column. */
  static CaseRow of(Map<String, String> cells) {
    return new CaseRow(cells);
  }

  /**
   * Reads rows under one header, by several threads if need be; models and accelerators named twice
   * are read once.
   */
  static final class Reader {
    private final List<String> header;
    private final @Nullable String accelerator;
    private final EstimateRequest.Choices choices;
    private final Map<String, ModelConfig> models = new ConcurrentHashMap<>();
    private final Map<String, Machine> machines = new ConcurrentHashMap<>();
    private final Map<PodChoice, PodSpec> pods = new ConcurrentHashMap<>();
    private final Map<String, PodTarget> targets = new ConcurrentHashMap<>();

    Reader(List<String> header, @Nullable String accelerator, EstimateRequest.Choices choices) {
      this.header = header;
      this.accelerator = accelerator;
      this.choices = choices;
    }

    /** The costs of a row, or its error: a wrong row does not stop the others. */
    CaseResult estimate(List<String> fields) {
      if (fields.size() != header.size()) {
        return CaseResult.failed(fields.size() + " cells for " + header.size() + " columns");
      }
      Map<String, String> cells = new HashMap<>();
      for (int i = 0; i < header.size(); i++) {
        cells.put(header.get(i), fields.get(i).strip());
      }
      try {
        return estimate(of(cells));
      } catch (SpecException wrong) {
        return CaseResult.failed(String.valueOf(wrong.getMessage()));
      }
    }

    private CaseResult estimate(CaseRow row) {
      if (row.text("collective").isPresent()) {
        return CaseResult.of(collective(row));
      }
      ParallelChoices chips = row.chips();
      if (row.trains() || !chips.isOneChip()) {
        return CaseResult.of(ofChips(row, chips));
      }
      row.refuseWhatIsNotOneChip();
      String name =
          row.accelerator(accelerator)
              .orElseThrow(() -> new SpecException("accelerator: empty, and no --accelerator"));
      Machine machine =
          machines.computeIfAbsent(name, _ -> Machine.of(AcceleratorLibrary.resolve(name)));
      EstimateRequest request =
          row.choices(choices, this::model).of(subject(row), machine.accelerator());
      return CaseResult.of(EstimateCommand.cost(request, machine));
    }

    private PodRequest.Figures ofChips(CaseRow row, ParallelChoices chips) {
      row.refuseWhatIsOneChip();
      EstimateRequest.ModelSubject of = model(row);
      Optional<String> name = row.accelerator(accelerator);
      String key = chips.pod() + " " + chips.chips() + " " + chips.degrees() + " " + name;
      PodTarget target = targets.computeIfAbsent(key, _ -> PodTarget.of(chips, name));
      return ofChips(row, of, target, chips).figures(target);
    }

    private PodRequest ofChips(
        CaseRow row, EstimateRequest.ModelSubject of, PodTarget target, ParallelChoices chips) {
      Optional<TrainingChoices> training =
          row.trains() ? Optional.of(row.training()) : Optional.empty();
      return row.choices(choices, this::model).ofChips(of, target, chips, training);
    }

    /**
     * A row as the report that the command prints for these choices; of a model or a product.
     *
     * @param described the accelerator, in the place of the one that the row names
     * @throws SpecException as the command does
     */
    Report report(Map<String, String> cells, Optional<AcceleratorSpec> described) {
      CaseRow row = new CaseRow(cells);
      ParallelChoices chips = row.chips();
      Optional<String> name = row.accelerator(accelerator);
      if (row.trains() || !chips.isOneChip()) {
        row.refuseWhatIsOneChip();
        PodTarget target =
            described
                .filter(_ -> chips.isOneChip())
                .map(PodTarget::ofChip)
                .orElseGet(() -> PodTarget.of(chips, name));
        return ofChips(row, model(row), target, chips).report(target);
      }
      row.refuseWhatIsNotOneChip();
      AcceleratorSpec chip =
          described.orElseGet(() ->
              AcceleratorLibrary.resolve(
                  name.orElseThrow(() -> new SpecException("accelerator: empty; name one"))));
      EstimateRequest request = row.choices(choices, this::model).of(subject(row), chip);
      return new EstimateReport(request, EstimateCommand.cost(request, Machine.of(chip)));
    }

    private EstimateRequest.ModelSubject model(CaseRow row) {
      if (subject(row) instanceof EstimateRequest.ModelSubject of) {
        return of;
      }
      throw new SpecException("several chips, and training, are of a model");
    }

    private CollectiveEstimate collective(CaseRow row) {
      row.refuseWhatIsNoCollective();
      Collective kind = Collective.VOCABULARY.parse(row.text("collective").orElseThrow());
      double bytes =
          row.text("bytes")
              .map(cell -> (double) CollectiveOptions.size(cell).bytes())
              .orElseThrow(() -> new SpecException("bytes: empty; what each chip holds before"));
      PodChoice choice =
          new PodChoice(
              row.text("pod"),
              row.accelerator(accelerator),
              row.number("chips", OptionalInt.empty()));
      PodSpec pod = pods.computeIfAbsent(choice, PodChoice::resolve);
      return CollectiveEstimate.of(pod, Optional.empty(), kind, Optional.empty(), bytes);
    }

    private ModelConfig model(String name) {
      return models.computeIfAbsent(name, ModelLibrary::resolve);
    }

    private EstimateRequest.Subject subject(CaseRow row) {
      Optional<String> model = row.text("model");
      Optional<String> matmul = row.text("matmul");
      Optional<String> convolution = row.text("convolution");
      if (Stream.of(model, matmul, convolution).filter(Optional::isPresent).count() != 1) {
        throw new SpecException("give one of model, matmul, convolution and collective");
      }
      if (convolution.isPresent()) {
        return new EstimateRequest.ConvolutionSubject(
            ConvolutionShape.parse(convolution.get()), ConvolutionAlgorithm.BEST);
      }
      return model.isPresent()
          ? new EstimateRequest.ModelSubject(model(model.get()))
          : new EstimateRequest.MatmulSubject(MatmulShape.parse(matmul.orElseThrow()));
    }
  }

  private Optional<String> accelerator(@Nullable String other) {
    return text("accelerator").or(() -> Optional.ofNullable(other));
  }

  private boolean trains() {
    return text("phase").isPresent() && phase().isEmpty();
  }

  private Optional<Phase> phase() {
    return text("phase").flatMap(PhaseWord::parse);
  }

  /** The chips, and the degrees given. */
  ParallelChoices chips() {
    OptionalInt none = OptionalInt.empty();
    return new ParallelChoices(
        text("pod"),
        number("chips", none),
        new ParallelChoices.Degrees(
            number("tensor", none),
            none,
            number("pipeline", none),
            number("data", none),
            number("fsdp", none),
            number("expert", none)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        number("micro_batches", none),
        none,
        false,
        false);
  }

  private TrainingChoices training() {
    return new TrainingChoices(
        text("method"),
        text("optimizer").map(Optimizer::parse),
        text("precision").map(TrainingPrecision::parse),
        text("recompute").map(CaseRow::recomputation),
        false,
        OptionalInt.empty());
  }

  /** A word, or whether whole layers are. */
  private static Recomputation recomputation(String cell) {
    return switch (cell) {
      case "true", "1" -> Recomputation.FULL;
      case "false", "0" -> Recomputation.NONE;
      default -> Recomputation.parse(cell);
    };
  }

  private void refuseWhatIsNotOneChip() {
    refuseWhatTrains();
    if (text("bytes").isPresent()) {
      throw new SpecException("bytes: goes with collective; leave it empty");
    }
  }

  private void refuseWhatIsOneChip() {
    for (String column : List.of("energy", "node", "bytes")) {
      if (text(column).isPresent()) {
        throw new SpecException(
            column + ": has no place beside several chips or training; leave it empty");
      }
    }
    if (!trains()) {
      refuseWhatTrains();
    }
  }

  private void refuseWhatTrains() {
    for (String column : List.of("recompute", "method", "optimizer", "precision")) {
      if (text(column).isPresent()) {
        throw new SpecException(column + ": goes with the phase train; leave it empty");
      }
    }
  }

  private void refuseWhatIsNoCollective() {
    for (String column :
        List.of("model", "matmul", "convolution", "tensor", "pipeline", "data", "fsdp")) {
      if (text(column).isPresent()) {
        throw new SpecException(column + ": a collective has none; leave it empty");
      }
    }
  }

  EstimateRequest.Choices choices(
      EstimateRequest.Choices others, Function<String, ModelConfig> models) {
    return new EstimateRequest.Choices(
        phase().or(trains() ? Optional::empty : others::phase),
        number("batch", others.batch()),
        number("sequence", others.sequence()),
        number("context", others.context()),
        text("weights").map(WeightFormat::parse).or(others::weights),
        text("activations").map(NumberFormat::parse).or(others::activations),
        text("energy").map(EnergyView::parse).or(others::view),
        text("node").map(node -> OptionalInt.of(ProcessNode.parse(node))).orElse(others.nodeNm()),
        generation(others.generation(), models),
        operators(others.operators()));
  }

  private OperatorChoices operators(OperatorChoices others) {
    Optional<String> outliers = text("outliers");
    return new OperatorChoices(
        text("attention").map(AttentionKernel::parse).or(others::kernel),
        number("kv_page", others.kvPage()),
        number("prefix_tokens", others.prefixTokens()),
        number("lora_rank", others.loraRank()),
        text("lora_targets").map(LoraTarget::parseList).or(others::loraTargets),
        outliers.isPresent() ? OperatorChoices.share("outliers", outliers) : others.outliers());
  }

  private GenerationChoices generation(
      GenerationChoices others, Function<String, ModelConfig> models) {
    return new GenerationChoices(
        number("new_tokens", others.newTokens()),
        number("chunk", others.chunk()),
        number("beams", others.beams()),
        text("draft").map(models).or(others::draft),
        number("draft_tokens", others.draftTokens()),
        text("acceptance")
            .map(cell -> OptionalDouble.of(fraction("acceptance", cell)))
            .orElse(others.acceptance()));
  }

  private static double fraction(String column, String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException notNumber) {
      throw new SpecException(column + ": '" + cell + "' is not a number", notNumber);
    }
  }

  private Optional<String> text(String column) {
    return Optional.ofNullable(cells.get(column)).filter(cell -> !cell.isEmpty());
  }

  private OptionalInt number(String column, OptionalInt other) {
    return text(column).map(cell -> OptionalInt.of(parsed(column, cell))).orElse(other);
  }

  private static int parsed(String column, String cell) {
    try {
      return Integer.parseInt(cell);
    } catch (NumberFormatException notWhole) {
      throw new SpecException(column + ": '" + cell + "' is not a whole number", notWhole);
    }
  }
}
