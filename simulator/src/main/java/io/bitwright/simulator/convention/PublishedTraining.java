package io.bitwright.simulator.convention;

import static io.bitwright.simulator.convention.PublishedTable.decimal;
import static io.bitwright.simulator.convention.PublishedTable.number;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.training.ActivationMemory;
import io.bitwright.simulator.training.TrainingMemory;
import io.bitwright.simulator.training.TrainingWork;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.model.ModelReader;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.PipelineKind;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Operations and activations of training that papers give, beside ours: the utilisation that a
 * stated speed means (PaLM, arXiv 2204.02311, Table 3), and what recomputation costs and saves
 * (Korthikanti et al., arXiv 2205.05198, Tables 3 and 5). Speeds are stated ones, not predicted.
 */
public final class PublishedTraining {
  private static final double PERCENT = 100;
  private static final double FLOPS_PER_TERAFLOP = 1e12;
  private static final double BYTES_PER_GB = 1e9;
  private static final int SEQUENCE = 2048;

  /** The papers cut the last digit of a percentage off or round it. */
  private static final double POINTS = 0.1;

  /** An A100 of 80 GB, on which the models of arXiv 2205.05198 were trained. */
  private static final double CHIP_GB = 80;

  private static final double A100_PEAK = 312e12;

  private static final String RECOMPUTED_AS_TRAINED =
      "the paper counts recomputed attention as three passes (its equations 7 and 8 differ by"
          + " 12 B L s^2 h); one forward pass is computed again, 4 B L s^2 h";

  private static final String UNSTATED =
      "the stated 24.6 TFLOP/s a chip, without attention, of 125 are 19.7 %; where the rest comes"
          + " from is not stated";

  private static final String REMATERIALIZED =
      "the paper does not say which tensors are computed again; ours is whole layers";

  private PublishedTraining() {}

  /** All rows. */
  public static List<ValidationRow> rows() {
    List<ValidationRow> rows = new ArrayList<>(statedSpeeds());
    for (NamedCsvRecord row : PublishedTable.rows("recomputation_models.csv")) {
      rows.addAll(iteration(row));
    }
    rows.addAll(activationShares());
    return List.copyOf(rows);
  }

  /**
   * Utilisation at a stated speed as the paper counts operations: 6 for each parameter and token,
   * and 12 L H Q T a token for attention (its appendix B); PaLM's HFU, too.
   */
  static List<ValidationRow> statedSpeeds() {
    List<ValidationRow> rows = new ArrayList<>();
    for (NamedCsvRecord row : PublishedTable.rows("training_utilization.csv")) {
      ModelConfig model = ModelLibrary.get(row.getField("model"));
      if (row.getField("tokens_per_second").isEmpty()) {
        double percent = PERCENT * decimal(row, "tflops_per_chip") / decimal(row, "peak_tflops");
        rows.add(ofSpeed(row, model, "MFU", "mfu_percent", percent, UNSTATED));
        continue;
      }
      double products = 6.0 * model.parameters();
      double attention = attentionFlops(model, number(row, "sequence"));
      double whole = utilization(row, products + attention);
      rows.add(ofSpeed(row, model, "MFU", "mfu_percent", whole, ""));
      if (!row.getField("mfu_without_attention_percent").isEmpty()) {
        String column = "mfu_without_attention_percent";
        String name = "MFU without attention";
        rows.add(ofSpeed(row, model, name, column, utilization(row, products), ""));
      }
      if (!row.getField("hfu_percent").isEmpty()) {
        double again = TrainingWork.of(model, recomputed(row)).recomputation();
        double percent = whole + utilization(row, again / recomputed(row).tokens());
        rows.add(ofSpeed(row, model, "HFU", "hfu_percent", percent, REMATERIALIZED));
      }
    }
    return rows;
  }

  private static TrainingSpec recomputed(NamedCsvRecord row) {
    return TrainingSpec.of(number(row, "batch"), number(row, "sequence"))
        .with(Recomputation.FULL, false);
  }

  /** 12 L H Q T a token. */
  private static double attentionFlops(ModelConfig model, int sequence) {
    return 12.0 * model.layers() * model.lastStack().attention().queryWidth() * sequence;
  }

  /** Per cent of the peak of all chips that so many operations a token are. */
  private static double utilization(NamedCsvRecord row, double flopsPerToken) {
    double peak = number(row, "chips") * decimal(row, "peak_tflops") * FLOPS_PER_TERAFLOP;
    double seconds = 1 / decimal(row, "tokens_per_second");
    return PERCENT * TrainingWork.utilization(flopsPerToken, seconds, peak);
  }

  private static ValidationRow ofSpeed(
      NamedCsvRecord row,
      ModelConfig model,
      String figure,
      String column,
      double percent,
      String deviation) {
    String source = PublishedTable.source(row);
    String item = model.name() + ", " + figure + " of its stated speed";
    double published = decimal(row, column);
    return deviation.isEmpty()
        ? ValidationRow.within(source, item, published, percent, "%", POINTS)
        : ValidationRow.near(source, item, published, percent, "%", POINTS / published, deviation);
  }

  /** MFU and HFU of a stated iteration, and whether a chip's memory is enough for it. */
  private static List<ValidationRow> iteration(NamedCsvRecord row) {
    ModelConfig model = model(row);
    TrainingSpec training =
        TrainingSpec.of(number(row, "batch"), SEQUENCE).with(Recomputation.SELECTIVE, true);
    TrainingWork work = TrainingWork.of(model, training);
    double seconds = decimal(row, "seconds");
    double peak = number(row, "chips") * A100_PEAK;
    TrainingMemory memory = TrainingMemory.of(model, training, parallelism(row));
    String source = PublishedTable.source(row);
    String item = "%s on %d A100, ".formatted(model.name(), number(row, "chips"));
    double share = POINTS / decimal(row, "hfu_percent");
    return List.of(
        ValidationRow.within(
            source,
            item + "MFU of its iteration time",
            decimal(row, "mfu_percent"),
            PERCENT * TrainingWork.utilization(work.modelFlops(), seconds, peak),
            "%",
            roundingPoints(row)),
        ValidationRow.near(
            source,
            item + "HFU of its iteration time",
            decimal(row, "hfu_percent"),
            PERCENT * TrainingWork.utilization(work.hardwareFlops(), seconds, peak),
            "%",
            share,
            RECOMPUTED_AS_TRAINED),
        ValidationRow.bound(
            "arXiv 2205.05198, Figure 1",
            item + "memory with sequence parallelism and selective recomputation",
            CHIP_GB,
            memory.total() / BYTES_PER_GB,
            "GB"));
  }

  /** What the rounding of the printed time alone can make, beside that of the percentage. */
  private static double roundingPoints(NamedCsvRecord row) {
    return POINTS / 2 + decimal(row, "mfu_percent") * 0.005 / decimal(row, "seconds");
  }

  /** The model of a row of {@code recomputation_models.csv}. */
  static ModelConfig model(NamedCsvRecord row) {
    String json =
        """
        {"model_type": "decoder", "hidden_size": %d, "num_hidden_layers": %d,
         "num_attention_heads": %d, "max_position_embeddings": 2048, "vocab_size": 51200}
        """
            .formatted(number(row, "hidden"), number(row, "layers"), number(row, "heads"));
    return ModelReader.read("GPT " + row.getField("model"), json.getBytes(StandardCharsets.UTF_8));
  }

  /** Its plan, with sequence parallelism. */
  static ParallelismSpec parallelism(NamedCsvRecord row) {
    int interleaving = number(row, "interleaving");
    int microBatches = number(row, "batch") / number(row, "micro_batch");
    PipelineKind kind =
        interleaving > 1 ? PipelineKind.INTERLEAVED : PipelineKind.ONE_FORWARD_ONE_BACKWARD;
    return ParallelismSpec.ONE_CHIP
        .withTensor(number(row, "tensor"), true)
        .withPipeline(number(row, "pipeline"), kind, microBatches, interleaving);
  }

  /** Section 5: GPT-3's and MT-NLG's shapes. */
  static List<ValidationRow> activationShares() {
    List<NamedCsvRecord> table = PublishedTable.rows("recomputation_models.csv");
    List<ValidationRow> rows = new ArrayList<>(shares(table.get(1), "70", "2.7"));
    rows.addAll(shares(table.get(2), "65", "1.6"));
    return rows;
  }

  private static List<ValidationRow> shares(
      NamedCsvRecord row, String savedPercent, String overheadPercent) {
    ModelConfig model = model(row);
    TrainingSpec training = TrainingSpec.of(1, SEQUENCE).with(Recomputation.SELECTIVE, true);
    ActivationMemory whole = layer(model, training, ParallelismSpec.ONE_CHIP);
    ParallelismSpec eight = ParallelismSpec.ONE_CHIP.withTensor(8, false);
    double tensorOnly = layer(model, training, eight).kept(Recomputation.NONE);
    ActivationMemory both = layer(model, training, eight.withTensor(8, true));
    double all = whole.kept(Recomputation.NONE);
    TrainingWork work = TrainingWork.of(model, training);
    String section = "arXiv 2205.05198, section 5";
    return List.of(
        ValidationRow.printed(
            section,
            model.name() + ", activations that selective recomputation saves",
            savedPercent,
            PERCENT * (1 - whole.kept(Recomputation.SELECTIVE) / all),
            "%",
            ""),
        ValidationRow.printed(
            section,
            model.name() + ", operations that selective recomputation adds",
            overheadPercent,
            PERCENT * work.recomputation() / work.modelFlops(),
            "%",
            RECOMPUTED_AS_TRAINED),
        ValidationRow.printed(
            "arXiv 2205.05198, abstract",
            model.name() + ", activations saved by sequence parallelism and recomputation",
            "5",
            tensorOnly / both.kept(Recomputation.SELECTIVE),
            "times",
            ""));
  }

  private static ActivationMemory layer(
      ModelConfig model, TrainingSpec training, ParallelismSpec parallelism) {
    return ActivationMemory.ofLayer(model.lastStack(), training, training.batch(), parallelism);
  }
}
