package io.bitwright.simulator.convention;

import static io.bitwright.simulator.convention.PublishedTable.decimal;
import static io.bitwright.simulator.convention.PublishedTable.number;
import static io.bitwright.simulator.convention.PublishedTable.thousandths;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The time of a token of OPT-175B with weights of few bits on an A100 of 80 GB: GPTQ (Frantar et
 * al., arXiv 2210.17323, Table 6) and LUT-GEMM (Park et al., arXiv 2206.09557, Table 4), batch 1.
 *
 * <p>Ours is the estimate of one decode on {@code nvidia-a100-80gb}, whose memory is what sets it;
 * activations are fp16. The fp16 model takes five GPUs that work one after another, layer by layer,
 * which costs as much time as one with enough memory; the paper calls the communication negligible.
 */
public final class LowBitTokenTimes {
  private static final String MACHINE = "nvidia-a100-80gb";
  private static final double MILLISECONDS = 1e3;

  /** GPTQ generates 128 tokens, so 64 lie in the cache on average; LUT-GEMM does not say. */
  private static final int CONTEXT = 64;

  /** Stated for all times and ratios alike. */
  private static final double TOLERANCE = 0.2;

  private static final String RATIO_DEVIATION =
      "follows from the time at 3 bits, which the kernel sets";

  private LowBitTokenTimes() {}

  /** Times, bounds from below, the speed-up of 3 bits and the time of one more bit. */
  public static List<ValidationRow> rows() {
    AcceleratorSpec machine = AcceleratorLibrary.get(MACHINE);
    ModelConfig model = ModelLibrary.get("opt-175b");
    List<ValidationRow> rows = new ArrayList<>();
    List<NamedCsvRecord> table = PublishedTable.rows("opt_175b_token_times.csv");
    for (NamedCsvRecord row : table) {
      int bits = number(row, "bits");
      String item = "OPT-175B on an A100, " + row.getField("kernel");
      double published = decimal(row, "milliseconds");
      double bytes = (double) model.linearParameters() * bits / Byte.SIZE;
      double least = bytes / machine.memory().bandwidth().bytesPerSecond();
      String source = PublishedTable.source(row);
      rows.add(
          ValidationRow.near(
              source,
              item + ", time of a token",
              published,
              milliseconds(machine, model, bits),
              "ms",
              TOLERANCE,
              row.getField("deviation")));
      rows.add(
          ValidationRow.bound(
              source,
              item + ", its weights at the peak bandwidth",
              published,
              least * MILLISECONDS,
              "ms"));
    }
    rows.addAll(ratios(machine, model, table));
    return List.copyOf(rows);
  }

  private static List<ValidationRow> ratios(
      AcceleratorSpec machine, ModelConfig model, List<NamedCsvRecord> table) {
    NamedCsvRecord fp16 = row(table, "fp16 on 5 GPUs one after another");
    NamedCsvRecord gptq = row(table, "GPTQ with 3 bits");
    NamedCsvRecord oneBit = row(table, "LUT-GEMM with 1 bit");
    NamedCsvRecord threeBits = row(table, "LUT-GEMM with 3 bits");
    double three = milliseconds(machine, model, 3);
    return List.of(
        ValidationRow.near(
            PublishedTable.source(gptq),
            "OPT-175B on an A100, speed-up of 3 bits over fp16",
            thousandths(decimal(fp16, "milliseconds") / decimal(gptq, "milliseconds")),
            milliseconds(machine, model, 16) / three,
            "x",
            TOLERANCE,
            RATIO_DEVIATION),
        ValidationRow.near(
            PublishedTable.source(oneBit),
            "OPT-175B on an A100, LUT-GEMM, one more bit a weight",
            thousandths((decimal(threeBits, "milliseconds") - decimal(oneBit, "milliseconds")) / 2),
            (three - milliseconds(machine, model, 1)) / 2,
            "ms",
            TOLERANCE,
            ""));
  }

  private static NamedCsvRecord row(List<NamedCsvRecord> table, String kernel) {
    return table.stream()
        .filter(row -> row.getField("kernel").equals(kernel))
        .findFirst()
        .orElseThrow();
  }

  /** Three bits are no format here: their time lies half-way between two and four. */
  static double milliseconds(AcceleratorSpec machine, ModelConfig model, int bits) {
    return switch (bits) {
      case 1 -> milliseconds(machine, model, NumberFormat.BINARY);
      case 2 -> milliseconds(machine, model, NumberFormat.TERNARY);
      case 3 -> (milliseconds(machine, model, 2) + milliseconds(machine, model, 4)) / 2;
      case 4 -> milliseconds(machine, model, NumberFormat.INT4);
      case 16 -> milliseconds(machine, model, NumberFormat.FP16);
      default -> throw new IllegalStateException("no format of " + bits + " bits");
    };
  }

  private static double milliseconds(
      AcceleratorSpec machine, ModelConfig model, NumberFormat weights) {
    WorkloadSpec workload =
        new WorkloadSpec(Phase.DECODE, 1, 1, CONTEXT, weights, NumberFormat.FP16);
    return Estimator.estimate(machine, model, workload).latencySeconds() * MILLISECONDS;
  }
}
