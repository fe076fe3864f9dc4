package io.bitwright.simulator.convention;

import static io.bitwright.simulator.convention.PublishedTable.decimal;
import static io.bitwright.simulator.convention.PublishedTable.number;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.pod.collective.CollectiveEstimate;
import io.bitwright.spec.pod.PodLibrary;
import io.bitwright.spec.pod.PodSpec;
import io.bitwright.spec.quantity.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Collectives of two H200 measured alone, beside ours. */
public final class MeasuredCollectives {
  private static final String SOURCE = "two NVIDIA H200, measured by the project, all-reduce";
  private static final double MEDIAN_BAR = 0.08;
  private static final double ROW_BAR = 0.15;
  private static final double MICROSECONDS = 1e6;
  private static final String JITTER =
      "from size to size, all-reduces of up to 64 KiB were measured to take 32 to 50 us in no order";

  private MeasuredCollectives() {}

  /**
   * A measured time and ours, in microseconds.
   *
   * @param heldOut whether no constant of the pod comes from it
   */
  private record Time(String item, double measured, double ours, boolean heldOut) {
    double error() {
      return Math.abs(ours / measured - 1);
    }
  }

  /** Medians, and a row a size. */
  public static List<ValidationRow> rows() {
    PodSpec pod = PodLibrary.get("h200-x2");
    List<Time> times = new ArrayList<>();
    for (NamedCsvRecord row : PublishedTable.measured("h200_collectives.csv")) {
      times.add(time(pod, row));
    }
    List<ValidationRow> rows = new ArrayList<>();
    rows.add(median("all", times, _ -> true));
    rows.add(median("held-out", times, Time::heldOut));
    for (Time time : times) {
      rows.add(
          ValidationRow.near(
              SOURCE, time.item(), time.measured(), time.ours(), "us", ROW_BAR, JITTER));
    }
    return List.copyOf(rows);
  }

  private static Time time(PodSpec pod, NamedCsvRecord row) {
    int bytes = number(row, "bytes");
    Collective collective = Collective.VOCABULARY.parse(row.getField("collective"));
    CollectiveEstimate estimate =
        CollectiveEstimate.of(pod, Optional.empty(), collective, Optional.empty(), bytes);
    return new Time(
        "%s of %s on two chips".formatted(collective.label(), Quantities.formatBytes(bytes)),
        decimal(row, "microseconds"),
        MICROSECONDS * estimate.seconds(),
        row.getField("calibrated").equals("no"));
  }

  private static ValidationRow median(String name, List<Time> times, Predicate<Time> of) {
    List<Double> errors = times.stream().filter(of).map(Time::error).sorted().toList();
    return ValidationRow.within(
        SOURCE,
        "median error of %d %s rows".formatted(errors.size(), name),
        0,
        100 * errors.get(errors.size() / 2),
        "%",
        100 * MEDIAN_BAR);
  }
}
