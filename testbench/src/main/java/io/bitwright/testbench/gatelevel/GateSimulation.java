package io.bitwright.testbench.gatelevel;

import io.bitwright.testbench.gatelevel.GateNetlist.Port;
import io.bitwright.testbench.gatelevel.PortTrace.Cycle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a mapped netlist on a trace of its ports, event by event, and counts.
 *
 * <p>A change of an input reaches an output after the arc's delay; a pulse shorter than the delay
 * of the edge that would end it does not pass (inertial delay). Without delays each net changes at
 * most once a cycle: what is left out then are glitches. Inputs change when the module's own
 * flip-flops do, the clock at all of them at once.
 */
final class GateSimulation {
  /** Bits of an event's number that are the output of its cell; two outputs are the most in use. */
  private static final int OUTPUT_BITS = 2;

  private final GateCircuit circuit;
  private final GateGraph graph;
  private final boolean delays;
  private final EventQueue queue = new EventQueue();
  private final int[][] readerCells;
  private final int[][] readerPins;
  private final boolean[] values;
  private final int[] states;
  private final long[] pending;
  private final boolean[] projected;
  private final int[] causes;
  private final int[] flipFlops;
  private final int clock;
  private final int inputTime;
  private final Map<String, List<Integer>> ports = new HashMap<>();
  private final GateActivity activity;
  private boolean counts;
  private long now;

  /**
   * A netlist at rest.
   *
   * @param clockPort the clock's port; a module without one has no flip-flops
   * @param delays whether the library's delays count
   */
  GateSimulation(GateCircuit circuit, String clockPort, boolean delays) {
    this.circuit = circuit;
    this.graph = circuit.graph;
    this.delays = delays;
    int nets = graph.netlist.nets();
    int cells = graph.cells.length;
    readerCells = new int[nets][];
    readerPins = new int[nets][];
    for (int net = 0; net < nets; net++) {
      readerCells[net] = graph.readers.get(net).stream().mapToInt(reader -> reader[0]).toArray();
      readerPins[net] = graph.readers.get(net).stream().mapToInt(reader -> reader[1]).toArray();
    }
    values = new boolean[nets];
    states = new int[cells];
    pending = new long[cells << OUTPUT_BITS];
    projected = new boolean[cells << OUTPUT_BITS];
    causes = new int[cells << OUTPUT_BITS];
    Arrays.fill(pending, -1);
    flipFlops = graph.flipFlops();
    for (Port port : graph.netlist.ports()) {
      ports.put(port.name(), port.nets());
    }
    clock = ports.containsKey(clockPort) ? ports.get(clockPort).getFirst() : -1;
    inputTime = delays ? circuit.clockToOutputFemtoseconds() : 0;
    activity = new GateActivity(nets, cells);
    checkClock();
    settle();
  }

  private void checkClock() {
    for (int cell : flipFlops) {
      if (graph.inputNets[cell][graph.cells[cell].clockPin()] != clock) {
        throw new IllegalStateException(
            "a flip-flop of %s has a clock of its own".formatted(graph.netlist.module()));
      }
    }
  }

  /** All flip-flops hold 0, all inputs are 0: sets everything behind. */
  private void settle() {
    values[GateNetlist.HIGH] = true;
    for (int cell : flipFlops) {
      show(cell);
    }
    graph.order.forEach(this::show);
    for (int cell : flipFlops) {
      read(cell);
    }
  }

  private void read(int cell) {
    int inputs = graph.inputNets[cell].length;
    states[cell] = states[cell] >>> inputs << inputs;
    for (int input = 0; input < inputs; input++) {
      states[cell] |= values[graph.inputNets[cell][input]] ? 1 << input : 0;
    }
  }

  private void show(int cell) {
    read(cell);
    for (int output = 0; output < graph.outputNets[cell].length; output++) {
      boolean value = graph.cells[cell].output(output, states[cell]);
      projected[cell << OUTPUT_BITS | output] = value;
      if (graph.outputNets[cell][output] >= 0) {
        values[graph.outputNets[cell][output]] = value;
      }
    }
  }

  /**
   * Runs a trace.
   *
   * @return what happened in the cycles that count
   * @throws GateMismatchException if an output is not what the trace says
   */
  GateActivity run(PortTrace trace) {
    for (int number = 0; number < trace.cycles().size(); number++) {
      Cycle cycle = trace.cycles().get(number);
      counts = number >= trace.warmUp();
      now = 0;
      if (clock >= 0 && number > 0) {
        riseClock();
      }
      cycle.inputs().forEach(this::drive);
      drain();
      check(cycle, number);
      if (clock >= 0) {
        now = 0;
        change(clock, false);
      }
    }
    return activity;
  }

  private void riseClock() {
    boolean[] next = new boolean[flipFlops.length];
    for (int i = 0; i < flipFlops.length; i++) {
      next[i] = graph.cells[flipFlops[i]].next(states[flipFlops[i]]);
    }
    change(clock, true);
    for (int i = 0; i < flipFlops.length; i++) {
      int cell = flipFlops[i];
      int held = 1 << graph.inputNets[cell].length;
      if (next[i] != ((states[cell] & held) != 0)) {
        states[cell] ^= held;
        project(cell, graph.cells[cell].clockPin());
      }
    }
  }

  private void drive(String port, String digits) {
    List<Integer> nets = ports.get(port);
    if (nets == null || port.isEmpty()) {
      throw new IllegalArgumentException(graph.netlist.module() + " has no port " + port);
    }
    for (int bit = 0; bit < nets.size(); bit++) {
      boolean value = bit < digits.length() && digits.charAt(digits.length() - 1 - bit) == '1';
      if (values[nets.get(bit)] != value) {
        queue.add(inputTime, -1 - nets.get(bit));
      }
    }
  }

  private void check(Cycle cycle, int number) {
    cycle
        .outputs()
        .forEach((port, digits) -> {
          List<Integer> nets = ports.getOrDefault(port, List.of());
          for (int bit = 0; bit < nets.size(); bit++) {
            boolean value =
                bit < digits.length() && digits.charAt(digits.length() - 1 - bit) == '1';
            if (values[nets.get(bit)] != value) {
              throw new GateMismatchException(
                  "%s: in cycle %d the gates give %d at bit %d of %s, the RTL %d"
                      .formatted(
                          graph.netlist.module(), number, value ? 0 : 1, bit, port, value ? 1 : 0));
            }
          }
        });
  }

  private void drain() {
    while (!queue.isEmpty()) {
      long key = queue.firstKey();
      int event = queue.remove();
      now = EventQueue.time(key);
      if (event < 0) {
        int net = -1 - event;
        change(net, !values[net]);
      } else if (pending[event] == key) {
        pending[event] = -1;
        happen(event);
      }
    }
  }

  /** An output changes. */
  private void happen(int event) {
    int cell = event >> OUTPUT_BITS;
    int output = event & (1 << OUTPUT_BITS) - 1;
    boolean value = projected[event];
    int net = graph.outputNets[cell][output];
    if (counts) {
      int selector = graph.cells[cell].outputSelector(output, causes[event], value);
      activity.cellJoules[cell] += joules(cell, selector);
    }
    change(net, value);
  }

  private double joules(int cell, int selector) {
    int choice = graph.cells[cell].selectors().get(selector).choice(states[cell]);
    return circuit.internalJoules[cell][selector][choice];
  }

  private void change(int net, boolean value) {
    values[net] = value;
    if (counts) {
      activity.toggles[net]++;
    }
    int[] cells = readerCells[net];
    int[] pins = readerPins[net];
    for (int i = 0; i < cells.length; i++) {
      int cell = cells[i];
      states[cell] ^= 1 << pins[i];
      if (counts) {
        double joules = joules(cell, graph.cells[cell].inputSelector(pins[i], value));
        if (net == clock) {
          activity.clockPinJoules += joules;
        } else {
          activity.cellJoules[cell] += joules;
        }
      }
      if (!graph.cells[cell].isFlipFlop()) {
        project(cell, pins[i]);
      }
    }
  }

  /** Sees what a cell's outputs are to become, and when. */
  private void project(int cell, int cause) {
    GateCell type = graph.cells[cell];
    int[] nets = graph.outputNets[cell];
    for (int output = 0; output < nets.length; output++) {
      int event = cell << OUTPUT_BITS | output;
      boolean value = type.output(output, states[cell]);
      if (nets[output] < 0 || value == projected[event]) {
        continue;
      }
      projected[event] = value;
      if (pending[event] >= 0) {
        pending[event] = -1;
        if (value == values[nets[output]]) {
          activity.swallowed += counts ? 1 : 0;
          continue;
        }
      }
      int index = GateCircuit.delayIndex(type, output, cause, value);
      long time = delays ? now + circuit.delayFemtoseconds[cell][index] : graph.level[cell];
      causes[event] = cause;
      pending[event] = queue.add(time, event);
    }
  }
}
