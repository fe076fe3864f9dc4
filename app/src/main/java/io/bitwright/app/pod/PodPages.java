package io.bitwright.app.pod;

import io.bitwright.app.chart.BarChart;
import io.bitwright.app.chart.FrontChart;
import io.bitwright.app.chart.MemoryMap;
import io.bitwright.app.chart.PageParts.Chart;
import io.bitwright.app.chart.PageParts.Figure;
import io.bitwright.app.chart.PageParts.Picture;
import io.bitwright.app.chart.PageParts.Table;
import io.bitwright.app.chart.PipelineGantt;
import io.bitwright.app.energy.EnergyText;
import io.bitwright.codegen.render.TemplateEngine;
import io.bitwright.simulator.parallel.ThroughputLatencyFront;
import io.bitwright.simulator.parallel.TrainingStep;
import io.bitwright.simulator.training.PipelineSchedule;
import io.bitwright.simulator.training.PipelineTimes;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.workload.Phase;
import java.util.ArrayList;
import java.util.List;

/** Pages of work on several chips: XHTML that loads nothing, with its pictures inside. */
public final class PodPages {
  private static final int MOST_SEQUENCES = 512;
  private static final int MOST_TASKS = 20_000;

  private PodPages() {}

  /** The whole page. */
  public static String html(PodReport report) {
    return html(page(report));
  }

  /** The whole page. */
  public static String html(PodPage page) {
    return new TemplateEngine().render(PodPage.TEMPLATE, page);
  }

  /** What stands below the title alone, to go into another page. */
  public static String fragment(PodReport report) {
    return fragment(page(report));
  }

  /** What stands below the title alone, to go into another page. */
  public static String fragment(PodPage page) {
    return new TemplateEngine().render(PodPage.FRAGMENT, page);
  }

  static PodPage page(PodReport report) {
    AcceleratorSpec accelerator = report.target().accelerator();
    List<Picture> pictures = new ArrayList<>();
    report.longestCollective().flatMap(LongestCollective::picture).ifPresent(pictures::add);
    switch (report) {
      case TrainingReport training -> pictures.addAll(pipeline(training.outcome().step()));
      case InferenceReport inference -> pictures.addAll(front(inference.outcome()));
    }
    List<Table> tables = new ArrayList<>();
    if (!report.collectives().rows().isEmpty()) {
      tables.add(Table.of("Collectives of a chip, equal ones together", report.collectives()));
    }
    tables.addAll(EnergyText.tables(report.energy()));
    return new PodPage(
        report.title(),
        "%s: %s".formatted(accelerator.name(), accelerator.description()),
        Figure.of(report.summary()),
        List.of(
            new Chart(
                "time",
                "Time by part",
                BarChart.of("Seconds of a chip", report.seconds(), Quantities::formatSeconds)),
            new Chart(
                "energy",
                "Energy by component",
                BarChart.of(
                    "Joules of all chips",
                    EnergyText.components(report.energy().energy()),
                    Quantities::formatJoules))),
        List.of(
            MemoryMap.of(
                report.bytes(),
                (double) accelerator.memory().capacity().bytes(),
                Quantities.format(accelerator.memory().capacity()))),
        report.fit(),
        pictures,
        tables,
        report.notes());
  }

  /** The schedule of a pipeline; forward and backward seconds hold their exposed collectives. */
  private static List<Picture> pipeline(TrainingStep step) {
    ParallelismSpec plan = step.setup().parallelism();
    long tasks = 2L * plan.pipeline() * plan.microBatches() * plan.interleaving();
    if (plan.pipeline() == 1 || tasks > MOST_TASKS) {
      return List.of();
    }
    PipelineTimes times = PipelineTimes.of(PipelineSchedule.of(plan, 1, 1), step.stages(), 0);
    String title = "Pipeline %s of %d stages".formatted(plan.schedule().label(), plan.pipeline());
    return List.of(new Picture("pipeline", "Pipeline", PipelineGantt.of(title, times).svg()));
  }

  /** Throughput against latency over layouts and batches (arXiv 2211.05102, figure 1). */
  private static List<Picture> front(InferenceOutcome outcome) {
    if (outcome.workload().phase() == Phase.GENERATE || !outcome.estimate().fitsInMemory()) {
      return List.of();
    }
    ThroughputLatencyFront front =
        ThroughputLatencyFront.of(
            outcome.target().machine(), outcome.model(), outcome.workload(), MOST_SEQUENCES);
    List<FrontChart.Outcome> outcomes =
        front.points().stream()
            .map(point ->
                new FrontChart.Outcome(
                    point.latencySeconds(),
                    point.tokensPerSecond(),
                    "batch %d, %s".formatted(point.batch(), point.layout().label())))
            .toList();
    String title =
        "Throughput against latency, %s, batches of 1 to %d"
            .formatted(outcome.workload().phase().label(), MOST_SEQUENCES);
    FrontChart chart =
        FrontChart.of(
            title,
            new FrontChart.Axes("latency [s]", "tokens/s", Quantities::formatNumber),
            List.of(new FrontChart.Series(outcome.workload().phase().label(), outcomes)));
    return List.of(new Picture("front", "Throughput and latency", chart.svg()));
  }
}
