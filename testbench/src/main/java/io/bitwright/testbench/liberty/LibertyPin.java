package io.bitwright.testbench.liberty;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A signal pin of a cell.
 *
 * @param name the pin's name
 * @param direction which way it drives
 * @param function what an output shows, over input pins and states; empty for inputs and where a
 *     state table defines it
 * @param threeState an output is not driven while this is true; empty: always driven
 * @param capacitanceFarads what it loads its net with; the library's default if the pin states none
 * @param riseCapacitanceFarads the same for a rise; the common one if the pin states none
 * @param fallCapacitanceFarads the same for a fall; the common one if the pin states none
 * @param clock whether the library marks it as a clock
 * @param maxCapacitanceFarads the largest load it may drive
 * @param timingArcs the arcs that end at it
 * @param internalPowers the energies of its changes
 */
public record LibertyPin(
    String name,
    PinDirection direction,
    Optional<BooleanExpression> function,
    Optional<BooleanExpression> threeState,
    double capacitanceFarads,
    double riseCapacitanceFarads,
    double fallCapacitanceFarads,
    boolean clock,
    OptionalDouble maxCapacitanceFarads,
    List<TimingArc> timingArcs,
    List<InternalPower> internalPowers) {
  public LibertyPin {
    timingArcs = List.copyOf(timingArcs);
    internalPowers = List.copyOf(internalPowers);
  }
}
