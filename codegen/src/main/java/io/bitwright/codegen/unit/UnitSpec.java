package io.bitwright.codegen.unit;

import io.bitwright.spec.quantity.Frequency;
import java.util.Map;

/** A unit with all its settings chosen and checked: what a generator renders. */
public sealed interface UnitSpec permits WeightStationaryArraySpec {
  /** Which unit this is. */
  Unit unit();

  /** All settings by key, in the registry's order, as a user would type them. */
  Map<String, String> settings();

  /** The clock that the constraints ask of synthesis. */
  Frequency clock();

  /** The ports of the unit. */
  UnitInterface interfaceOf();

  /** The settings as text, one {@code key: value} a line: the text whose digest names a design. */
  default String canonicalText() {
    StringBuilder text = new StringBuilder("unit: " + unit().label() + "\n");
    settings().forEach((key, value) -> text.append(key + ": " + value + "\n"));
    return text.toString();
  }
}
