package io.bitwright.simulator.convention;

import static io.bitwright.simulator.convention.PublishedTable.number;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.simulator.mapping.WeightStationarySchedule;
import io.bitwright.simulator.timing.chip.Chip;
import io.bitwright.simulator.timing.chip.MatmulTiming;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import java.util.ArrayList;
import java.util.List;

/**
 * What Jouppi et al. 2017 (arXiv 1704.04760) publish of TPU v1 beside ours: its peak and the ridge
 * of its roofline, the tiles of a matrix of 600x600, and the rates of its six applications.
 */
public final class TpuV1Figures {
  private static final String PAPER = "arXiv 1704.04760";
  private static final NumberFormat INT8 = NumberFormat.INT8;

  /** Of a measured rate: the paper's own model of the machine is off by 5 to 11 % (its table 7). */
  private static final double RATE_TOLERANCE = 0.2;

  private TpuV1Figures() {}

  /** All rows. */
  public static List<ValidationRow> rows() {
    AcceleratorSpec tpu = AcceleratorLibrary.get("tpu-v1");
    List<ValidationRow> rows = new ArrayList<>(roofline(tpu));
    rows.addAll(tiles(tpu));
    for (NamedCsvRecord application : PublishedTable.rows("tpu_v1_applications.csv")) {
      rows.add(rate(tpu, application));
    }
    return List.copyOf(rows);
  }

  /** Peak in 10^12 operations a second, and the ridge in multiply-accumulates a weight byte. */
  static List<ValidationRow> roofline(AcceleratorSpec tpu) {
    double peak = Estimator.peakFlopsPerSecond(tpu, INT8, INT8);
    double ridge = peak / 2 / tpu.memory().bandwidth().bytesPerSecond();
    return List.of(
        ValidationRow.printed(PAPER + ", Table 2", "TPU v1, peak", "92", peak / 1e12, "TOP/s", ""),
        ValidationRow.within(
            PAPER + ", section 4", "TPU v1, ridge of the roofline", 1350, ridge, "MAC/B", 1));
  }

  /**
   * A matrix of 600x600 on arrays of 256x256 and 512x512 (section 7): steps, and their time, whole
   * tiles coming from memory. The paper rounds the time of a tile to 2 us and 8 us.
   */
  static List<ValidationRow> tiles(AcceleratorSpec tpu) {
    List<ValidationRow> rows = new ArrayList<>();
    rows.addAll(tiles(tpu, 256, "9", 18));
    rows.addAll(tiles(tpu, 512, "4", 32));
    return rows;
  }

  private static List<ValidationRow> tiles(
      AcceleratorSpec tpu, int side, String steps, double microseconds) {
    String item = "TPU v1, 600x600 on an array of %dx%d, ".formatted(side, side);
    int blockRows = tpu.matrixUnit().accumulatorRows();
    MatmulShape shape = new MatmulShape(1, 600, 600);
    double ours = new WeightStationarySchedule(shape, side, side, blockRows).passes();
    double bytes = ours * side * side;
    double seconds = bytes / tpu.memory().bandwidth().bytesPerSecond();
    return List.of(
        ValidationRow.printed(PAPER + ", section 7", item + "steps", steps, ours, "steps", ""),
        ValidationRow.within(
            PAPER + ", section 7",
            item + "time",
            microseconds,
            seconds * 1e6,
            "us",
            0.05 * microseconds));
  }

  /**
   * The rate of an application, all of whose layers are taken as equal: square matrices of weights
   * / layers, and a row for each multiply-accumulate a weight byte; activations stay on the chip.
   */
  private static ValidationRow rate(AcceleratorSpec tpu, NamedCsvRecord application) {
    double weights = number(application, "weights_millions") * 1e6 / number(application, "layers");
    long side = Math.round(Math.sqrt(weights));
    long rows = number(application, "multiply_accumulates_per_weight_byte");
    MatmulShape layer = new MatmulShape(rows, side, side);
    double seconds =
        MatmulTiming.of(Chip.of(tpu), new MatmulOperator("layer", layer, INT8, INT8, INT8), false)
            .seconds();
    double ours = 2.0 * layer.multiplyAccumulates() / seconds / 1e12;
    double measured = Double.parseDouble(application.getField("measured_tops"));
    return ValidationRow.near(
        PublishedTable.source(application),
        "TPU v1, " + application.getField("application") + ", measured rate",
        measured,
        ours,
        "TOP/s",
        RATE_TOLERANCE,
        application.getField("deviation"));
  }
}
