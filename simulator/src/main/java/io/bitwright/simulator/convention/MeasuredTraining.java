package io.bitwright.simulator.convention;

import static io.bitwright.simulator.convention.PublishedTable.decimal;
import static io.bitwright.simulator.convention.PublishedTable.number;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.parallel.TrainingSetup;
import io.bitwright.simulator.parallel.TrainingStep;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelReader;
import io.bitwright.spec.pod.PodLibrary;
import io.bitwright.spec.training.Optimizer;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingPrecision;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.training.ZeroStage;
import java.util.ArrayList;
import java.util.List;

/** Steps of a small decoder measured on one and two H200, beside ours. */
public final class MeasuredTraining {
  private static final String SOURCE = "NVIDIA H200, measured by the project, training steps";
  private static final String MODEL = "llama-125m.json";

  /** Largest error of MFU, in points. */
  private static final double POINTS = 3;

  /** Largest error of the memory, as a share. */
  private static final double MEMORY_BAR = 0.05;

  private static final double BYTES_PER_GIB = 1 << 30;

  private MeasuredTraining() {}

  /** MFU and memory of each step. */
  public static List<ValidationRow> rows() {
    ModelConfig model = ModelReader.read(MODEL, PublishedTable.measuredFile(MODEL));
    Machine machine = Machine.of(AcceleratorLibrary.get("nvidia-h200"));
    List<ValidationRow> rows = new ArrayList<>();
    for (NamedCsvRecord row : PublishedTable.measured("h200_training.csv")) {
      TrainingStep step = step(machine, model, row);
      String chips = number(row, "chips") == 1 ? "one chip" : "two chips, fully sharded";
      String item =
          "125 million parameters on %s, recomputation %s"
              .formatted(chips, row.getField("recomputation"));
      rows.add(
          ValidationRow.within(
              SOURCE, item + ", MFU", decimal(row, "mfu_percent"), 100 * step.mfu(), "%", POINTS));
      rows.add(
          ValidationRow.near(
              SOURCE,
              item + ", memory",
              decimal(row, "peak_gib"),
              step.memory().total() / BYTES_PER_GIB,
              "GiB",
              MEMORY_BAR,
              ""));
    }
    return List.copyOf(rows);
  }

  private static TrainingStep step(Machine machine, ModelConfig model, NamedCsvRecord row) {
    TrainingSpec training =
        TrainingSpec.of(number(row, "batch"), number(row, "sequence"))
            .with(TrainingPrecision.BF16, Optimizer.ADAMW_BF16)
            .with(Recomputation.parse(row.getField("recomputation")), false);
    boolean alone = number(row, "chips") == 1;
    ParallelismSpec plan =
        alone
            ? ParallelismSpec.ONE_CHIP
            : ParallelismSpec.fullySharded(number(row, "chips"), ZeroStage.WEIGHTS);
    List<Axis> axes = alone ? List.of() : PodAxes.of(PodLibrary.get("h200-x2"));
    return TrainingStep.of(new TrainingSetup(machine, model, training, plan), axes);
  }
}
