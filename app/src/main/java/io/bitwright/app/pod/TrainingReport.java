package io.bitwright.app.pod;

import io.bitwright.app.energy.EnergyDocument;
import io.bitwright.app.energy.EnergyFigures;
import io.bitwright.app.energy.EnergyText;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.simulator.parallel.Degree;
import io.bitwright.simulator.parallel.PlanSearch;
import io.bitwright.simulator.parallel.TrainingCollective;
import io.bitwright.simulator.parallel.TrainingStep;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.training.TrainingMemory;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.TrainingSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a training step costs, for people and as the document that scripts rely on. */
public record TrainingReport(TrainingOutcome outcome, EnergyFigures energy) implements PodReport {
  private static final int MOST_RUNNERS_UP = 5;

  /** Parts of the time that are no more than what rounding leaves. */
  private static final double ROUNDING = 1e-12;

  /** A report of an outcome. */
  public TrainingReport(TrainingOutcome outcome) {
    this(outcome, outcome.energy());
  }

  /** The document of {@code estimate --phase train --json}; its keys are kept stable. */
  record Document(
      String model,
      String accelerator,
      String pod,
      int chips,
      String phase,
      int batch,
      int sequence,
      String method,
      String optimizer,
      String precision,
      String recomputation,
      Plan plan,
      double latencySeconds,
      double tokensPerSecond,
      double mfu,
      double hfu,
      double peakFlopsPerSecond,
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
      Optional<Search> search,
      List<String> notes) {}

  /** Degrees of a plan. */
  record Plan(
      int data,
      int fsdp,
      String zeroStage,
      int tensor,
      boolean sequenceParallel,
      int pipeline,
      String schedule,
      int microBatches,
      int interleaving,
      int expert,
      Map<String, List<Integer>> placement) {
    static Plan of(ParallelismSpec plan, Map<String, List<Integer>> placement) {
      return new Plan(
          plan.data(),
          plan.fsdp(),
          plan.zeroStage().label(),
          plan.tensor(),
          plan.sequenceParallel(),
          plan.pipeline(),
          plan.schedule().label(),
          plan.microBatches(),
          plan.interleaving(),
          plan.expert(),
          placement);
    }
  }

  /** Parts of the step. */
  record Seconds(
      double forward,
      double backward,
      double recomputation,
      double exposedCollectives,
      double bubble,
      double optimizer,
      double host) {
    static Seconds of(TrainingStep step) {
      return new Seconds(
          step.forwardSeconds(),
          step.backwardSeconds(),
          step.recomputationSeconds(),
          step.exposedSeconds(),
          step.bubbleSeconds(),
          step.optimizerSeconds(),
          step.hostSeconds());
    }
  }

  /** Bytes of the fullest chip. */
  record Memory(
      double weights,
      double gradients,
      double optimizer,
      double masters,
      double activations,
      double total) {
    static Memory of(TrainingMemory memory) {
      return new Memory(
          memory.states().weights(),
          memory.states().gradients(),
          memory.states().optimizerStates(),
          memory.states().masters(),
          memory.activations(),
          memory.total());
    }
  }

  /** Equal collectives. */
  record CollectiveRow(
      String name,
      String degree,
      String collective,
      String algorithm,
      double bytes,
      double count,
      double seconds,
      double exposedSeconds) {
    static CollectiveRow of(TrainingCollective of) {
      return new CollectiveRow(
          of.name(),
          of.degree().label(),
          of.collective().label(),
          of.algorithm(),
          of.bytes(),
          of.count(),
          of.seconds(),
          of.exposedSeconds());
    }
  }

  /** How the plan was found. */
  record Search(int considered, int tooLarge, double leastShortfallBytes, List<Other> runnersUp) {}

  /** A plan that is slower. */
  record Other(Plan plan, double seconds) {}

  @Override
  public Record json() {
    TrainingStep step = outcome.step();
    TrainingSpec training = step.setup().training();
    return new Document(
        step.setup().model().name(),
        outcome.target().accelerator().name(),
        outcome.target().name(),
        outcome.target().chips(),
        "train",
        training.batch(),
        training.sequence(),
        training.method().label(),
        training.optimizer().label(),
        training.precision().label(),
        training.recomputation().label(),
        Plan.of(step.setup().parallelism(), placement()),
        step.seconds(),
        step.tokensPerSecond(),
        step.mfu(),
        step.hfu(),
        step.peakFlopsPerSecond(),
        Seconds.of(step),
        Memory.of(step.memory()),
        step.fitsInMemory(),
        step.shortfallBytes(),
        EnergyDocument.components(energy.energy()),
        energy.joulesPerToken(),
        energy.tokensPerJoule(),
        energy.averageWatts(),
        energy.exceedsLimit(),
        EnergyDocument.of(energy),
        step.boundBy(),
        step.collectives().stream().map(CollectiveRow::of).toList(),
        outcome.search().map(TrainingReport::search),
        notes());
  }

  private static Search search(PlanSearch search) {
    List<Other> others =
        search.runnersUp().stream()
            .limit(MOST_RUNNERS_UP)
            .map(plan ->
                new Other(Plan.of(plan.parallelism(), new LinkedHashMap<>()), plan.seconds()))
            .toList();
    return new Search(search.considered(), search.tooLarge(), search.leastShortfallBytes(), others);
  }

  private Map<String, List<Integer>> placement() {
    Map<String, List<Integer>> placement = new LinkedHashMap<>();
    for (Degree degree : Degree.values()) {
      List<Axis> axes = outcome.step().placement().axes(degree);
      if (!axes.isEmpty()) {
        placement.put(degree.label(), axes.stream().map(Axis::size).toList());
      }
    }
    return placement;
  }

  @Override
  public PodTarget target() {
    return outcome.target();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(outcome.step().notes());
    notes.addAll(energy.notes());
    return notes;
  }

  @Override
  public Optional<LongestCollective> longestCollective() {
    return outcome.step().collectives().stream()
        .max(Comparator.comparingDouble(TrainingCollective::seconds))
        .map(of ->
            new LongestCollective(
                of.name(),
                outcome.step().placement().axes(of.degree()),
                of.collective(),
                of.bytes()));
  }

  @Override
  public String title() {
    TrainingSpec training = outcome.step().setup().training();
    return "training step of %s on %s, batch %d x %d tokens, %s, %s, %s"
        .formatted(
            outcome.step().setup().model().name(),
            outcome.target().label(),
            training.batch(),
            training.sequence(),
            training.method().label(),
            training.optimizer().label(),
            training.precision().label());
  }

  @Override
  public String text(TextStyle style) {
    StringBuilder text = new StringBuilder(style.bold(title())).append("\n\n");
    text.append(summary().render(style)).append('\n');
    text.append(times().render(style)).append('\n');
    if (!outcome.step().collectives().isEmpty()) {
      text.append(collectives().render(style)).append('\n');
    }
    text.append(memory().render(style));
    outcome.search().ifPresent(search -> text.append('\n').append(searched(search, style)));
    text.append('\n').append(EnergyText.origins(energy.energy()).render(style));
    text.append(EnergyText.shares(energy.energy())).append('\n');
    notes().forEach(note -> text.append("note: ").append(note).append('\n'));
    return text.toString();
  }

  @Override
  public TextTable summary() {
    TrainingStep step = outcome.step();
    TextTable table = new TextTable(Column.text("figure"), Column.text("value"));
    table
        .row("step", Quantities.formatSeconds(step.seconds()))
        .row("throughput", Quantities.formatNumber(step.tokensPerSecond()) + " tokens/s")
        .row(
            "MFU",
            Quantities.formatPercent(step.mfu())
                + " of "
                + Quantities.formatFlopsPerSecond(step.peakFlopsPerSecond()))
        .row("HFU", Quantities.formatPercent(step.hfu()))
        .row("bound by", step.boundBy())
        .row("plan", PlanText.of(step.setup().parallelism()))
        .row("placement", placementText())
        .row("memory a chip", Quantities.formatBytes(step.memory().total()) + ", " + fit());
    EnergyText.addTo(table, energy, "token");
    return table;
  }

  private String placementText() {
    String places =
        placement().entrySet().stream()
            .map(entry -> entry.getKey() + " on " + PlanText.grid(entry.getValue()))
            .collect(Collectors.joining(", "));
    return places.isEmpty() ? "one chip" : places;
  }

  @Override
  public double shortfallBytes() {
    return outcome.step().shortfallBytes();
  }

  @Override
  public Map<String, Double> seconds() {
    TrainingStep step = outcome.step();
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("forward", step.forwardSeconds());
    parts.put("backward", step.backwardSeconds());
    parts.put("recomputation", step.recomputationSeconds());
    parts.put("exposed collectives", step.exposedSeconds());
    parts.put("bubble", step.bubbleSeconds());
    parts.put("optimizer", step.optimizerSeconds());
    parts.put("host", step.hostSeconds());
    parts.values().removeIf(value -> value <= ROUNDING * step.seconds());
    return parts;
  }

  @Override
  public Map<String, Double> bytes() {
    TrainingMemory memory = outcome.step().memory();
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("weights", memory.states().weights());
    parts.put("gradients", memory.states().gradients());
    parts.put("optimizer states", memory.states().optimizerStates());
    parts.put("fp32 masters", memory.states().masters());
    parts.put("activations", memory.activations());
    parts.values().removeIf(value -> value == 0);
    return parts;
  }

  private TextTable times() {
    return PlanText.parts("time of the slowest stage", seconds(), Quantities::formatSeconds);
  }

  private TextTable memory() {
    return PlanText.parts("memory of the fullest chip", bytes(), Quantities::formatBytes);
  }

  @Override
  public TextTable collectives() {
    List<PlanText.CollectiveCells> cells = new ArrayList<>();
    for (TrainingCollective of : outcome.step().collectives()) {
      cells.add(
          new PlanText.CollectiveCells(
              of.name(),
              of.degree().label(),
              of.collective().label(),
              of.algorithm(),
              of.bytes(),
              of.count(),
              of.seconds(),
              of.exposedSeconds()));
    }
    return PlanText.collectives(cells);
  }

  private static String searched(PlanSearch search, TextStyle style) {
    TextTable table = new TextTable(Column.text("next plans"), Column.number("step", ""));
    search.runnersUp().stream()
        .limit(MOST_RUNNERS_UP)
        .forEach(plan ->
            table.row(PlanText.of(plan.parallelism()), Quantities.formatSeconds(plan.seconds())));
    String tooLarge =
        search.tooLarge() == 0
            ? "all of them fit"
            : "%d of them do not fit, the smallest by %s"
                .formatted(search.tooLarge(), Quantities.formatBytes(search.leastShortfallBytes()));
    return table.render(style)
        + "the fastest of %d plans that keep the rules; %s\n"
            .formatted(search.considered(), tooLarge);
  }
}
