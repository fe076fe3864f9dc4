package io.bitwright.app.estimate;

import io.bitwright.app.chart.PageParts.Figure;
import io.bitwright.app.chart.PageParts.Picture;
import io.bitwright.app.chart.PageParts.Table;
import io.bitwright.app.pod.LinkPicture;
import io.bitwright.app.pod.PodPage;
import io.bitwright.app.pod.PodPages;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.simulator.pod.collective.CollectiveBounds;
import io.bitwright.simulator.pod.collective.CollectiveChoice;
import io.bitwright.simulator.pod.collective.CollectiveEstimate;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.spec.pod.PodSpec;
import io.bitwright.spec.quantity.Quantities;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a collective takes on a pod, by the algorithm chosen and by all others.
 *
 * @param secondsWithFailures when called alone on what is left of the pod, if something failed
 */
record CollectiveReport(
    PodSpec pod, CollectiveEstimate estimate, Optional<Double> secondsWithFailures)
    implements Report {

  /** The document of {@code estimate --collective --json}; its keys are kept stable. */
  record Document(
      String collective,
      double bytes,
      String pod,
      String accelerator,
      long podChips,
      List<Integer> axes,
      long chips,
      double seconds,
      double launchSeconds,
      Optional<Double> secondsWithFailures,
      String algorithm,
      double bytesSentPerChip,
      double algorithmBytesPerSecond,
      double busBytesPerSecond,
      Bounds bounds,
      String boundBy,
      List<Alternative> algorithms) {}

  /** Times that no algorithm can beat, without the host's launch. */
  record Bounds(double linkSeconds, double bisectionSeconds, double latencySeconds) {}

  /** An algorithm and its time without the host's launch. */
  record Alternative(String algorithm, double seconds) {}

  @Override
  public Optional<String> html() {
    return Optional.of(PodPages.html(page()));
  }

  @Override
  public Record json() {
    CollectiveBounds bounds = estimate.bounds();
    return new Document(
        estimate.collective().label(),
        estimate.bytes(),
        pod.name(),
        pod.accelerator(),
        pod.chips(),
        estimate.group(),
        estimate.chips(),
        estimate.seconds(),
        estimate.launchSeconds(),
        secondsWithFailures,
        estimate.choice().algorithm().label(),
        estimate.mostBytesSent(),
        estimate.algorithmBytesPerSecond(),
        estimate.busBytesPerSecond(),
        new Bounds(bounds.linkSeconds(), bounds.bisectionSeconds(), bounds.latencySeconds()),
        bounds.greatest(),
        estimate.others().stream()
            .map(other -> new Alternative(other.algorithm().label(), other.seconds()))
            .toList());
  }

  @Override
  public String text(TextStyle style) {
    return style.bold(title())
        + "\n\n"
        + summary().render(style)
        + "\n"
        + algorithms().render(style);
  }

  /** The page: figures, all algorithms, and what the links carry where the pod is a grid. */
  PodPage page() {
    List<Picture> pictures =
        LinkPicture.of(
                "%s by %s: bytes over the links"
                    .formatted(
                        estimate.collective().label(), estimate.choice().algorithm().label()),
                PodAxes.of(pod),
                estimate.group(),
                estimate.collective(),
                estimate.choice().algorithm(),
                estimate.bytes())
            .stream()
            .toList();
    return new PodPage(
        title(),
        pod.description(),
        Figure.of(summary()),
        List.of(),
        List.of(),
        "",
        pictures,
        List.of(Table.of("All algorithms, inside a captured graph", algorithms())),
        List.of());
  }

  private String title() {
    String axes = estimate.group().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "%s of %s over %s chips of %s (%s), axes %s"
        .formatted(
            estimate.collective().label(),
            Quantities.formatBytes(estimate.bytes()),
            Quantities.formatWhole(estimate.chips()),
            pod.name(),
            pod.accelerator(),
            axes);
  }

  private TextTable summary() {
    CollectiveBounds bounds = estimate.bounds();
    TextTable table =
        new TextTable(Column.text("figure"), Column.text("value"))
            .row("time", Quantities.formatSeconds(estimate.seconds()));
    secondsWithFailures.ifPresent(
        seconds -> table.row("time with what has failed", Quantities.formatSeconds(seconds)));
    if (estimate.launchSeconds() > 0) {
      table.row(
          "of it the host's launch",
          Quantities.formatSeconds(estimate.launchSeconds()) + "; none inside a captured graph");
    }
    table
        .row("algorithm", estimate.choice().algorithm().label())
        .row("a chip sends", "at most " + Quantities.formatBytes(estimate.mostBytesSent()))
        .row(
            "algorithm bandwidth",
            Quantities.formatBytesPerSecond(estimate.algorithmBytesPerSecond()))
        .row("bus bandwidth", Quantities.formatBytesPerSecond(estimate.busBytesPerSecond()))
        .row("bound of the links", Quantities.formatSeconds(bounds.linkSeconds()));
    if (bounds.bisectionSeconds() > 0) {
      table.row("bound of the bisection", Quantities.formatSeconds(bounds.bisectionSeconds()));
    }
    return table.row("bound of the latency", Quantities.formatSeconds(bounds.latencySeconds()));
  }

  private TextTable algorithms() {
    TextTable table =
        new TextTable(
            Column.text("algorithm"),
            Column.number("time", ""),
            Column.number("of the fastest", ""));
    double least = estimate.others().getFirst().seconds();
    for (CollectiveChoice other : estimate.others()) {
      table.row(
          other.algorithm().label(),
          Quantities.formatSeconds(other.seconds()),
          least == 0 ? "1" : Quantities.formatNumber(other.seconds() / least));
    }
    return table;
  }
}
