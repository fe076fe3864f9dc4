package io.bitwright.testbench.gatelevel;

import io.bitwright.spec.SpecException;
import io.bitwright.testbench.liberty.FlipFlop;
import io.bitwright.testbench.liberty.LibertyCell;
import io.bitwright.testbench.liberty.LibertyLibrary;
import io.bitwright.testbench.liberty.LibertyPin;
import io.bitwright.testbench.liberty.LibertyReader;
import io.bitwright.testbench.liberty.PinDirection;
import io.bitwright.testbench.liberty.TimingArc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A library as gate-level work uses it: which cells, which rails, and how steep its edges are. */
public final class CellLibrary {
  /** The library of Debian's package qflow-tech-osu018, used where none is named. */
  public static final Path STANDARD = Path.of("/usr/share/qflow/tech/osu018/osu018_stdcells.lib");

  private static final int FANOUT = 4;
  private static final int SLEW_STEPS = 30;

  private final LibertyLibrary liberty;
  private final List<String> fileNames;
  private final Optional<CellFamily> family;
  private final List<LibertyCell> usable;
  private final Map<String, GateCell> compiled = new TreeMap<>();
  private final double inputSlewSeconds;

  private CellLibrary(LibertyLibrary liberty, List<String> fileNames) {
    this.liberty = liberty;
    this.fileNames = List.copyOf(fileNames);
    this.family = CellFamily.of(liberty.name().split(" \\+ ", 2)[0]);
    this.usable = liberty.cells().stream().filter(this::isUsable).toList();
    this.inputSlewSeconds = fanoutOfFourSlew();
  }

  /**
   * The library that some Liberty files hold together.
   *
   * @throws SpecException if a file cannot be read, or nothing can be mapped to its cells
   */
  public static CellLibrary read(List<Path> files) {
    return new CellLibrary(
        LibertyReader.read(files), files.stream().map(CellLibrary::fileName).toList());
  }

  /** A library that has been read. */
  static CellLibrary of(LibertyLibrary liberty) {
    return new CellLibrary(liberty, List.of());
  }

  private static String fileName(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  /** The library used where none is named, if its package is installed. */
  public static Optional<CellLibrary> standard() {
    return Files.isReadable(STANDARD) ? Optional.of(read(List.of(STANDARD))) : Optional.empty();
  }

  /** The library's name, or its family's if that is known. */
  public String label() {
    return family.map(CellFamily::label).orElse(liberty.name());
  }

  /** What the files call themselves. */
  public String fullName() {
    return liberty.name();
  }

  /** The names of the Liberty files, without their folders. */
  public List<String> fileNames() {
    return fileNames;
  }

  /** Where the library comes from, if it is a known one. */
  public Optional<String> originUrl() {
    return family.map(CellFamily::originUrl);
  }

  /** The process node in nanometres, if the library is a known one. */
  public OptionalDouble nodeNanometres() {
    return family.stream().mapToDouble(CellFamily::nodeNanometres).findFirst();
  }

  /** The supply in volts. */
  public double volts() {
    return liberty.nominalVoltageVolts();
  }

  /** Transition time of the module's inputs and its clock: {@link #fanoutOfFourSlew}. */
  double inputSlewSeconds() {
    return inputSlewSeconds;
  }

  /** The cells that modules may be mapped to, by name. */
  List<LibertyCell> usableCells() {
    return usable;
  }

  /** The cell of a mapped netlist as a simulation uses it. */
  synchronized GateCell compiled(String name) {
    return compiled.computeIfAbsent(name, cell -> GateCell.of(liberty.cell(cell)));
  }

  private boolean isUsable(LibertyCell cell) {
    boolean leftOut =
        cell.dontUse() || family.map(known -> known.leavesOut(cell.name())).orElse(false);
    return !leftOut && (isLogic(cell) || isPlainFlipFlop(cell));
  }

  private static boolean isLogic(LibertyCell cell) {
    List<LibertyPin> outputs = pins(cell, PinDirection.OUTPUT);
    return !cell.sequential()
        && !outputs.isEmpty()
        && !inputs(cell).isEmpty()
        && outputs.size() + inputs(cell).size() == cell.pins().size()
        && outputs.stream()
            .allMatch(pin ->
                pin.function().isPresent()
                    && pin.threeState().isEmpty()
                    && inputs(cell).containsAll(pin.function().orElseThrow().variables()));
  }

  /** A flip-flop that takes one pin at a rising edge: no scan, no enable, no clear. */
  static boolean isPlainFlipFlop(LibertyCell cell) {
    if (cell.flipFlops().size() != 1 || !cell.latches().isEmpty() || cell.stateTable()) {
      return false;
    }
    FlipFlop state = cell.flipFlops().getFirst();
    return state.clear().isEmpty()
        && state.preset().isEmpty()
        && inputs(cell).size() == 2
        && state.nextState().variables().size() == 1
        && state.clockedOn().variables().size() == 1
        && state.clockedOn().evaluate(1);
  }

  static List<LibertyPin> pins(LibertyCell cell, PinDirection direction) {
    return cell.pins().stream().filter(pin -> pin.direction() == direction).toList();
  }

  static List<String> inputs(LibertyCell cell) {
    return pins(cell, PinDirection.INPUT).stream()
        .map(LibertyPin::name)
        .collect(Collectors.toList());
  }

  /**
   * The mean transition time in a chain of the library's smallest inverters of which each drives
   * four: the usual measure of a process's edges (D. Harris et al., "The Fanout-of-4 Inverter Delay
   * Metric", 1997).
   */
  private double fanoutOfFourSlew() {
    LibertyCell inverter =
        usable.stream()
            .filter(CellLibrary::isInverter)
            .min(
                Comparator.comparingDouble(LibertyCell::areaSquareMicrometres)
                    .thenComparing(LibertyCell::name))
            .orElseThrow(() ->
                new SpecException(
                    "the library " + liberty.name() + " has no inverter; nothing can be mapped"));
    LibertyPin input = pins(inverter, PinDirection.INPUT).getFirst();
    double load = FANOUT * input.capacitanceFarads();
    TimingArc arc = pins(inverter, PinDirection.OUTPUT).getFirst().timingArcs().getFirst();
    double slew = 0;
    for (int step = 0; step < SLEW_STEPS; step++) {
      double rise = arc.riseTransition().orElseThrow().value(slew, load);
      slew = (rise + arc.fallTransition().orElseThrow().value(slew, load)) / 2;
    }
    return slew;
  }

  private static boolean isInverter(LibertyCell cell) {
    List<LibertyPin> outputs = pins(cell, PinDirection.OUTPUT);
    if (cell.sequential() || inputs(cell).size() != 1 || outputs.size() != 1) {
      return false;
    }
    LibertyPin output = outputs.getFirst();
    return output
            .function()
            .filter(function -> function.evaluate(0) && !function.evaluate(1))
            .isPresent()
        && !output.timingArcs().isEmpty()
        && output.timingArcs().getFirst().riseTransition().isPresent()
        && output.timingArcs().getFirst().fallTransition().isPresent();
  }
}
