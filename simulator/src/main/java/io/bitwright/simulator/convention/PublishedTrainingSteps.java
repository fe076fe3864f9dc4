package io.bitwright.simulator.convention;

import static io.bitwright.simulator.convention.PublishedTable.decimal;
import static io.bitwright.simulator.convention.PublishedTable.number;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.parallel.Degree;
import io.bitwright.simulator.parallel.GradientExchange;
import io.bitwright.simulator.parallel.Placement;
import io.bitwright.simulator.parallel.TrainingCollective;
import io.bitwright.simulator.parallel.TrainingSetup;
import io.bitwright.simulator.parallel.TrainingStep;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.pod.PodLibrary;
import io.bitwright.spec.training.Optimizer;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.PipelineKind;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingPrecision;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.training.ZeroStage;
import io.bitwright.spec.workload.AttentionKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Steps of training that papers timed, beside ours: predicted from model, chips, links and plan
 * alone. All of them ran before fused attention.
 */
public final class PublishedTrainingSteps {
  /** Largest error of a step's time or speed. */
  private static final double STEP_SHARE = 0.15;

  /** Largest error of the speed of two pods over that of one. */
  private static final double RATIO_SHARE = 0.02;

  /** Largest error of what full recomputation makes of a step. */
  private static final double RECOMPUTATION_SHARE = 0.1;

  private static final int SEQUENCE = 2048;
  private static final double BYTES_PER_GIB = 1 << 30;
  private static final double BYTES_PER_GIGABIT = 1e9 / Byte.SIZE;

  /** Of NCCL's ring over a network, Simple protocol: github NVIDIA/nccl, src/graph/tuning.cc. */
  private static final double NETWORK_HOP_SECONDS = 14e-6;

  /** 200 Gbit/s InfiniBand an A100 (Narayanan et al. 2021, arXiv 2104.04473, section 5). */
  private static final double SELENE_GIGABIT = 200;

  private static final int CHIPS_PER_NODE = 8;

  private static final String EARLIER_RUN =
      "40 % of the peak with recomputation counted; the same model on the same system reached 57 % a"
          + " year later (arXiv 2205.05198, Table 5), which is what ours predicts";

  private static final String SAME_FRAMEWORK =
      "48 % of the peak with recomputation counted, by Megatron-DeepSpeed as MT-NLG's steps; layers as"
          + " large reached 52 to 57 % by Megatron-LM (arXiv 2205.05198, Table 5)";

  private PublishedTrainingSteps() {}

  /** All rows. */
  public static List<ValidationRow> rows() {
    List<ValidationRow> rows = new ArrayList<>(twoPods());
    for (NamedCsvRecord row : PublishedTable.rows("recomputation_models.csv")) {
      rows.addAll(recomputation(row));
    }
    for (NamedCsvRecord row : PublishedTable.rows("training_steps.csv")) {
      rows.add(full(row));
    }
    return List.copyOf(rows);
  }

  /**
   * PaLM 540B on one and two slices of 12 x 16 x 16 TPU v4 chips (Chowdhery et al. 2022, arXiv
   * 2204.02311, section 4): 12-way tensor and 256-way fully sharded in each. Given is what the
   * hosts' network carries: 81 Tbit/s between 1536 hosts of 4 chips.
   */
  private static List<ValidationRow> twoPods() {
    TrainingStep one = palm(1);
    TrainingStep both = palm(2);
    double exchanged =
        both.collectives().stream()
            .filter(collective -> collective.degree() == Degree.DATA)
            .mapToDouble(PublishedTrainingSteps::bytes)
            .sum();
    String paper = "arXiv 2204.02311, ";
    return List.of(
        ValidationRow.near(
            paper + "Table 3",
            "palm-540b on 6144 TPU v4, training speed, predicted",
            238.3,
            both.tokensPerSecond() / 1000,
            "thousand tokens/s",
            STEP_SHARE,
            ""),
        ValidationRow.near(
            paper + "section 4",
            "palm-540b, speed of two pods over that of one, predicted",
            1.95,
            both.tokensPerSecond() / one.tokensPerSecond(),
            "",
            RATIO_SHARE,
            ""),
        ValidationRow.printed(
            paper + "section 4",
            "palm-540b, gradients that a host of four chips sends to the other pod",
            "1.3",
            4 * exchanged / BYTES_PER_GIB,
            "GiB",
            ""));
  }

  private static double bytes(TrainingCollective collective) {
    return collective.bytes() * collective.count();
  }

  private static TrainingStep palm(int pods) {
    TrainingSpec training =
        TrainingSpec.of(1024 * pods, SEQUENCE)
            .with(TrainingPrecision.MIXED_BF16, Optimizer.ADAFACTOR)
            .with(Recomputation.FULL, false);
    ParallelismSpec plan =
        ParallelismSpec.fullySharded(256, ZeroStage.WEIGHTS)
            .withTensor(12, false)
            .withData(pods, 1);
    TrainingSetup setup =
        new TrainingSetup(
                Machine.of(AcceleratorLibrary.get("tpu-v4")),
                ModelLibrary.get("palm-540b"),
                training,
                plan)
            .with(AttentionKernel.UNFUSED)
            .with(GradientExchange.AFTER_BACKWARD);
    Axis link = PodAxes.of(PodLibrary.get("tpu-v4-4096")).getFirst();
    Map<Degree, List<Axis>> inPod =
        Map.of(
            Degree.TENSOR, List.of(ring(link, 12)),
            Degree.FSDP, List.of(ring(link, 16), ring(link, 16)));
    double hostBytesPerSecond = 81e3 / 1536 * BYTES_PER_GIGABIT;
    Axis between = new Axis(AxisKind.LINE, 2, hostBytesPerSecond / 4, 0, 0, 1, 0, -1);
    return TrainingStep.at(
        setup,
        new Placement(
            pods == 1
                ? inPod
                : Map.of(
                    Degree.TENSOR, inPod.get(Degree.TENSOR),
                    Degree.FSDP, inPod.get(Degree.FSDP),
                    Degree.DATA, List.of(between))));
  }

  /** Slices of whole cubes of 4 x 4 x 4 close their axes (arXiv 2304.01433, section 2). */
  private static Axis ring(Axis like, int chips) {
    return new Axis(
        AxisKind.RING,
        chips,
        like.bytesPerSecond(),
        like.latencySeconds(),
        like.hopSeconds(),
        1,
        0,
        -1);
  }

  /**
   * With selective recomputation and sequence parallelism, and how much longer full recomputation
   * takes without (arXiv 2205.05198, Table 5).
   */
  private static List<ValidationRow> recomputation(NamedCsvRecord row) {
    ModelConfig model = PublishedTraining.model(row);
    ParallelismSpec plan = PublishedTraining.parallelism(row);
    TrainingSpec training =
        TrainingSpec.of(number(row, "batch"), SEQUENCE)
            .with(TrainingPrecision.MIXED_FP16, Optimizer.ADAM)
            .with(Recomputation.SELECTIVE, true);
    TrainingStep step = step(model, training, plan, SELENE_GIGABIT);
    TrainingStep full =
        step(
            model,
            training.with(Recomputation.FULL, true),
            plan.withTensor(plan.tensor(), false),
            SELENE_GIGABIT);
    return List.of(
        row(row, step, ""),
        ValidationRow.near(
            PublishedTable.source(row),
            "%s on %d A100, step with full recomputation over that with selective, predicted"
                .formatted(model.name(), plan.chips()),
            decimal(row, "full_seconds") / decimal(row, "seconds"),
            full.seconds() / step.seconds(),
            "",
            RECOMPUTATION_SHARE,
            ""));
  }

  /** With full recomputation and 1F1B. */
  private static ValidationRow full(NamedCsvRecord row) {
    ModelConfig model = ModelLibrary.get(row.getField("model"));
    int data = number(row, "data");
    boolean shares = row.getField("zero_1").equals("yes");
    ParallelismSpec plan =
        ParallelismSpec.fullySharded(shares ? data : 1, ZeroStage.OPTIMIZER)
            .withData(shares ? 1 : data, 1)
            .withTensor(number(row, "tensor"), false)
            .withPipeline(
                number(row, "pipeline"),
                PipelineKind.ONE_FORWARD_ONE_BACKWARD,
                number(row, "batch") / data / number(row, "micro_batch"),
                1);
    TrainingSpec training =
        TrainingSpec.of(number(row, "batch"), SEQUENCE)
            .with(TrainingPrecision.parse(row.getField("precision")), Optimizer.ADAM)
            .with(Recomputation.FULL, true);
    return row(
        row,
        step(model, training, plan, number(row, "network_gbit_a_chip")),
        model.name().equals("bloom") ? SAME_FRAMEWORK : EARLIER_RUN);
  }

  private static TrainingStep step(
      ModelConfig model, TrainingSpec training, ParallelismSpec plan, double networkGigabit) {
    Machine machine = Machine.of(AcceleratorLibrary.get("nvidia-a100-80gb"));
    TrainingSetup setup =
        new TrainingSetup(machine, model, training, plan).with(AttentionKernel.UNFUSED);
    return TrainingStep.of(setup, nodes(plan.chips(), networkGigabit));
  }

  private static ValidationRow row(NamedCsvRecord row, TrainingStep step, String deviation) {
    return ValidationRow.near(
        PublishedTable.source(row),
        "%s on %d A100, training step, predicted"
            .formatted(step.setup().model().name(), step.setup().parallelism().chips()),
        decimal(row, "seconds"),
        step.seconds(),
        "s",
        STEP_SHARE,
        deviation);
  }

  private static List<Axis> nodes(int chips, double networkGigabit) {
    List<Axis> axes = new ArrayList<>(PodAxes.of(PodLibrary.get("dgx-a100")));
    if (chips > CHIPS_PER_NODE) {
      axes.add(
          new Axis(
              AxisKind.SWITCH,
              chips / CHIPS_PER_NODE,
              networkGigabit * BYTES_PER_GIGABIT,
              0,
              NETWORK_HOP_SECONDS,
              1,
              0,
              -1));
    }
    return axes;
  }
}
