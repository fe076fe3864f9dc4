package io.bitwright.app.estimate;

import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.simulator.scalesim.EquivalentArray;
import io.bitwright.simulator.scalesim.ScaleSimEstimate;
import io.bitwright.simulator.scalesim.ScaleSimStalls;
import io.bitwright.simulator.scalesim.ScaleSimTraffic;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.quantity.Frequency;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.scalesim.ScaleSimArray;
import io.bitwright.spec.scalesim.ScaleSimDataflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Layers as SCALE-Sim counts them, beside our own unit of the same size and dataflow.
 *
 * @param workload what runs
 * @param machine what it runs on
 * @param clock its clock, if it has one; SCALE-Sim's files give none
 * @param accounting whose cycles are the result
 * @param unit our unit
 * @param lines the layers, at least one
 * @param remarks what else is to be said
 */
record ScaleSimReport(
    String workload,
    String machine,
    Optional<Frequency> clock,
    Accounting accounting,
    EquivalentArray unit,
    List<Line> lines,
    List<String> remarks)
    implements Report {
  private static final long MOST_CYCLES = 1L << 53;

  /**
   * A layer.
   *
   * @param kind gemm or convolution
   * @param estimate what SCALE-Sim reports
   * @param bitwrightCycles of our unit
   */
  record Line(String name, Kind kind, ScaleSimEstimate estimate, long bitwrightCycles) {}

  /** What a topology gave a layer as. */
  enum Kind {
    GEMM,
    CONVOLUTION;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The document of {@code estimate --scale-sim --json}; its keys are kept stable. */
  record Document(
      String model,
      String accelerator,
      String accounting,
      String dataflow,
      int rows,
      int columns,
      long cycles,
      Optional<Double> latencySeconds,
      boolean zeroStallOnly,
      List<Layer> layers,
      List<String> notes) {}

  /** A layer in the document; words, and shares of 1. */
  record Layer(
      String name,
      String kind,
      long m,
      long k,
      long n,
      long cycles,
      long scaleSimCycles,
      long bitwrightCycles,
      String stalls,
      double overallUtilisation,
      double mappingEfficiency,
      double computeUtilisation,
      ScaleSimTraffic sramWords,
      Optional<ScaleSimTraffic> dramWords,
      Optional<Long> cyclesWithPrefetch) {}

  ScaleSimReport {
    lines = List.copyOf(lines);
    remarks = List.copyOf(remarks);
  }

  @Override
  public Object json() {
    ScaleSimArray array = unit.array();
    long total = total(accounting);
    return new Document(
        workload,
        machine,
        accounting.label(),
        array.dataflow().label(),
        array.rows(),
        array.columns(),
        total,
        clock.map(frequency -> frequency.seconds(total)),
        stallsAreMissing(),
        lines.stream().map(this::layer).toList(),
        notes());
  }

  private Layer layer(Line line) {
    ScaleSimEstimate estimate = line.estimate();
    OptionalLong prefetch = estimate.cyclesWithPrefetch();
    // Held against runs of SCALE-Sim for GEMMs only.
    boolean counted = line.kind() == Kind.GEMM;
    return new Layer(
        line.name(),
        line.kind().label(),
        estimate.shape().m(),
        estimate.shape().k(),
        estimate.shape().n(),
        cycles(line, accounting),
        estimate.cycles(),
        line.bitwrightCycles(),
        estimate.stalls().label(),
        estimate.overallUtilisation(),
        estimate.mappingEfficiency(),
        estimate.computeUtilisation(),
        estimate.sram(),
        counted ? estimate.dram() : Optional.empty(),
        counted && prefetch.isPresent() ? Optional.of(prefetch.getAsLong()) : Optional.empty());
  }

  @Override
  public String text(TextStyle style) {
    ScaleSimArray array = unit.array();
    String title =
        "%s on %s, %dx%d %s, accounting %s"
            .formatted(
                workload,
                machine,
                array.rows(),
                array.columns(),
                array.dataflow().label(),
                accounting.label());
    StringBuilder text = new StringBuilder(style.bold(title) + "\n\n" + table().render(style));
    text.append('\n').append(result());
    notes().forEach(note -> text.append("note: ").append(note).append('\n'));
    return text.toString();
  }

  private TextTable table() {
    TextTable table =
        new TextTable(
            Column.text("layer"),
            Column.number("M", ""),
            Column.number("K", ""),
            Column.number("N", ""),
            Column.number("SCALE-Sim", "cycles"),
            Column.text("stalls"),
            Column.number("utilisation", ""),
            Column.number("mapped", ""),
            Column.number("Bitwright", "cycles"));
    for (Line line : lines) {
      ScaleSimEstimate estimate = line.estimate();
      table.row(
          line.name(),
          Quantities.formatWhole(estimate.shape().m()),
          Quantities.formatWhole(estimate.shape().k()),
          Quantities.formatWhole(estimate.shape().n()),
          Quantities.formatWhole(estimate.cycles()),
          estimate.stalls().label(),
          Quantities.formatPercent(estimate.overallUtilisation()),
          Quantities.formatPercent(estimate.mappingEfficiency()),
          Quantities.formatWhole(line.bitwrightCycles()));
    }
    String scaleSim = Quantities.formatWhole(total(Accounting.SCALE_SIM));
    String bitwright = Quantities.formatWhole(total(Accounting.BITWRIGHT));
    return table.row("all " + lines.size(), "", "", "", scaleSim, "", "", "", bitwright);
  }

  private String result() {
    long total = total(accounting);
    String time = clock.map(of -> ", " + Quantities.formatSeconds(of.seconds(total))).orElse("");
    return "%s cycles%s\n".formatted(Quantities.formatWhole(total), time);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (stallsAreMissing()) {
      notes.add(
          "zero-stall only: where stalls are not modelled, SCALE-Sim adds the cycles in which its "
              + "array waits for memory, if there are any");
    }
    notes.add("Bitwright: " + unitText() + ", streams that never wait");
    notes.addAll(remarks);
    return notes;
  }

  private String unitText() {
    ScaleSimArray array = unit.array();
    String text = "%s of %dx%d".formatted(array.dataflow().unit(), array.rows(), array.columns());
    return array.dataflow() == ScaleSimDataflow.OUTPUT_STATIONARY
        ? text
        : text
            + " with accumulators for "
            + Quantities.formatWhole(unit.accumulatorRows())
            + " rows";
  }

  private boolean stallsAreMissing() {
    return lines.stream().anyMatch(line -> line.estimate().stalls() == ScaleSimStalls.NOT_MODELLED);
  }

  private long total(Accounting rules) {
    long total = 0;
    for (Line line : lines) {
      total += cycles(line, rules);
      if (total > MOST_CYCLES) {
        throw new SpecException(workload + ": all layers together take more than 2^53 cycles");
      }
    }
    return total;
  }

  private static long cycles(Line line, Accounting rules) {
    return switch (rules) {
      case SCALE_SIM -> line.estimate().cycles();
      case BITWRIGHT -> line.bitwrightCycles();
    };
  }
}
