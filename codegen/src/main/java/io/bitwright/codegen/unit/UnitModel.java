package io.bitwright.codegen.unit;

import io.bitwright.spec.quantity.Frequency;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A unit with all its settings chosen and checked: what a generator renders.
 *
 * <p>An implementation is a record of the settings. It is at the same time the model of the unit's
 * templates: a template's variables are the record's components and its methods without parameters,
 * and {@code banner}, the origin of the file. The constructor refuses what no template supports.
 */
public interface UnitModel {
  /** Which unit this is. */
  Unit unit();

  /** All settings by key, in the registry's order, as a user would type them. */
  Map<String, String> settings();

  /** The clock that the constraints ask of synthesis. */
  Frequency clock();

  /** The ports of the unit. */
  UnitInterface interfaceOf();

  /** The synthesisable modules, lower ones first, the top last. */
  List<RtlModule> modules();

  /** Benches that come with the unit beside the standard one; most have none. */
  default List<RtlModule> benches() {
    return List.of();
  }

  /**
   * Pieces of the unit as modules of their own, the same text: what synthesis figures an element or
   * a tree, and proofs, look at. They are written to {@code pieces/}, not part of the unit.
   */
  default List<RtlModule> pieces() {
    return List.of();
  }

  /**
   * Multiply-accumulates that the unit completes in a cycle when nothing waits: what synthesis
   * figures are shared out over. 0 if it is no multiplier.
   */
  default int multiplyAccumulatesPerCycle() {
    return 0;
  }

  /**
   * What is proved of the unit beside the rules of its streams, which are proved of every unit. A
   * harness may instantiate any of the {@link #modules} and {@link #pieces}.
   */
  default List<RtlProof> proofs() {
    return List.of();
  }

  /**
   * Modules that are other units whole, or parts of them: faults there are looked for in those
   * units, at sizes at which every bit of them can be seen, not through what this unit does behind.
   */
  default Set<String> modulesOfOtherUnits() {
    return Set.of();
  }

  /** What the page of the unit says about its cycles and its data. */
  UnitNotes notes();

  /**
   * Whether the unit simulates best if Verilator keeps its loops: loops over arrays, with blocking
   * assignments and unsigned counters in a task, which C++ compilers turn into vector instructions.
   * Verilator cannot keep a loop with a non-blocking assignment to an element of an array.
   */
  default boolean keepsLoops() {
    return false;
  }

  /** The clock in MHz, as many digits as it needs: {@code 200}, {@code 187.5}. */
  default String clockMegahertz() {
    return BigDecimal.valueOf(clock().hertz())
        .movePointLeft(6)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Unit and settings in one line, the clock left out. */
  default String title() {
    StringJoiner text = new StringJoiner(" ");
    text.add(unit().label());
    settings()
        .forEach((key, value) -> {
          if (!key.equals(Setting.CLOCK.key())) {
            text.add(key + "=" + value);
          }
        });
    return text.toString();
  }

  /** The settings as text, one {@code key: value} a line: the text whose digest names a design. */
  default String canonicalText() {
    StringBuilder text = new StringBuilder("unit: " + unit().label() + "\n");
    settings().forEach((key, value) -> text.append(key + ": " + value + "\n"));
    return text.toString();
  }
}
