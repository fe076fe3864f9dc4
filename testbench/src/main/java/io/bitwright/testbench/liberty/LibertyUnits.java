package io.bitwright.testbench.liberty;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one unit of a library is in SI units.
 *
 * @param timeSeconds {@code time_unit}; 1 ns if it is absent (Liberty Reference Manual, "time_unit
 *     Simple Attribute")
 * @param capacitanceFarads {@code capacitive_load_unit}, which has to be there
 * @param voltageVolts {@code voltage_unit}; 1 V if it is absent
 * @param leakageWatts {@code leakage_power_unit}; 1 nW if it is absent
 */
public record LibertyUnits(
    double timeSeconds, double capacitanceFarads, double voltageVolts, double leakageWatts) {
  private static final Pattern QUANTITY = Pattern.compile("([0-9.eE+-]*)\\s*([a-zA-Z]+)");
  private static final double NANO = 1e-9;

  /**
   * The energy of one unit in the tables of {@code internal_power}: {@code capacitive_load_unit}
   * times {@code voltage_unit} squared, so 1 pJ for pF and 1 fJ for fF (Liberty User Guide, volume
   * 1, "Modeling Power and Electromigration").
   */
  public double energyJoules() {
    return capacitanceFarads * voltageVolts * voltageVolts;
  }

  /**
   * The units that a library's head states.
   *
   * @throws SpecException if one is not understood
   */
  static LibertyUnits of(LibertyGroup library) {
    return new LibertyUnits(
        unit(library, "time_unit", "s", NANO),
        capacitance(library),
        unit(library, "voltage_unit", "v", 1),
        unit(library, "leakage_power_unit", "w", NANO));
  }

  private static double unit(LibertyGroup library, String name, String base, double otherwise) {
    return library
        .attribute(name)
        .map(attribute -> {
          String text = library.text(name).orElseThrow();
          Matcher quantity = QUANTITY.matcher(text);
          if (!quantity.matches()) {
            throw library.fault(
                attribute,
                QuotedText.of(text) + " is no unit; write a number and a unit, as in 1ns");
          }
          return size(library, attribute, quantity.group(1), quantity.group(2), base);
        })
        .orElse(otherwise);
  }

  private static double capacitance(LibertyGroup library) {
    LibertyAttribute attribute =
        library
            .attribute("capacitive_load_unit")
            .orElseThrow(() ->
                library.fault(
                    "capacitive_load_unit is missing; write capacitive_load_unit (1, ff);"));
    if (attribute.values().size() != 2) {
      throw library.fault(attribute, "allowed: a number and a unit, as in (1, ff)");
    }
    return size(library, attribute, attribute.values().getFirst(), attribute.values().get(1), "f");
  }

  private static double size(
      LibertyGroup library, LibertyAttribute attribute, String number, String unit, String base) {
    double factor = number.isEmpty() ? 1 : library.number(attribute, number);
    if (factor <= 0) {
      throw library.fault(attribute, QuotedText.of(number) + " is not positive; allowed: above 0");
    }
    try {
      return factor * scales(base).parse(unit.toLowerCase(Locale.ROOT));
    } catch (SpecException e) {
      throw library.fault(attribute, e.getMessage());
    }
  }

  private static Vocabulary<Double> scales(String base) {
    Map<String, Double> scales = new LinkedHashMap<>();
    scales.put("f" + base, 1e-15);
    scales.put("p" + base, 1e-12);
    scales.put("n" + base, NANO);
    scales.put("u" + base, 1e-6);
    scales.put("m" + base, 1e-3);
    scales.put(base, 1.0);
    return Vocabulary.of("unit", scales);
  }
}
