package io.bitwright.app.hardware;

import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.testbench.gatelevel.CellLibrary;
import io.bitwright.testbench.gatelevel.EnergyOrigin;
import io.bitwright.testbench.gatelevel.GateLevelEnergy;
import io.bitwright.testbench.gatelevel.GateSubject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The energy of one module mapped to standard cells.
 *
 * @param subject the module
 * @param library the cells
 * @param isStandardLibrary whether no library was named, so that the standard one served
 * @param energy what it takes
 */
record GateEnergyReport(
    GateSubject subject, CellLibrary library, boolean isStandardLibrary, GateLevelEnergy energy)
    implements Report {
  private static final double FEMTO = 1e15;

  /** The document of {@code synth --energy --json}; its keys are kept stable. */
  record Document(
      String module,
      String title,
      String library,
      String libraryName,
      double volts,
      String operands,
      String operation,
      long operations,
      long cycles,
      int cells,
      int flipFlops,
      double areaSquareMicrometres,
      double leakageWatts,
      long toggles,
      double joulesPerOperation,
      double leakageJoulesPerOperation,
      double switchingJoulesPerOperation,
      double internalJoulesPerOperation,
      Map<String, Double> joulesPerOperationByOrigin) {}

  @Override
  public Optional<String> html() {
    return Optional.of(SynthPages.of(this).html());
  }

  @Override
  public Object json() {
    Map<String, Double> byOrigin = new LinkedHashMap<>();
    for (EnergyOrigin origin : EnergyOrigin.values()) {
      byOrigin.put(origin.label(), energy.joulesPerOperation(origin));
    }
    return new Document(
        subject.module(),
        subject.title(),
        library.label(),
        library.fullName(),
        energy.volts(),
        energy.operands(),
        subject.operation(),
        energy.operations(),
        energy.cycles(),
        energy.cells(),
        energy.flipFlops(),
        energy.areaSquareMicrometres(),
        energy.leakageWatts(),
        energy.toggles(),
        energy.joulesPerOperation(),
        energy.leakageJoules() / energy.operations(),
        energy.switchingJoules() / energy.operations(),
        energy.internalJoules() / energy.operations(),
        byOrigin);
  }

  @Override
  public String text(TextStyle style) {
    TextTable table = new TextTable(Column.text("part"), Column.number("energy", "fJ"));
    for (EnergyOrigin origin : EnergyOrigin.values()) {
      table.row(origin.label(), femtojoules(energy.joulesPerOperation(origin)));
    }
    table.row("leakage", femtojoules(energy.leakageJoules() / energy.operations()));
    table.row("all", femtojoules(energy.joulesPerOperation()));
    return style.bold(subject.title())
        + "\n\non "
        + library.label()
        + " ("
        + library.fullName()
        + ") at "
        + NumberText.significant(energy.volts(), 3)
        + " V, operands "
        + energy.operands()
        + (isStandardLibrary
            ? "\nNo library was named: these are the cells of Debian's qflow-tech-osu018."
            : "")
        + "\n"
        + NumberText.count(energy.cells())
        + " cells, "
        + NumberText.count(energy.flipFlops())
        + " of them flip-flops, "
        + NumberText.significant(energy.areaSquareMicrometres(), 4)
        + " um2, at rest "
        + NumberText.significant(energy.leakageWatts() * 1e6, 3)
        + " uW; no wires, no clock tree; leakage over the time of a 1 GHz clock\n\n"
        + "Energy of one "
        + subject.operation().replace('_', '-')
        + ", the mean of "
        + NumberText.count(energy.operations())
        + "\n\n"
        + table.render(style);
  }

  static String femtojoules(double joules) {
    return NumberText.significant(joules * FEMTO, 4);
  }
}
