package io.bitwright.testbench.liberty;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads the cells of a library. */
final class CellReader {
  private static final List<String> STATES =
      List.of("ff", "latch", "ff_bank", "latch_bank", "statetable");

  private final LibertyGroup library;
  private final LibertyUnits units;
  private final PinReader pins;

  CellReader(LibertyGroup library, LibertyUnits units) {
    this.library = library;
    this.units = units;
    this.pins = new PinReader(library, units);
  }

  /** The cell that a group states. */
  LibertyCell cell(LibertyGroup group) {
    refuseBuses(group);
    List<PowerGroundPin> rails =
        group.groups("pg_pin").stream()
            .map(rail -> new PowerGroundPin(rail.name(), rail.text("pg_type").orElse("")))
            .toList();
    CellScope scope = scope(group, rails);
    List<LeakagePower> leakages =
        group.groups("leakage_power").stream().map(entry -> leakage(entry, scope)).toList();
    return new LibertyCell(
        group.name(),
        group.number("area").orElse(0),
        leakageWatts(group, leakages),
        leakages,
        group.flag("dont_use"),
        !group.groups("statetable").isEmpty(),
        rails,
        pins(group, scope),
        group.groups("ff").stream().map(state -> flipFlop(state, scope)).toList(),
        group.groups("latch").stream().map(state -> latch(state, scope)).toList());
  }

  private static void refuseBuses(LibertyGroup cell) {
    for (String kind : List.of("bus", "bundle", "ff_bank", "latch_bank")) {
      for (LibertyGroup group : cell.groups(kind)) {
        throw group.fault(
            "the cell " + cell.name() + " has a " + kind + "; allowed: cells of single-bit pins");
      }
    }
  }

  private static CellScope scope(LibertyGroup cell, List<PowerGroundPin> rails) {
    Set<String> signals = new LinkedHashSet<>();
    cell.groups("pin").forEach(pin -> signals.addAll(pin.arguments()));
    for (String kind : STATES) {
      cell.groups(kind).forEach(state -> signals.addAll(state.arguments()));
    }
    cell.groups("statetable").stream()
        .flatMap(table -> table.arguments().stream())
        .forEach(names -> signals.addAll(List.of(names.strip().split("\\s+"))));
    Set<String> railNames = new LinkedHashSet<>();
    rails.forEach(rail -> railNames.add(rail.name()));
    return new CellScope(signals, railNames);
  }

  private List<LibertyPin> pins(LibertyGroup cell, CellScope scope) {
    Map<String, LibertyPin> found = new LinkedHashMap<>();
    for (LibertyGroup group : cell.groups("pin")) {
      for (LibertyPin pin : pins.pins(group, scope)) {
        if (found.putIfAbsent(pin.name(), pin) != null) {
          throw group.fault(
              "the cell " + cell.name() + " has a second pin " + pin.name() + "; delete one");
        }
      }
    }
    return new ArrayList<>(found.values());
  }

  private LeakagePower leakage(LibertyGroup entry, CellScope scope) {
    double value =
        entry.number("value").orElseThrow(() -> entry.fault("leakage_power has no value"));
    return new LeakagePower(
        scope.expression(entry, "when"),
        scope.rail(entry, "related_pg_pin"),
        value * units.leakageWatts());
  }

  private double leakageWatts(LibertyGroup cell, List<LeakagePower> leakages) {
    OptionalDouble written = cell.number("cell_leakage_power");
    if (written.isPresent()) {
      return written.getAsDouble() * units.leakageWatts();
    }
    List<LeakagePower> unconditional =
        leakages.stream().filter(entry -> entry.when().isEmpty()).toList();
    return unconditional.isEmpty()
        ? library.number("default_cell_leakage_power").orElse(0) * units.leakageWatts()
        : unconditional.stream().mapToDouble(LeakagePower::watts).sum();
  }

  private static FlipFlop flipFlop(LibertyGroup group, CellScope scope) {
    return new FlipFlop(
        state(group, 0),
        state(group, 1),
        scope
            .expression(group, "clocked_on")
            .orElseThrow(() -> group.fault("ff has no clocked_on")),
        scope
            .expression(group, "next_state")
            .orElseThrow(() -> group.fault("ff has no next_state")),
        scope.expression(group, "clear"),
        scope.expression(group, "preset"));
  }

  private static Latch latch(LibertyGroup group, CellScope scope) {
    return new Latch(
        state(group, 0),
        state(group, 1),
        scope.expression(group, "enable"),
        scope.expression(group, "data_in"),
        scope.expression(group, "clear"),
        scope.expression(group, "preset"));
  }

  private static String state(LibertyGroup group, int number) {
    if (group.arguments().size() != 2) {
      throw group.fault(
          group.kind() + " names " + group.arguments().size() + " states; write (IQ, IQN)");
    }
    return group.arguments().get(number);
  }
}
