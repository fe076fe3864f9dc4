package io.bitwright.app.estimate;

import io.bitwright.app.energy.EnergyDocument;
import io.bitwright.app.energy.EnergyFigures;
import io.bitwright.app.energy.EnergyText;
import io.bitwright.app.format.WeightFormat;
import io.bitwright.app.report.MemoryFit;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.simulator.cost.CostEstimate;
import io.bitwright.simulator.estimate.Estimate;
import io.bitwright.simulator.estimate.GenerationTimes;
import io.bitwright.simulator.estimate.MemoryBytes;
import io.bitwright.simulator.estimate.OperatorEstimate;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a model's phase or a product costs, for people and as the document that scripts rely on. */
record EstimateReport(EstimateRequest request, CostEstimate cost, EnergyFigures energy)
    implements Report {

  EstimateReport(EstimateRequest request, CostEstimate cost) {
    this(request, cost, EnergyFigures.of(cost, request.view()));
  }

  /** The document of {@code estimate --json}; its keys are kept stable. */
  record Document(
      String model,
      String accelerator,
      String phase,
      int batch,
      int sequence,
      int context,
      String weights,
      String activations,
      double latencySeconds,
      long cycles,
      double tokensPerSecond,
      double mfu,
      double hfu,
      double flops,
      double peakFlopsPerSecond,
      Memory memoryBytes,
      boolean fitsInMemory,
      double shortfallBytes,
      String energyView,
      int nodeNm,
      Map<String, Double> energyJoules,
      double energyPerTokenJoules,
      double tokensPerJoule,
      double averagePowerWatts,
      boolean powerLimitExceeded,
      EnergyDocument energy,
      String bottleneck,
      List<OperatorLine> operators,
      List<String> notes,
      Optional<Integer> chunk,
      Optional<GenerationDocument> generation,
      Optional<Double> timeToFirstTokenSeconds,
      Optional<Double> timePerOutputTokenSeconds,
      Optional<OperatorDocument> operatorOptions) {}

  /** Bytes that must lie in memory. */
  record Memory(
      double weights,
      double kvCache,
      double activations,
      double gradients,
      double optimizer,
      double total) {
    static Memory of(MemoryBytes bytes) {
      return new Memory(
          bytes.weights(),
          bytes.kvCache(),
          bytes.activations(),
          bytes.gradients(),
          bytes.optimizer(),
          bytes.total());
    }
  }

  /** Equal operators of all layers together. */
  record OperatorLine(
      String name,
      String kind,
      long m,
      long k,
      long n,
      long count,
      long cycles,
      double seconds,
      String boundBy,
      double energyJoules,
      Map<String, Double> energyComponentsJoules) {}

  @Override
  public Record json() {
    Estimate estimate = cost.estimate();
    WorkloadSpec workload = request.workload();
    return new Document(
        request.subject().label(),
        request.accelerator().name(),
        workload.phase().label(),
        workload.batch(),
        workload.sequence(),
        workload.context(),
        workload.weights().label(),
        workload.activations().label(),
        estimate.latencySeconds(),
        estimate.cycles(),
        estimate.tokensPerSecond(),
        estimate.mfu(),
        estimate.hfu(),
        estimate.flops(),
        estimate.peakFlopsPerSecond(),
        Memory.of(estimate.memoryBytes()),
        estimate.fitsInMemory(),
        estimate.shortfallBytes(),
        request.view().label(),
        request.nodeNm(),
        EnergyDocument.components(cost.energy()),
        energy.joulesPerToken(),
        energy.tokensPerJoule(),
        energy.averageWatts(),
        energy.exceedsLimit(),
        EnergyDocument.of(energy),
        estimate.bottleneck().label(),
        operatorLines(),
        notes(),
        workload.chunk().stream().boxed().findFirst(),
        workload.generation().map(GenerationDocument::of),
        estimate.generation().map(GenerationTimes::timeToFirstTokenSeconds),
        estimate.generation().map(GenerationTimes::timePerOutputTokenSeconds),
        OperatorDocument.of(request));
  }

  /** The operators in the order of their first run. */
  List<OperatorLine> operatorLines() {
    List<OperatorLine> lines = new ArrayList<>();
    List<OperatorEstimate> operators = cost.estimate().operators();
    for (int i = 0; i < operators.size(); i++) {
      OperatorEstimate operator = operators.get(i);
      lines.add(
          new OperatorLine(
              operator.name(),
              operator.kind().label(),
              operator.m(),
              operator.k(),
              operator.n(),
              operator.count(),
              operator.cycles(),
              operator.seconds(),
              operator.boundBy().label(),
              cost.operatorEnergies().get(i).total(),
              EnergyDocument.components(cost.operatorEnergies().get(i))));
    }
    return lines;
  }

  @Override
  public String text(TextStyle style) {
    StringBuilder text = new StringBuilder();
    text.append(style.bold(title())).append("\n\n");
    text.append(summary().render(style)).append('\n');
    text.append(operatorTable().render(style)).append('\n');
    text.append(EnergyText.origins(cost.energy()).render(style));
    text.append(EnergyText.shares(cost.energy())).append('\n');
    for (String note : notes()) {
      text.append("note: ").append(note).append('\n');
    }
    return text.toString();
  }

  /** What a user should know, of the energy last. */
  List<String> notes() {
    List<String> notes = new ArrayList<>(cost.estimate().notes());
    notes.addAll(energy.notes());
    return notes;
  }

  /** What was estimated: model, machine, phase, batch and formats. */
  String title() {
    WorkloadSpec workload = request.workload();
    String formats = WeightFormat.text(workload) + " x " + workload.activations();
    String on = " on " + request.accelerator().name();
    if (!(request.subject() instanceof EstimateRequest.ModelSubject of)) {
      return request.subject().label() + on + ", " + formats;
    }
    String tokens =
        of.model()
            .network()
            .map(all -> "prefill of an image of %1$dx%1$d".formatted(all.imageSize()))
            .orElseGet(() -> GenerationDocument.title(workload));
    String options = OperatorDocument.title(workload);
    return "%s%s, %s, batch %d, %s%s"
        .formatted(request.subject().label(), on, tokens, workload.batch(), formats, options);
  }

  /** The figures of the whole run, as label and value. */
  TextTable summary() {
    Estimate estimate = cost.estimate();
    MemoryBytes memory = estimate.memoryBytes();
    TextTable table =
        new TextTable(Column.text("figure"), Column.text("value"))
            .row("latency", Quantities.formatSeconds(estimate.latencySeconds()));
    estimate.generation().ifPresent(times -> addTimes(table, times));
    table
        .row("throughput", throughput())
        .row(
            "MFU",
            Quantities.formatPercent(estimate.mfu())
                + " of "
                + Quantities.formatFlopsPerSecond(estimate.peakFlopsPerSecond()))
        .row("bound by", estimate.bottleneck().label())
        .row(
            "weights",
            Quantities.formatBytes(memory.weights()) + OperatorDocument.adapters(request))
        .row("KV cache", Quantities.formatBytes(memory.kvCache()) + OperatorDocument.pages(request))
        .row("activations", Quantities.formatBytes(memory.activations()))
        .row("memory", Quantities.formatBytes(memory.total()) + ", " + fit(estimate));
    EnergyText.addTo(table, energy, request.countsImages() ? "image" : "token");
    return table;
  }

  private static void addTimes(TextTable table, GenerationTimes times) {
    table
        .row("first token", Quantities.formatSeconds(times.timeToFirstTokenSeconds()))
        .row("token by token", Quantities.formatSeconds(times.timePerOutputTokenSeconds()));
  }

  private String throughput() {
    String unit = request.countsImages() ? " images/s" : " tokens/s";
    String rate = Quantities.formatNumber(cost.estimate().tokensPerSecond()) + unit;
    return request.workload().generation().isPresent()
        ? rate + ": new tokens by all of the time"
        : rate;
  }

  /** Whether the memory holds it, and by how much not. */
  String fit(Estimate estimate) {
    return MemoryFit.text(request.accelerator().memory().capacity(), estimate.shortfallBytes());
  }

  /** The operators, a row each. */
  TextTable operatorTable() {
    TextTable table =
        new TextTable(
            Column.text("operator"),
            Column.number("M", ""),
            Column.number("K", ""),
            Column.number("N", ""),
            Column.number("count", ""),
            Column.number("cycles", ""),
            Column.number("time", ""),
            Column.number("share", ""),
            Column.text("bound by"),
            Column.number("energy", ""));
    double total =
        cost.estimate().operators().stream().mapToDouble(OperatorEstimate::seconds).sum();
    for (OperatorLine line : operatorLines()) {
      table.row(
          line.name(),
          dimension(line.m()),
          dimension(line.k()),
          dimension(line.n()),
          Quantities.formatWhole(line.count()),
          Quantities.formatWhole(line.cycles()),
          Quantities.formatSeconds(line.seconds()),
          Quantities.formatPercent(total == 0 ? 0 : line.seconds() / total),
          line.boundBy(),
          Quantities.formatJoules(line.energyJoules()));
    }
    return table;
  }

  private static String dimension(long size) {
    return size == 0 ? "" : Quantities.formatWhole(size);
  }
}
