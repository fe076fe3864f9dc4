package io.bitwright.testbench.liberty;

import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the pins of cells: capacitances, functions, timing arcs, energies. */
final class PinReader {
  private static final Map<PinDirection, String> DEFAULT_CAPACITANCES =
      Map.of(
          PinDirection.INPUT, "default_input_pin_cap",
          PinDirection.OUTPUT, "default_output_pin_cap",
          PinDirection.INOUT, "default_inout_pin_cap");

  private final LibertyGroup library;
  private final LibertyUnits units;
  private final TableReader tables;

  PinReader(LibertyGroup library, LibertyUnits units) {
    this.library = library;
    this.units = units;
    this.tables = new TableReader(library, units);
  }

  /** The pins of one group, which may name several. */
  List<LibertyPin> pins(LibertyGroup group, CellScope scope) {
    PinDirection direction =
        group.word("direction", PinDirection.VOCABULARY).orElseThrow(() -> missingDirection(group));
    double common = capacitance(group, "capacitance").orElseGet(() -> defaultFarads(direction));
    List<TimingArc> arcs = new ArrayList<>();
    for (LibertyGroup timing : group.groups("timing")) {
      arcs.addAll(arcs(timing, scope));
    }
    List<InternalPower> powers = new ArrayList<>();
    for (LibertyGroup power : group.groups("internal_power")) {
      powers.addAll(powers(power, scope));
    }
    LibertyPin first =
        new LibertyPin(
            group.name(),
            direction,
            scope.expression(group, "function"),
            scope.expression(group, "three_state"),
            common,
            capacitance(group, "rise_capacitance").orElse(common),
            capacitance(group, "fall_capacitance").orElse(common),
            group.flag("clock"),
            capacitance(group, "max_capacitance"),
            arcs,
            powers);
    return group.arguments().stream().map(name -> named(first, name)).toList();
  }

  private static SpecException missingDirection(LibertyGroup group) {
    return group.fault(
        "the pin "
            + group.name()
            + " has no direction; write direction : "
            + PinDirection.VOCABULARY.expectation());
  }

  private static LibertyPin named(LibertyPin pin, String name) {
    return new LibertyPin(
        name,
        pin.direction(),
        pin.function(),
        pin.threeState(),
        pin.capacitanceFarads(),
        pin.riseCapacitanceFarads(),
        pin.fallCapacitanceFarads(),
        pin.clock(),
        pin.maxCapacitanceFarads(),
        pin.timingArcs(),
        pin.internalPowers());
  }

  /** One arc for each related pin that the group names. */
  private List<TimingArc> arcs(LibertyGroup timing, CellScope scope) {
    TimingType type =
        timing.word("timing_type", TimingType.VOCABULARY).orElse(TimingType.COMBINATIONAL);
    Optional<TimingSense> sense = timing.word("timing_sense", TimingSense.VOCABULARY);
    Optional<BooleanExpression> when = scope.expression(timing, "when");
    Optional<LookupTable> cellRise = tables.times(timing, "cell_rise");
    Optional<LookupTable> cellFall = tables.times(timing, "cell_fall");
    Optional<LookupTable> riseTransition = tables.times(timing, "rise_transition");
    Optional<LookupTable> fallTransition = tables.times(timing, "fall_transition");
    return related(timing, scope).stream()
        .map(pin ->
            new TimingArc(
                pin, sense, type, when, cellRise, cellFall, riseTransition, fallTransition))
        .toList();
  }

  /** One entry for each related pin that the group names. */
  private List<InternalPower> powers(LibertyGroup power, CellScope scope) {
    Optional<String> rail = scope.rail(power, "related_pg_pin");
    Optional<BooleanExpression> when = scope.expression(power, "when");
    Optional<LookupTable> both = tables.energies(power, "power");
    Optional<LookupTable> rise = tables.energies(power, "rise_power").or(() -> both);
    Optional<LookupTable> fall = tables.energies(power, "fall_power").or(() -> both);
    return related(power, scope).stream()
        .map(pin -> new InternalPower(pin, rail, when, rise, fall))
        .toList();
  }

  private static List<Optional<String>> related(LibertyGroup group, CellScope scope) {
    List<String> pins = scope.pins(group, "related_pin");
    return pins.isEmpty() ? List.of(Optional.empty()) : pins.stream().map(Optional::of).toList();
  }

  private OptionalDouble capacitance(LibertyGroup group, String name) {
    OptionalDouble written = group.number(name);
    return written.isEmpty()
        ? written
        : OptionalDouble.of(written.getAsDouble() * units.capacitanceFarads());
  }

  private double defaultFarads(PinDirection direction) {
    String name = DEFAULT_CAPACITANCES.get(direction);
    return name == null ? 0 : capacitance(library, name).orElse(0);
  }
}
