package io.bitwright.simulator.convention;

import static io.bitwright.simulator.convention.PublishedTable.number;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.estimate.Estimate;
import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.model.ModelReader;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Times measured on silicon beside ours, and the bars that their errors must keep below. How the
 * rows were measured stands beside the tables, in {@code measured/README.md}.
 */
public final class MeasuredTimes {
  private static final String H200 = "one NVIDIA H200, measured by the project, ";
  private static final String A100 = "one NVIDIA A100, LLMCompass, arXiv 2312.03134, artifact";
  private static final String SLICE = "llama-2-70b-8-layers";
  private static final double NINETY_PERCENT = 0.9;

  private MeasuredTimes() {}

  /**
   * A measured time and ours.
   *
   * @param item what ran
   * @param kind number format of a product, phase of a model
   * @param measuredSeconds as measured
   * @param ourSeconds as estimated
   * @param heldOut whether no constant of the machine was fitted on the row
   */
  record Time(
      String item, String kind, double measuredSeconds, double ourSeconds, boolean heldOut) {
    /** |ours / measured - 1|. */
    double error() {
      return Math.abs(ourSeconds / measuredSeconds - 1);
    }
  }

  /**
   * The rows of a table and how far off they may be, each as a share.
   *
   * @param median bar of the median error
   * @param tail bar of the 90th percentile, and of each row
   */
  private record Bars(String source, double median, double tail) {
    List<ValidationRow> rows(List<Time> times) {
      List<ValidationRow> rows = new ArrayList<>();
      times.stream()
          .map(Time::kind)
          .distinct()
          .forEach(kind -> addSummary(rows, kind, times, time -> time.kind().equals(kind)));
      addSummary(rows, "held-out", times, Time::heldOut);
      for (Time time : times) {
        rows.add(
            ValidationRow.within(
                source,
                time.item(),
                milliseconds(time.measuredSeconds()),
                milliseconds(time.ourSeconds()),
                "ms",
                tail * milliseconds(time.measuredSeconds())));
      }
      return rows;
    }

    private void addSummary(
        List<ValidationRow> rows, String name, List<Time> times, Predicate<Time> of) {
      List<Time> chosen = times.stream().filter(of).toList();
      String ofAll = " error of " + chosen.size() + " " + name + " rows";
      rows.add(percent("median" + ofAll, MeasuredTimes.median(chosen), median));
      rows.add(percent("90th percentile of the" + ofAll, MeasuredTimes.percentile90(chosen), tail));
    }

    private ValidationRow percent(String item, double share, double bar) {
      return ValidationRow.within(source, item, 0, 100 * share, "%", 100 * bar);
    }

    /** A time as people write it, free of the last bits of the conversion. */
    private static double milliseconds(double seconds) {
      return Math.round(seconds * 1e9) / 1e6;
    }
  }

  /** All rows: products and models on an H200, products on an A100. */
  public static List<ValidationRow> rows() {
    List<ValidationRow> rows = new ArrayList<>();
    rows.addAll(new Bars(H200 + "products", 0.07, 0.15).rows(h200Products()));
    rows.addAll(new Bars(H200 + "whole models", 0.05, 0.12).rows(h200Models()));
    rows.addAll(new Bars(A100, 0.12, 0.15).rows(a100Products()));
    return List.copyOf(rows);
  }

  static List<Time> h200Products() {
    return products("h200_products.csv", "nvidia-h200");
  }

  static List<Time> a100Products() {
    return products("a100_products.csv", "nvidia-a100-80gb");
  }

  private static List<Time> products(String table, String machine) {
    AcceleratorSpec accelerator = AcceleratorLibrary.get(machine);
    return PublishedTable.measured(table).stream().map(row -> product(row, accelerator)).toList();
  }

  private static Time product(NamedCsvRecord row, AcceleratorSpec accelerator) {
    NumberFormat format = NumberFormat.parse(row.getField("format"));
    MatmulShape shape = new MatmulShape(number(row, "m"), number(row, "k"), number(row, "n"));
    Estimate estimate = Estimator.estimateMatmul(accelerator, shape, format, format);
    return time(row, format + " " + shape, format.label(), estimate);
  }

  static List<Time> h200Models() {
    AcceleratorSpec accelerator = AcceleratorLibrary.get("nvidia-h200");
    Map<String, ModelConfig> models = new HashMap<>();
    List<Time> times = new ArrayList<>();
    for (NamedCsvRecord row : PublishedTable.measured("h200_models.csv")) {
      ModelConfig model = models.computeIfAbsent(row.getField("model"), MeasuredTimes::model);
      times.add(pass(row, model, accelerator));
    }
    return times;
  }

  static ModelConfig model(String name) {
    return name.equals(SLICE)
        ? ModelReader.read(name, PublishedTable.measuredFile(name + ".json"))
        : ModelLibrary.get(name);
  }

  private static Time pass(NamedCsvRecord row, ModelConfig model, AcceleratorSpec accelerator) {
    WorkloadSpec workload = workload(row);
    String item = item(row, workload);
    Estimate estimate = Estimator.estimate(accelerator, model, workload);
    return time(row, item, workload.phase().label(), estimate);
  }

  /** What a row of a model measured. */
  static WorkloadSpec workload(NamedCsvRecord row) {
    return new WorkloadSpec(
        Phase.parse(row.getField("phase")),
        number(row, "batch"),
        number(row, "sequence"),
        number(row, "context"),
        NumberFormat.BF16,
        NumberFormat.BF16);
  }

  /** The same in words. */
  static String item(NamedCsvRecord row, WorkloadSpec workload) {
    return "%s %s, batch %d, %s"
        .formatted(
            row.getField("model"),
            workload.phase().label(),
            workload.batch(),
            workload.phase() == Phase.DECODE
                ? "context " + workload.context()
                : workload.sequence() + " tokens");
  }

  private static Time time(NamedCsvRecord row, String item, String kind, Estimate estimate) {
    return new Time(
        item,
        kind,
        Double.parseDouble(row.getField("milliseconds")) / 1e3,
        estimate.latencySeconds(),
        row.getField("calibrated").equals("no"));
  }

  /** The middle error, or the mean of the two in the middle. */
  static double median(List<Time> times) {
    return median(times.stream().mapToDouble(Time::error).toArray());
  }

  /** As {@link #median(List)} of errors. */
  static double median(double[] unsorted) {
    double[] errors = unsorted.clone();
    Arrays.sort(errors);
    int half = errors.length / 2;
    return errors.length % 2 == 1 ? errors[half] : (errors[half - 1] + errors[half]) / 2;
  }

  /** The least error that at least 90 % of the rows do not pass. */
  static double percentile90(List<Time> times) {
    double[] errors = sortedErrors(times);
    return errors[(int) Math.ceil(NINETY_PERCENT * errors.length) - 1];
  }

  private static double[] sortedErrors(List<Time> times) {
    return times.stream().mapToDouble(Time::error).sorted().toArray();
  }
}
