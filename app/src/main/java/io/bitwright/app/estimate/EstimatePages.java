package io.bitwright.app.estimate;

import io.bitwright.app.chart.BarChart;
import io.bitwright.app.chart.MemoryMap;
import io.bitwright.app.chart.PageParts.Chart;
import io.bitwright.app.chart.PageParts.Figure;
import io.bitwright.app.chart.PageParts.Table;
import io.bitwright.app.chart.RooflineChart;
import io.bitwright.app.chart.RooflineChart.Work;
import io.bitwright.app.chart.TilePicture;
import io.bitwright.app.energy.EnergyText;
import io.bitwright.app.pod.PodPage;
import io.bitwright.app.pod.PodPages;
import io.bitwright.codegen.render.TemplateEngine;
import io.bitwright.simulator.energy.EnergyJoules;
import io.bitwright.simulator.estimate.ExecutedOperator;
import io.bitwright.simulator.estimate.Execution;
import io.bitwright.simulator.estimate.MemoryBytes;
import io.bitwright.simulator.explain.Explanation;
import io.bitwright.simulator.explain.Scenario;
import io.bitwright.simulator.mapping.ProductMapping;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Pages of estimates: XHTML that loads nothing, with its pictures inside. */
final class EstimatePages {
  private static final int MOST_MAPPINGS = 3;

  private EstimatePages() {}

  /** The whole page. */
  static String html(EstimateReport report, Execution execution, Explanation explanation) {
    return new TemplateEngine().render(EstimatePage.TEMPLATE, page(report, execution, explanation));
  }

  /**
   * What stands below the title alone, to go into another page: of many passes, which have no
   * roofline of their own, without one.
   */
  static String fragment(EstimateReport report) {
    WorkloadSpec workload = report.request().workload();
    if (workload.phase() == Phase.GENERATE || workload.chunk().isPresent()) {
      return PodPages.fragment(passes(report));
    }
    Scenario scenario =
        new Scenario(report.request().accelerator(), EstimateOutputs.task(report.request()));
    Execution execution = scenario.execution();
    return new TemplateEngine()
        .render(
            EstimatePage.FRAGMENT, page(report, execution, Explanation.of(scenario, execution)));
  }

  private static PodPage passes(EstimateReport report) {
    List<Table> tables = new ArrayList<>();
    tables.add(
        Table.of("All operators, equal ones of all passes together", report.operatorTable()));
    tables.addAll(EnergyText.tables(report.energy()));
    return new PodPage(
        report.title(),
        machine(report.request().accelerator()),
        Figure.of(report.summary()),
        List.of(new Chart("energy", "Energy by component", energy(report.cost().energy()))),
        List.of(memory(report)),
        report.fit(report.cost().estimate()),
        List.of(),
        tables,
        report.notes());
  }

  static EstimatePage page(EstimateReport report, Execution execution, Explanation explanation) {
    AcceleratorSpec accelerator = execution.accelerator();
    List<ExecutedOperator> totals = execution.totals();
    List<TilePicture> mappings = mappings(totals);
    return new EstimatePage(
        report.title(),
        machine(accelerator),
        Figure.of(report.summary()),
        RooflineChart.of(work(totals), accelerator.memory().bandwidth().bytesPerSecond()),
        offRoofline(totals),
        List.of(
            new Chart("time", "Time by kind of operator", time(totals)),
            new Chart("energy", "Energy by component", energy(report.cost().energy()))),
        memory(report),
        report.fit(report.cost().estimate()),
        List.of(
            Table.of(
                "Operators that make 95 % of the time. Ridge: operations a byte at which peak and"
                    + " bandwidth bound alike",
                ExplainedReport.table(explanation)),
            Table.of(
                "Times faster, estimated anew with one change",
                ExplainedReport.gains(explanation))),
        mappings,
        mappings.isEmpty()
            ? "The estimate cuts no product of this machine into steps."
            : "X lies to the left, W above, the results between them. Filled: what the first step"
                + " takes and gives. The line is the order of the steps, from its dot on.",
        Table.of("All operators, equal ones of all layers together", report.operatorTable()),
        EnergyText.tables(report.energy()),
        report.notes());
  }

  private static String machine(AcceleratorSpec accelerator) {
    return "%s: %s; %s %s, %s"
        .formatted(
            accelerator.name(),
            accelerator.description(),
            Quantities.format(accelerator.memory().capacity()),
            accelerator.memory().kind(),
            Quantities.format(accelerator.memory().bandwidth()));
  }

  private static List<Work> work(List<ExecutedOperator> totals) {
    List<Work> work = new ArrayList<>();
    for (ExecutedOperator operator : totals) {
      operator.flopsPerByte().ifPresent(intensity -> work.add(work(operator, intensity)));
    }
    return work;
  }

  private static Work work(ExecutedOperator operator, double flopsPerByte) {
    double peak = operator.work().peakFlopsPerSecond();
    double rate = operator.shareOfPeak() * peak;
    String title =
        "%s: %s FLOP/byte, %s, %s of the peak, %s in all, bound by %s"
            .formatted(
                operator.operator().name(),
                Quantities.formatNumber(flopsPerByte),
                Quantities.formatFlopsPerSecond(rate),
                Quantities.formatPercent(operator.shareOfPeak()),
                Quantities.formatSeconds(operator.all().whole()),
                operator.boundBy().label());
    return new Work(
        operator.operator().name(), operator.boundBy().label(), flopsPerByte, rate, peak, title);
  }

  private static String offRoofline(List<ExecutedOperator> totals) {
    TreeSet<String> names = new TreeSet<>();
    for (ExecutedOperator operator : totals) {
      if (operator.flopsPerByte().isEmpty()) {
        names.add(operator.operator().name());
      }
    }
    return names.isEmpty() ? "" : "On the chip alone: " + String.join(", ", names) + ".";
  }

  private static BarChart time(List<ExecutedOperator> totals) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    totals.stream()
        .sorted(Comparator.comparing(o -> o.operator().kind()))
        .forEach(o -> seconds.merge(o.operator().kind().label(), o.all().whole(), Double::sum));
    return BarChart.of("Seconds of all operators of a kind", seconds, Quantities::formatSeconds);
  }

  private static BarChart energy(EnergyJoules energy) {
    return BarChart.of(
        "Joules of the whole run", EnergyText.components(energy), Quantities::formatJoules);
  }

  private static MemoryMap memory(EstimateReport report) {
    MemoryBytes bytes = report.cost().estimate().memoryBytes();
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("weights", bytes.weights());
    parts.put("KV cache", bytes.kvCache());
    parts.put("activations", bytes.activations());
    parts.put("gradients", bytes.gradients());
    parts.put("optimizer", bytes.optimizer());
    AcceleratorSpec accelerator = report.request().accelerator();
    return MemoryMap.of(
        parts,
        (double) accelerator.memory().capacity().bytes(),
        Quantities.format(accelerator.memory().capacity()));
  }

  /** Of the products that take the most time, one of those that are cut alike. */
  private static List<TilePicture> mappings(List<ExecutedOperator> totals) {
    Map<String, TilePicture> pictures = new LinkedHashMap<>();
    totals.stream()
        .filter(o -> o.mapping().orElse(null) instanceof ProductMapping)
        .sorted(Comparator.comparingDouble((ExecutedOperator o) -> -o.all().whole()))
        .forEach(o -> pictures.putIfAbsent(o.shape().toString(), MappingPicture.of(o)));
    return pictures.values().stream().limit(MOST_MAPPINGS).toList();
  }
}
