package io.bitwright.app.demo;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.quantity.Quantities;
import java.util.List;

/** The whole loop: text, layers on the RTL, estimates. */
record DemoReport(
    ModelConfig model,
    String prompt,
    String text,
    AcceleratorSpec edge,
    List<LayerCheck> layers,
    List<DemoEstimate> estimates)
    implements Report {

  /** The document of {@code demo --json}. */
  record Document(
      String model,
      String prompt,
      String text,
      String accelerator,
      long valuesCompared,
      long valueMismatches,
      long rtlCycles,
      long simulatedCycles,
      boolean agrees,
      List<LayerCheck> layers,
      List<DemoEstimate.Figures> estimates) {}

  @Override
  public Object json() {
    return new Document(
        model.name(),
        prompt,
        text,
        edge.name(),
        values(),
        mismatches(),
        rtlCycles(),
        simulatedCycles(),
        passed(),
        layers,
        estimates.stream().map(DemoEstimate::figures).toList());
  }

  @Override
  public boolean passed() {
    return !layers.isEmpty() && layers.stream().allMatch(LayerCheck::agrees);
  }

  @Override
  public String text(TextStyle style) {
    return title(style, "1. A trained decoder writes a line")
        + "%s: BitNet b1.58, %d layers, width %d, %s parameters, ternary weights x int8%n%n"
            .formatted(
                model.name(),
                model.layers(),
                model.hiddenSize(),
                Quantities.formatCount((double) model.parameters()))
        + indented(prompt + style.bold(text))
        + title(style, "2. Its linear layers on the generated RTL, real weights and activations")
        + "%s, %d x %d weight-stationary array under Verilator; one forward pass of %d tokens%n%n"
            .formatted(
                edge.name(),
                edge.matrixUnit().rows(),
                edge.matrixUnit().columns(),
                layers.getFirst().m())
        + layerTable().render(style)
        + "\n"
        + verdict(style)
        + title(style, "3. What a 7B model costs, before anything is built")
        + estimateTable().render(style);
  }

  private static String title(TextStyle style, String title) {
    return "\n" + style.bold(title) + "\n\n";
  }

  private static String indented(String lines) {
    StringBuilder indented = new StringBuilder();
    lines.lines().forEach(line -> indented.append("    ").append(line).append('\n'));
    return indented.toString();
  }

  private TextTable layerTable() {
    TextTable table =
        new TextTable(
            Column.text("linear layer"),
            Column.number("M x K x N", ""),
            Column.text("values"),
            Column.number("RTL", "cycles"),
            Column.number("simulated", "cycles"),
            Column.number("W1.58A8", "uJ"),
            Column.number("FP16", "uJ"),
            Column.number("saving", ""));
    for (LayerCheck layer : layers) {
      table.row(
          layer.layer(),
          layer.shape().toString(),
          layer.valueMismatches() == 0 ? "equal" : layer.valueMismatches() + " differ",
          NumberText.count(layer.rtlCycles()),
          NumberText.count(layer.simulatedCycles()),
          microjoules(layer.ternaryJoules()),
          microjoules(layer.fp16Joules()),
          saving(layer.fp16Joules(), layer.ternaryJoules()));
    }
    double ternary = layers.stream().mapToDouble(LayerCheck::ternaryJoules).sum();
    double fp16 = layers.stream().mapToDouble(LayerCheck::fp16Joules).sum();
    return table.row(
        "all " + layers.size(),
        "",
        mismatches() == 0 ? "equal" : mismatches() + " differ",
        NumberText.count(rtlCycles()),
        NumberText.count(simulatedCycles()),
        microjoules(ternary),
        microjoules(fp16),
        saving(fp16, ternary));
  }

  private static String microjoules(double joules) {
    return NumberText.significant(joules * 1e6, 4);
  }

  private static String saving(double fp16, double ternary) {
    return NumberText.significant(fp16 / ternary, 3) + "x";
  }

  private String verdict(TextStyle style) {
    String verdict =
        "%s values compared, %d differ; %s RTL cycles, %s simulated: %s"
            .formatted(
                NumberText.count(values()),
                mismatches(),
                NumberText.count(rtlCycles()),
                NumberText.count(simulatedCycles()),
                passed() ? "RTL, golden and simulator agree" : "they DISAGREE");
    return (passed() ? style.good(verdict) : style.bad(verdict))
        + "\nEnergy: additions and multiplications alone, %d nm, the BitNet papers' convention.%n"
            .formatted(edge.technologyNm());
  }

  private TextTable estimateTable() {
    TextTable table =
        new TextTable(
            Column.text("model"),
            Column.text("accelerator"),
            Column.text("phase"),
            Column.text("formats"),
            Column.number("latency", ""),
            Column.number("tokens/s", ""),
            Column.number("MFU", ""),
            Column.text("bound by"),
            Column.number("energy a token", ""),
            Column.text("fits"));
    for (DemoEstimate estimate : estimates) {
      DemoEstimate.Figures figures = estimate.figures();
      table.row(
          figures.model(),
          figures.accelerator(),
          figures.phase() + " 512",
          figures.weights() + " x " + figures.activations(),
          Quantities.formatSeconds(figures.latencySeconds()),
          NumberText.significant(figures.tokensPerSecond(), 4),
          NumberText.percent(figures.mfu()),
          figures.bottleneck(),
          Quantities.formatJoules(figures.energyPerTokenJoules()),
          figures.fitsInMemory() ? "yes" : "NO");
    }
    return table;
  }

  private long values() {
    return layers.stream().mapToLong(LayerCheck::values).sum();
  }

  private long mismatches() {
    return layers.stream().mapToLong(LayerCheck::valueMismatches).sum();
  }

  private long rtlCycles() {
    return layers.stream().mapToLong(LayerCheck::rtlCycles).sum();
  }

  private long simulatedCycles() {
    return layers.stream().mapToLong(LayerCheck::simulatedCycles).sum();
  }
}
