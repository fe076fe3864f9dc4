package io.bitwright.testbench.liberty;

import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The standard cells of one process, voltage and temperature; all figures in SI units. */
public final class LibertyLibrary {
  private final String name;
  private final double nominalVoltageVolts;
  private final TreeMap<String, LibertyCell> cells;

  LibertyLibrary(String name, double nominalVoltageVolts, SequencedMap<String, LibertyCell> cells) {
    this.name = name;
    this.nominalVoltageVolts = nominalVoltageVolts;
    this.cells = new TreeMap<>(cells);
  }

  /** The library's name; the names of its files joined by " + " if they differ. */
  public String name() {
    return name;
  }

  /** The supply voltage, {@code nom_voltage}, in volts. */
  public double nominalVoltageVolts() {
    return nominalVoltageVolts;
  }

  /** All cells, sorted by name. */
  public List<LibertyCell> cells() {
    return List.copyOf(cells.values());
  }

  /** The cell of a name, if there is one. */
  public Optional<LibertyCell> find(String wanted) {
    return Optional.ofNullable(cells.get(wanted));
  }

  /**
   * The cell of a name.
   *
   * @throws SpecException naming the nearest, if there is none
   */
  public LibertyCell cell(String wanted) {
    return find(wanted)
        .orElseThrow(() ->
            new SpecException(
                "the library "
                    + name
                    + " has no cell "
                    + QuotedText.of(wanted)
                    + NearestWord.hint(wanted, cells.keySet())));
  }
}
