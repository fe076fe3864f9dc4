package io.bitwright.simulator.convention;

import static io.bitwright.simulator.convention.PublishedTable.decimal;
import static io.bitwright.simulator.convention.PublishedTable.number;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.training.ModelStates;
import io.bitwright.simulator.training.ParameterGroup;
import io.bitwright.simulator.training.StageShare;
import io.bitwright.simulator.training.TrainedParameters;
import io.bitwright.simulator.training.TrainingMemory;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.model.ModelReader;
import io.bitwright.spec.training.Optimizer;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingMethod;
import io.bitwright.spec.training.TrainingPrecision;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.training.ZeroStage;
import io.bitwright.spec.workload.LoraSpec;
import io.bitwright.spec.workload.LoraTarget;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Memory that papers give for training beside ours, in GB of 10^9 bytes: ZeRO (arXiv 1910.02054),
 * LoRA (arXiv 2106.09685), QLoRA (arXiv 2305.14314) and LoftQ (arXiv 2310.08659).
 */
public final class PublishedTrainingMemory {
  private static final double BYTES_PER_GB = 1e9;
  private static final double BYTES_PER_MB = 1e6;
  private static final double PERCENT = 100;
  private static final String LORA = "arXiv 2106.09685, section 4.2";
  private static final String QLORA = "arXiv 2305.14314, abstract";

  /** Of sizes that the papers give with the word "roughly". */
  private static final double ROUGHLY = 0.1;

  /** Of sizes that they give as rounded numbers. */
  private static final double ROUNDED = 0.01;

  private static final String FEW_BYTES =
      "1.2 TB are 6.9 bytes a parameter, less than fp16 weights and gradients with fp32 moments"
          + " and masters take (16); the paper does not say what it counts";
  private static final Set<LoraTarget> ALL = EnumSet.allOf(LoraTarget.class);

  private PublishedTrainingMemory() {}

  /** All rows. */
  public static List<ValidationRow> rows() {
    List<ValidationRow> rows = new ArrayList<>(shardedStates());
    rows.addAll(lowRankAdapters());
    rows.addAll(quantizedAdapters());
    rows.addAll(trainedShares());
    return List.copyOf(rows);
  }

  /** States of a number of parameters by Adam in fp16 with fp32 masters, in three stages. */
  static List<ValidationRow> shardedStates() {
    List<ValidationRow> rows = new ArrayList<>();
    for (NamedCsvRecord row : PublishedTable.rows("zero_table1.csv")) {
      for (ZeroStage stage : ZeroStage.values()) {
        ParallelismSpec chips = ParallelismSpec.fullySharded(number(row, "chips"), stage);
        double parameters = decimal(row, "parameters");
        ParameterGroup all =
            new ParameterGroup(
                ParameterGroup.Place.LAYERS, parameters, parameters, true, 16, 16, 32);
        ModelStates states =
            ModelStates.ofStage(
                new TrainedParameters(List.of(all)),
                Optimizer.ADAM,
                chips,
                new StageShare(1, 1, true, true));
        String item =
            "ZeRO stage %s, 7.5 billion parameters on %d chips"
                .formatted(stage.label(), chips.chips());
        rows.add(
            ValidationRow.printed(
                PublishedTable.source(row),
                item,
                row.getField(column(stage)),
                states.total() / BYTES_PER_GB,
                "GB",
                "the paper cuts the digits off instead of rounding"));
      }
    }
    return rows;
  }

  private static String column(ZeroStage stage) {
    return switch (stage) {
      case OPTIMIZER -> "optimizer_gb";
      case GRADIENTS -> "gradients_gb";
      case WEIGHTS -> "weights_gb";
    };
  }

  /** GPT-3 175B by Adam, with adapters of rank 4 of queries and values, and without. */
  static List<ValidationRow> lowRankAdapters() {
    ModelConfig model = ModelLibrary.get("gpt-3-175b");
    TrainingSpec full = TrainingSpec.of(1, 1).with(TrainingPrecision.MIXED_FP16, Optimizer.ADAM);
    LoraSpec adapters = LoraSpec.of(4, EnumSet.of(LoraTarget.Q_PROJ, LoraTarget.V_PROJ));
    TrainingSpec lora = full.with(new TrainingMethod.Lora(adapters));
    return List.of(
        ValidationRow.near(
            LORA,
            "GPT-3 175B, Adam, model states",
            1200,
            states(model, full) / BYTES_PER_GB,
            "GB",
            ROUGHLY,
            FEW_BYTES),
        ValidationRow.near(
            LORA,
            "GPT-3 175B, LoRA of rank 4, model states",
            350,
            states(model, lora) / BYTES_PER_GB,
            "GB",
            ROUNDED,
            ""),
        ValidationRow.near(
            LORA,
            "GPT-3 175B, checkpoint in fp16",
            350,
            TrainedParameters.of(model, full).trainedBytes() / BYTES_PER_GB,
            "GB",
            ROUNDED,
            ""),
        ValidationRow.near(
            LORA,
            "GPT-3 175B, checkpoint of LoRA of rank 4 in fp16",
            35,
            TrainedParameters.of(model, lora).trainedBytes() / BYTES_PER_MB,
            "MB",
            ROUGHLY,
            ""));
  }

  /** LLaMA 65B; adapters of rank 64 of all linear layers, one sequence of 512, bf16. */
  static List<ValidationRow> quantizedAdapters() {
    ModelConfig model = ModelReader.read("llama-65b", PublishedTable.file("llama-65b.json"));
    TrainingSpec full =
        TrainingSpec.of(1, 512)
            .with(TrainingPrecision.BF16, Optimizer.ADAM)
            .with(Recomputation.FULL, false);
    LoraSpec adapters = LoraSpec.of(64, ALL);
    TrainingSpec doubly = full.with(new TrainingMethod.Qlora(adapters, true));
    TrainingSpec once = full.with(new TrainingMethod.Qlora(adapters, false));
    double saved = weights(model, once) - weights(model, doubly);
    return List.of(
        ValidationRow.near(
            QLORA,
            "LLaMA 65B, Adam without masters, model states",
            780,
            states(model, full) / BYTES_PER_GB,
            "GB",
            ROUNDED,
            ""),
        ValidationRow.bound(
            QLORA,
            "LLaMA 65B, QLoRA, all memory",
            48,
            TrainingMemory.of(model, doubly, ParallelismSpec.ONE_CHIP).total() / BYTES_PER_GB,
            "GB"),
        ValidationRow.printed(
            "arXiv 2305.14314, section 3",
            "bits of factors a weight, doubly quantised",
            "0.127",
            TrainedParameters.DOUBLY_QUANTIZED_NF4_BITS - 4,
            "bit",
            ""),
        ValidationRow.printed(
            "arXiv 2305.14314, section 3",
            "LLaMA 65B, memory saved by double quantisation",
            "3",
            saved / BYTES_PER_GB,
            "GB",
            ""));
  }

  private static double weights(ModelConfig model, TrainingSpec training) {
    return TrainedParameters.of(model, training).weightBytes();
  }

  private static double states(ModelConfig model, TrainingSpec training) {
    return TrainingMemory.of(model, training, ParallelismSpec.ONE_CHIP).states().total();
  }

  /** Adapters of all linear layers, as a share of the model's parameters without its tables. */
  static List<ValidationRow> trainedShares() {
    List<ValidationRow> rows = new ArrayList<>();
    for (NamedCsvRecord row : PublishedTable.rows("low_rank_shares.csv")) {
      ModelConfig model = ModelLibrary.get(row.getField("model"));
      int rank = number(row, "rank");
      TrainingMethod method = new TrainingMethod.Lora(LoraSpec.of(rank, ALL));
      TrainedParameters parameters =
          TrainedParameters.of(model, TrainingSpec.of(1, 1).with(method));
      double others = parameters.frozen() - model.parameterCount().embedding();
      rows.add(
          ValidationRow.printed(
              PublishedTable.source(row),
              "%s, adapters of rank %d, trained share".formatted(model.name(), rank),
              row.getField("trained_percent"),
              PERCENT * parameters.trained() / others,
              "%",
              "6.25 % of the linear layers' weights alone, and 6.24 % with biases and norms"));
    }
    return rows;
  }
}
