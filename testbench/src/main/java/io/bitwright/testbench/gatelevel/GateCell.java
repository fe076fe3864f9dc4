package io.bitwright.testbench.gatelevel;

import io.bitwright.spec.SpecException;
import io.bitwright.testbench.gatelevel.PowerSelector.Entry;
import io.bitwright.testbench.liberty.BooleanExpression;
import io.bitwright.testbench.liberty.FlipFlop;
import io.bitwright.testbench.liberty.InternalPower;
import io.bitwright.testbench.liberty.LeakagePower;
import io.bitwright.testbench.liberty.LibertyCell;
import io.bitwright.testbench.liberty.LibertyPin;
import io.bitwright.testbench.liberty.LookupTable;
import io.bitwright.testbench.liberty.PinDirection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * A standard cell made ready for simulation: functions as truth tables over the state of the cell,
 * a number that has the input pins as its low bits in the order of {@link #inputs} and, of a
 * flip-flop, what it holds as the bit above them.
 */
final class GateCell {
  private static final int MOST_INPUTS = 12;

  private final LibertyCell liberty;
  private final List<LibertyPin> inputs;
  private final List<LibertyPin> outputs;
  private final Optional<FlipFlop> flipFlop;
  private final boolean[][] outputOfState;
  private final boolean[] nextOfState;
  private final List<PowerSelector> selectors = new ArrayList<>();
  private final int clockPin;

  private GateCell(LibertyCell liberty) {
    this.liberty = liberty;
    this.inputs = CellLibrary.pins(liberty, PinDirection.INPUT);
    this.outputs = CellLibrary.pins(liberty, PinDirection.OUTPUT);
    this.flipFlop = liberty.flipFlops().stream().findFirst();
    this.outputOfState = new boolean[outputs.size()][];
    for (int output = 0; output < outputs.size(); output++) {
      BooleanExpression function = outputs.get(output).function().orElseThrow();
      outputOfState[output] = table(function);
    }
    this.nextOfState = flipFlop.map(state -> table(state.nextState())).orElse(new boolean[0]);
    this.clockPin =
        flipFlop.map(state -> inputIndex(state.clockedOn().variables().getFirst())).orElse(-1);
    addSelectors();
  }

  /**
   * A cell made ready.
   *
   * @throws SpecException if it is neither logic nor a plain flip-flop
   */
  static GateCell of(LibertyCell cell) {
    boolean functions =
        CellLibrary.pins(cell, PinDirection.OUTPUT).stream()
            .allMatch(pin -> pin.function().isPresent());
    if (!functions || (cell.sequential() && !CellLibrary.isPlainFlipFlop(cell))) {
      throw new SpecException(
          "the cell %s is neither logic nor a plain flip-flop; only these can be simulated"
              .formatted(cell.name()));
    }
    if (CellLibrary.inputs(cell).size() > MOST_INPUTS) {
      throw new SpecException("the cell %s has more than 12 inputs".formatted(cell.name()));
    }
    return new GateCell(cell);
  }

  String name() {
    return liberty.name();
  }

  List<LibertyPin> inputs() {
    return inputs;
  }

  List<LibertyPin> outputs() {
    return outputs;
  }

  boolean isFlipFlop() {
    return flipFlop.isPresent();
  }

  /** The input at whose rise a flip-flop takes its next state. */
  int clockPin() {
    return clockPin;
  }

  double areaSquareMicrometres() {
    return liberty.areaSquareMicrometres();
  }

  /** What an output shows. */
  boolean output(int output, int state) {
    return outputOfState[output][state];
  }

  /** What a flip-flop will hold. */
  boolean next(int state) {
    return nextOfState[state];
  }

  /** Energies of an edge at an input by itself. */
  PowerSelector inputPower(int input, boolean rises) {
    return selectors.get(inputSelector(input, rises));
  }

  /** Number of those energies among all. */
  int inputSelector(int input, boolean rises) {
    return 2 * input + (rises ? 1 : 0);
  }

  /** Number of the energies of an edge at an output that an input caused. */
  int outputSelector(int output, int cause, boolean rises) {
    return 2 * (inputs.size() * (output + 1) + cause) + (rises ? 1 : 0);
  }

  /** All energies, by number. */
  List<PowerSelector> selectors() {
    return selectors;
  }

  /**
   * Watts at rest on the rails that count: as the library states it for any state, else the mean of
   * what it states for each.
   */
  double leakageWatts() {
    List<LeakagePower> counting =
        liberty.leakagePowers().stream()
            .filter(entry -> counts(entry.relatedPowerGroundPin()))
            .toList();
    boolean byState = counting.stream().anyMatch(entry -> entry.when().isPresent());
    if (liberty.leakageWatts() > 0 || !byState) {
      return liberty.leakageWatts();
    }
    return counting.stream()
        .filter(entry -> entry.when().isPresent())
        .collect(
            Collectors.groupingBy(
                entry -> entry.relatedPowerGroundPin().orElse(""),
                Collectors.averagingDouble(LeakagePower::watts)))
        .values()
        .stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  private int inputIndex(String pin) {
    return inputs.stream().map(LibertyPin::name).toList().indexOf(pin);
  }

  private int states() {
    return 1 << (inputs.size() + (isFlipFlop() ? 1 : 0));
  }

  /** Only the supply's share of what a library lists for each rail: the ground's is its return. */
  private boolean counts(Optional<String> rail) {
    return rail.isEmpty()
        || liberty.powerGroundPins().stream()
            .noneMatch(pin -> pin.name().equals(rail.get()) && pin.type().contains("ground"));
  }

  private boolean[] table(BooleanExpression function) {
    List<String> names = new ArrayList<>(inputs.stream().map(LibertyPin::name).toList());
    flipFlop.ifPresent(state -> names.addAll(List.of(state.state(), state.invertedState())));
    LongPredicate value = function.over(names);
    boolean[] table = new boolean[states()];
    for (int state = 0; state < table.length; state++) {
      table[state] = value.test(withInverse(state));
    }
    return table;
  }

  /** The state with the inverted state above it. */
  private long withInverse(int state) {
    boolean holds = (state >>> inputs.size() & 1) == 1;
    return isFlipFlop() && !holds ? state | (1L << (inputs.size() + 1)) : state;
  }

  /** A condition over the cell's inputs, outputs and what it holds. */
  private IntPredicate condition(BooleanExpression when) {
    List<String> names = new ArrayList<>(inputs.stream().map(LibertyPin::name).toList());
    flipFlop.ifPresent(state -> names.addAll(List.of(state.state(), state.invertedState())));
    int first = names.size();
    outputs.forEach(output -> names.add(output.name()));
    LongPredicate value = when.over(names);
    return state -> {
      long bits = withInverse(state);
      for (int output = 0; output < outputs.size(); output++) {
        bits |= outputOfState[output][state] ? 1L << (first + output) : 0;
      }
      return value.test(bits);
    };
  }

  private void addSelectors() {
    for (LibertyPin input : inputs) {
      selectors.add(selector(input, Optional.empty(), false));
      selectors.add(selector(input, Optional.empty(), true));
    }
    for (LibertyPin output : outputs) {
      for (LibertyPin cause : inputs) {
        selectors.add(selector(output, Optional.of(cause.name()), false));
        selectors.add(selector(output, Optional.of(cause.name()), true));
      }
    }
  }

  private PowerSelector selector(LibertyPin pin, Optional<String> cause, boolean rises) {
    List<Entry> entries = new ArrayList<>();
    for (InternalPower power : pin.internalPowers()) {
      Optional<LookupTable> table = rises ? power.risePower() : power.fallPower();
      boolean related = power.relatedPin().isEmpty() || power.relatedPin().equals(cause);
      if (table.isPresent() && related && counts(power.relatedPowerGroundPin())) {
        String rail = power.relatedPowerGroundPin().orElse("");
        entries.add(new Entry(rail, power.when().map(this::condition), table.get()));
      }
    }
    return PowerSelector.of(entries, states());
  }
}
