package io.bitwright.simulator.convention;

import static io.bitwright.simulator.convention.PublishedTable.decimal;
import static io.bitwright.simulator.convention.PublishedTable.number;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.parallel.AttentionSharding;
import io.bitwright.simulator.parallel.InferenceLayout;
import io.bitwright.simulator.parallel.PodInference;
import io.bitwright.simulator.parallel.PodMachine;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.pod.PodLibrary;
import io.bitwright.spec.pod.PodSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Passes of Llama 2 7B measured on two H200 with heads and feed-forward width shared, beside ours.
 * Chip and links were fitted on other measurements: of one chip, and of collectives alone.
 */
public final class TensorParallelTimes {
  private static final String SOURCE = "two NVIDIA H200, measured by the project, tensor-parallel";

  /** Largest error, as a share of the measured time. */
  private static final double BAR = 0.1;

  private TensorParallelTimes() {}

  /** All rows, on the shipped pod. */
  public static List<ValidationRow> rows() {
    return rows(PodLibrary.get("h200-x2"));
  }

  static List<ValidationRow> rows(PodSpec spec) {
    PodMachine pod = PodMachine.of(spec);
    InferenceLayout layout = InferenceLayout.stationary(2, 1, AttentionSharding.HEADS);
    List<ValidationRow> rows = new ArrayList<>();
    for (NamedCsvRecord row : PublishedTable.measured("h200_tensor_parallel.csv")) {
      ModelConfig model = withoutHead(ModelLibrary.get(row.getField("model")));
      WorkloadSpec workload = workload(row);
      double seconds = PodInference.of(pod, model, workload, layout).seconds();
      rows.add(
          ValidationRow.near(
              SOURCE,
              item(row.getField("model"), workload),
              decimal(row, "milliseconds"),
              seconds * 1e3,
              "ms",
              BAR,
              ""));
    }
    return List.copyOf(rows);
  }

  private static WorkloadSpec workload(NamedCsvRecord row) {
    return new WorkloadSpec(
        Phase.parse(row.getField("phase")),
        number(row, "batch"),
        number(row, "sequence"),
        number(row, "context"),
        NumberFormat.BF16,
        NumberFormat.BF16);
  }

  private static String item(String model, WorkloadSpec workload) {
    String tokens =
        workload.phase() == Phase.DECODE
            ? "context " + workload.context()
            : workload.sequence() + " tokens";
    return "%s %s, batch %d, %s"
        .formatted(model, workload.phase().label(), workload.batch(), tokens);
  }

  private static ModelConfig withoutHead(ModelConfig model) {
    return new ModelConfig(
        model.name(),
        model.family(),
        model.maximumPositions(),
        model.stacks(),
        Optional.empty(),
        model.nativeWeights(),
        model.nativeActivations());
  }
}
