package io.bitwright.app.pod;

import io.bitwright.app.energy.EnergyDocument;
import io.bitwright.app.energy.EnergyFigures;
import io.bitwright.app.energy.EnergyText;
import io.bitwright.app.format.WeightFormat;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.simulator.estimate.MemoryBytes;
import io.bitwright.simulator.parallel.CollectiveLine;
import io.bitwright.simulator.parallel.Degree;
import io.bitwright.simulator.parallel.InferenceEstimate;
import io.bitwright.simulator.parallel.InferencePlan;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an inference costs on several chips, for people and as the document of scripts. */
public record InferenceReport(InferenceOutcome outcome, EnergyFigures energy) implements PodReport {
  /** Parts of the time that are no more than what rounding leaves. */
  private static final double ROUNDING = 1e-12;

  /** A report of an outcome. */
  public InferenceReport(InferenceOutcome outcome) {
    this(outcome, outcome.energy());
  }

  /** The document of {@code estimate --pod --json}; its keys are kept stable. */
  record Document(
      String model,
      String accelerator,
      String pod,
      int chips,
      String phase,
      int batch,
      int sequence,
      int context,
      String weights,
      String activations,
      String layout,
      Map<String, Integer> degrees,
      double latencySeconds,
      double secondsPerToken,
      double tokensPerSecond,
      double mfu,
      Seconds seconds,
      Memory memoryBytes,
      boolean fitsInMemory,
      double shortfallBytes,
      Map<String, Double> energyJoules,
      double energyPerTokenJoules,
      double tokensPerJoule,
      double averagePowerWatts,
      boolean powerLimitExceeded,
      EnergyDocument energy,
      String bottleneck,
      List<CollectiveRow> collectives,
      Optional<Search> search) {}

  /** Parts of the time of a chip. */
  record Seconds(double compute, double exposedCollectives, double bubble) {}

  /** Bytes of the fullest chip. */
  record Memory(double weights, double kvCache, double activations, double total) {
    static Memory of(InferenceEstimate estimate) {
      return new Memory(
          estimate.memory().weights(),
          estimate.memory().kvCache(),
          estimate.memory().activations(),
          estimate.memory().total());
    }
  }

  /** Equal collectives. */
  record CollectiveRow(
      String name,
      List<String> over,
      String collective,
      String algorithm,
      double bytes,
      long count,
      double seconds,
      double exposedSeconds) {}

  /** How the layout was found. */
  record Search(int considered, int tooLarge, List<Other> runnersUp) {}

  /** A layout that is slower. */
  record Other(String layout, double seconds) {}

  @Override
  public Record json() {
    InferenceEstimate estimate = outcome.estimate();
    WorkloadSpec workload = outcome.workload();
    Map<String, Integer> degrees = new LinkedHashMap<>();
    estimate.layout().degrees().forEach((degree, chips) -> degrees.put(degree.label(), chips));
    return new Document(
        outcome.model().name(),
        outcome.target().accelerator().name(),
        outcome.target().name(),
        outcome.target().chips(),
        workload.phase().label(),
        workload.batch(),
        workload.sequence(),
        workload.context(),
        workload.weights().label(),
        workload.activations().label(),
        estimate.layout().label(),
        degrees,
        estimate.seconds(),
        estimate.secondsPerToken(),
        estimate.tokensPerSecond(),
        estimate.modelFlopsUtilization(),
        new Seconds(estimate.computeSeconds(), estimate.exposedSeconds(), estimate.bubbleSeconds()),
        Memory.of(estimate),
        estimate.fitsInMemory(),
        estimate.missingBytes(),
        EnergyDocument.components(energy.energy()),
        energy.joulesPerToken(),
        energy.tokensPerJoule(),
        energy.averageWatts(),
        energy.exceedsLimit(),
        EnergyDocument.of(energy),
        estimate.boundBy().label(),
        estimate.collectives().stream().map(InferenceReport::row).toList(),
        outcome.plan().map(InferenceReport::search));
  }

  private static CollectiveRow row(CollectiveLine line) {
    return new CollectiveRow(
        line.name(),
        line.over().stream().map(Degree::label).toList(),
        line.collective().label(),
        line.algorithm().label(),
        line.bytes(),
        line.count(),
        line.seconds(),
        line.exposedSeconds());
  }

  private static Search search(InferencePlan plan) {
    List<Other> others =
        plan.runnersUp().stream()
            .map(other -> new Other(other.layout().label(), other.seconds()))
            .toList();
    return new Search(plan.considered(), plan.tooLarge(), others);
  }

  @Override
  public PodTarget target() {
    return outcome.target();
  }

  @Override
  public List<String> notes() {
    return energy.notes();
  }

  @Override
  public Optional<LongestCollective> longestCollective() {
    return outcome.estimate().collectives().stream()
        .max(Comparator.comparingDouble(CollectiveLine::seconds))
        .map(line ->
            new LongestCollective(
                line.name(),
                line.over().stream()
                    .flatMap(degree -> outcome.estimate().placement().axes(degree).stream())
                    .toList(),
                line.collective(),
                line.bytes()));
  }

  @Override
  public double shortfallBytes() {
    return outcome.estimate().missingBytes();
  }

  @Override
  public String title() {
    WorkloadSpec workload = outcome.workload();
    String tokens =
        switch (workload.phase()) {
          case PREFILL -> "prefill of " + workload.sequence() + " tokens";
          case DECODE -> "decode at a context of " + workload.context();
          case GENERATE ->
              "%d tokens and %d new ones"
                  .formatted(workload.sequence(), workload.generation().orElseThrow().newTokens());
        };
    return "%s on %s, %s, batch %d, %s x %s"
        .formatted(
            outcome.model().name(),
            outcome.target().label(),
            tokens,
            workload.batch(),
            WeightFormat.text(workload),
            workload.activations());
  }

  @Override
  public String text(TextStyle style) {
    StringBuilder text = new StringBuilder(style.bold(title())).append("\n\n");
    text.append(summary().render(style)).append('\n');
    text.append(
        PlanText.parts("time of a chip", seconds(), Quantities::formatSeconds).render(style));
    if (!outcome.estimate().collectives().isEmpty()) {
      text.append('\n').append(collectives().render(style));
    }
    text.append('\n')
        .append(
            PlanText.parts("memory of the fullest chip", bytes(), Quantities::formatBytes)
                .render(style));
    outcome.plan().ifPresent(plan -> text.append('\n').append(searched(plan, style)));
    text.append('\n').append(EnergyText.origins(energy.energy()).render(style));
    text.append(EnergyText.shares(energy.energy())).append('\n');
    notes().forEach(note -> text.append("note: ").append(note).append('\n'));
    return text.toString();
  }

  @Override
  public TextTable summary() {
    InferenceEstimate estimate = outcome.estimate();
    boolean prefill = outcome.workload().phase() == Phase.PREFILL;
    TextTable table =
        new TextTable(Column.text("figure"), Column.text("value"))
            .row("latency", Quantities.formatSeconds(estimate.seconds()));
    if (!prefill) {
      table.row("a token", Quantities.formatSeconds(estimate.secondsPerToken()));
    }
    table
        .row("throughput", Quantities.formatNumber(estimate.tokensPerSecond()) + " tokens/s")
        .row("MFU", Quantities.formatPercent(estimate.modelFlopsUtilization()))
        .row("bound by", estimate.boundBy().label())
        .row("layout", estimate.layout().label())
        .row("memory a chip", Quantities.formatBytes(estimate.memory().total()) + ", " + fit());
    EnergyText.addTo(table, energy, "token");
    return table;
  }

  @Override
  public Map<String, Double> seconds() {
    InferenceEstimate estimate = outcome.estimate();
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("operators", estimate.computeSeconds());
    parts.put("exposed collectives", estimate.exposedSeconds());
    parts.put("waiting for stages", estimate.bubbleSeconds());
    parts.values().removeIf(value -> value <= ROUNDING * estimate.seconds());
    return parts;
  }

  @Override
  public Map<String, Double> bytes() {
    MemoryBytes memory = outcome.estimate().memory();
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("weights", memory.weights());
    parts.put("KV cache", memory.kvCache());
    parts.put("activations", memory.activations());
    parts.values().removeIf(value -> value == 0);
    return parts;
  }

  @Override
  public TextTable collectives() {
    return PlanText.collectives(
        outcome.estimate().collectives().stream()
            .map(line ->
                new PlanText.CollectiveCells(
                    line.name(),
                    line.over().stream().map(Degree::label).collect(Collectors.joining(", ")),
                    line.collective().label(),
                    line.algorithm().label(),
                    line.bytes(),
                    line.count(),
                    line.seconds(),
                    line.exposedSeconds()))
            .toList());
  }

  private static String searched(InferencePlan plan, TextStyle style) {
    TextTable table = new TextTable(Column.text("next layouts"), Column.number("latency", ""));
    plan.runnersUp()
        .forEach(
            other -> table.row(other.layout().label(), Quantities.formatSeconds(other.seconds())));
    String rows = plan.runnersUp().isEmpty() ? "" : table.render(style);
    return rows
        + "the fastest of %d layouts that suit; %d of them do not fit the memory\n"
            .formatted(plan.considered(), plan.tooLarge());
  }
}
