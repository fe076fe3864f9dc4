package io.bitwright.app.hardware;

import io.bitwright.app.chart.BarChart;
import io.bitwright.app.chart.PagePart;
import io.bitwright.app.chart.PageParts.Figure;
import io.bitwright.app.chart.ReportPage;
import io.bitwright.app.chart.ReportPage.Section;
import io.bitwright.app.chart.SortableTable;
import io.bitwright.app.report.NumberText;
import io.bitwright.simulator.area.record.Area;
import io.bitwright.simulator.area.record.RecordedFigures;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.testbench.gatelevel.EnergyOrigin;
import io.bitwright.testbench.gatelevel.GateLevelEnergy;
import io.bitwright.testbench.synthesis.ClockSpeed;
import io.bitwright.testbench.synthesis.SynthesisResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages of {@code synth --html}: areas as bars, and the energy of gates. */
final class SynthPages {
  private SynthPages() {}

  /** What is counted of an area. */
  private enum Resource {
    LUT,
    MEMORY_LUT,
    FLIP_FLOP,
    CARRY,
    DSP,
    BLOCK_RAM;

    private double count(Area area) {
      return switch (this) {
        case LUT -> area.luts();
        case MEMORY_LUT -> area.memoryLuts();
        case FLIP_FLOP -> area.flipFlops();
        case CARRY -> area.carryCells();
        case DSP -> area.dsps();
        case BLOCK_RAM -> area.blockRams();
      };
    }

    String caption() {
      return switch (this) {
        case LUT -> "LUT";
        case MEMORY_LUT -> "LUT as memory";
        case FLIP_FLOP -> "Flip-flops";
        case CARRY -> "Carry cells";
        case DSP -> "DSP";
        case BLOCK_RAM -> "Block RAM";
      };
    }

    /** Bars of areas by name; empty if none has any of it. */
    Optional<PagePart> bars(Map<String, Area> areas) {
      Map<String, Double> counts = new LinkedHashMap<>();
      areas.forEach((name, area) -> counts.put(name, count(area)));
      BarChart bars = BarChart.compared(caption(), counts, Quantities::formatNumber);
      return bars.bars().isEmpty() ? Optional.empty() : Optional.of(bars);
    }
  }

  /** A module on targets. */
  static ReportPage of(SynthReport report) {
    Map<String, Area> areas = new LinkedHashMap<>();
    Map<String, Double> clocks = new LinkedHashMap<>();
    for (SynthesisResult result : report.results()) {
      areas.put(result.target().label(), result.area());
      result
          .speed()
          .map(ClockSpeed::medianMegahertz)
          .ifPresent(speed -> clocks.put(result.target().label(), speed));
    }
    List<PagePart> parts = bars(areas);
    if (!clocks.isEmpty()) {
      parts.add(BarChart.compared("Fastest clock, MHz", clocks, SynthReport::megahertz));
    }
    return new ReportPage(
        "Synthesis of " + report.subject().module(),
        report.title(),
        List.of(),
        List.of(
            new Section("area", "Area by target", "", parts),
            new Section(
                "figures",
                "All figures",
                "",
                List.of(SortableTable.of("targets", "Targets", "", report.table())))),
        List.of());
  }

  /** The lines of a record. */
  static ReportPage of(SynthRecordReport report) {
    Map<String, Area> areas = new LinkedHashMap<>();
    for (SynthRecordReport.Line line : report.lines()) {
      line.after()
          .map(RecordedFigures::area)
          .ifPresent(area -> areas.put(line.configuration(), area));
    }
    return new ReportPage(
        "Synthesis record",
        "Every configuration of %s, measured anew".formatted(report.file().getFileName()),
        List.of(new Figure("configurations", NumberText.count(report.lines().size()))),
        List.of(
            new Section("area", "Area by configuration", "", bars(areas)),
            new Section(
                "figures",
                "Before and now",
                "",
                List.of(SortableTable.of("configurations", "Configurations", "", report.table())))),
        List.of());
  }

  private static List<PagePart> bars(Map<String, Area> areas) {
    List<PagePart> parts = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      resource.bars(areas).ifPresent(parts::add);
    }
    return parts;
  }

  /** The energy of a module's gates. */
  static ReportPage of(GateEnergyReport report) {
    GateLevelEnergy energy = report.energy();
    Map<String, Double> joules = new LinkedHashMap<>();
    for (EnergyOrigin origin : EnergyOrigin.values()) {
      joules.put(origin.label(), energy.joulesPerOperation(origin));
    }
    joules.put("leakage", energy.leakageJoules() / energy.operations());
    return new ReportPage(
        "Gate-level energy of " + report.subject().module(),
        "%s, on %s at %s V, operands %s"
            .formatted(
                report.subject().title(),
                report.library().label(),
                NumberText.significant(energy.volts(), 3),
                energy.operands()),
        List.of(
            new Figure(
                "energy of one " + report.subject().operation().replace('_', '-'),
                Quantities.formatJoules(energy.joulesPerOperation())),
            new Figure("cells", NumberText.count(energy.cells())),
            new Figure("flip-flops", NumberText.count(energy.flipFlops())),
            new Figure("area", NumberText.significant(energy.areaSquareMicrometres(), 4) + " um2")),
        List.of(
            new Section(
                "energy",
                "Energy by origin",
                "",
                List.of(
                    BarChart.of(
                        "Joules of one operation, the mean of all",
                        joules,
                        Quantities::formatJoules)))),
        List.of());
  }
}
