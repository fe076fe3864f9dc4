package io.bitwright.testbench.liberty;

import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.util.List;

/**
 * A standard cell.
 *
 * @param name the cell's name
 * @param areaSquareMicrometres its area; Liberty has no unit for areas, libraries write square
 *     micrometres
 * @param leakageWatts what it takes at rest if nothing is known of its pins: {@code
 *     cell_leakage_power}, else the sum of the entries without condition over all rails, else the
 *     library's default
 * @param leakagePowers what it takes at rest by the state of its pins and by rail
 * @param dontUse whether synthesis is to leave it out
 * @param stateTable whether a table of states defines what it keeps, which is not read
 * @param powerGroundPins its rails
 * @param pins its signal pins, in the order of the file
 * @param flipFlops its edge-triggered states; one in most sequential cells
 * @param latches its level-triggered states
 */
public record LibertyCell(
    String name,
    double areaSquareMicrometres,
    double leakageWatts,
    List<LeakagePower> leakagePowers,
    boolean dontUse,
    boolean stateTable,
    List<PowerGroundPin> powerGroundPins,
    List<LibertyPin> pins,
    List<FlipFlop> flipFlops,
    List<Latch> latches) {
  public LibertyCell {
    leakagePowers = List.copyOf(leakagePowers);
    powerGroundPins = List.copyOf(powerGroundPins);
    pins = List.copyOf(pins);
    flipFlops = List.copyOf(flipFlops);
    latches = List.copyOf(latches);
  }

  /** Whether the cell keeps a state. */
  public boolean sequential() {
    return stateTable || !flipFlops.isEmpty() || !latches.isEmpty();
  }

  /**
   * The pin of a name.
   *
   * @throws SpecException naming the nearest, if there is none
   */
  public LibertyPin pin(String wanted) {
    return pins.stream()
        .filter(pin -> pin.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> noPin(wanted));
  }

  private SpecException noPin(String wanted) {
    List<String> known = pins.stream().map(LibertyPin::name).toList();
    return new SpecException(
        "the cell "
            + name
            + " has no pin "
            + QuotedText.of(wanted)
            + "; it has "
            + String.join(", ", known)
            + NearestWord.hint(wanted, known));
  }
}
