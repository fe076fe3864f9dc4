package io.bitwright.simulator.area.record;

import io.bitwright.spec.SpecException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a line of the record measures.
 *
 * @param unit label of the unit
 * @param settings as {@code key=value} with blanks between; the rest have their standard values
 * @param module a lower module or piece; empty for the whole unit
 * @param target the FPGA family
 * @param seeds placements whose speeds are found, 0 for none
 * @param gated whether the tests measure it again
 */
public record Configuration(
    String unit, String settings, String module, SynthesisTarget target, int seeds, boolean gated) {

  /**
   * The settings by key, in the order in which they are written.
   *
   * @throws SpecException if one is no {@code key=value}
   */
  public Map<String, String> settingsByKey() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String setting : settings.strip().split(" +", -1)) {
      String[] parts = setting.split("=", 2);
      if (parts.length == 2) {
        values.put(parts[0], parts[1]);
      } else if (!setting.isEmpty()) {
        throw new SpecException("settings: '" + setting + "' is not KEY=VALUE");
      }
    }
    return values;
  }

  /** Unit, settings, module and target in one line. */
  public String title() {
    String what = module.isEmpty() ? unit : unit + "/" + module;
    return (what + " " + settings).strip() + " on " + target.label();
  }
}
