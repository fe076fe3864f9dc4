package io.bitwright.simulator.convention;

import static io.bitwright.simulator.convention.PublishedTable.decimal;
import static io.bitwright.simulator.convention.PublishedTable.number;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * PaLM 540B on 64 TPU v4 (Pope et al., arXiv 2211.05102, Table 2): the utilisation that the
 * published time means by our count of operations and our peak, the least time of 64 chips that
 * share operations and weights evenly and for nothing, and the time that {@link
 * PublishedInferenceTimes} predicts.
 */
public final class PodUtilization {
  private static final double PERCENT = 100;

  private PodUtilization() {}

  /** Three rows for each of the four scenarios, and two of the introduction. */
  public static List<ValidationRow> rows() {
    AcceleratorSpec chip = AcceleratorLibrary.get("tpu-v4");
    ModelConfig model = ModelLibrary.get("palm-540b");
    PublishedInferenceTimes times = PublishedInferenceTimes.ofPalm();
    List<ValidationRow> rows = new ArrayList<>();
    for (NamedCsvRecord row : PublishedTable.rows("palm_540b_on_64_chips.csv")) {
      String item =
          "PaLM 540B on 64 TPU v4, %s %s, %s weights"
              .formatted(row.getField("scenario"), row.getField("phase"), row.getField("weights"));
      rows.add(utilization(row, chip, model, item));
      rows.add(leastSeconds(row, chip, model, item));
      rows.add(times.row(row, item));
    }
    rows.addAll(times.uses());
    return List.copyOf(rows);
  }

  /** Within half a unit of the printed percentage and of the printed time together. */
  private static ValidationRow utilization(
      NamedCsvRecord row, AcceleratorSpec chip, ModelConfig model, String item) {
    String printed = row.getField("seconds");
    double seconds = decimal(row, "seconds");
    double percent = PERCENT * flops(row, model) / (seconds * peak(row, chip));
    double rounding = new BigDecimal(printed).ulp().doubleValue() / 2 / seconds;
    return ValidationRow.within(
        PublishedTable.source(row),
        item + ", model FLOPs utilisation of its own time",
        decimal(row, "mfu_percent"),
        percent,
        "%",
        0.5 + decimal(row, "mfu_percent") * rounding);
  }

  /** Operations at the peak, or the weights of each pass from memory, whichever takes longer. */
  private static ValidationRow leastSeconds(
      NamedCsvRecord row, AcceleratorSpec chip, ModelConfig model, String item) {
    NumberFormat weights = NumberFormat.parse(row.getField("weights"));
    int passes = row.getField("phase").equals("decode") ? number(row, "tokens") : 1;
    double bytes = (double) model.linearParameters() * weights.storageBits() / Byte.SIZE;
    double bandwidth = number(row, "chips") * chip.memory().bandwidth().bytesPerSecond();
    double least = Math.max(flops(row, model) / peak(row, chip), passes * bytes / bandwidth);
    return ValidationRow.bound(
        PublishedTable.source(row),
        item + ", operations at peak or weights at bandwidth",
        decimal(row, "seconds"),
        least,
        "s");
  }

  /** Two operations a parameter and token, as the paper counts; attention is left out. */
  private static double flops(NamedCsvRecord row, ModelConfig model) {
    return 2.0 * model.parameters() * number(row, "batch") * number(row, "tokens");
  }

  private static double peak(NamedCsvRecord row, AcceleratorSpec chip) {
    return number(row, "chips")
        * Estimator.peakFlopsPerSecond(chip, NumberFormat.BF16, NumberFormat.BF16);
  }
}
