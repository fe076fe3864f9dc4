package io.bitwright.codegen.unit;

import static java.util.Objects.requireNonNull;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Frequency;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a unit's settings as the user typed them, standard values filled in.
 *
 * @param values by key; a setting without a standard value may be missing
 */
record SettingValues(Map<String, String> values) {
  private static final double HERTZ_PER_MEGAHERTZ = 1e6;

  /**
   * @throws SpecException if it is not a whole number in the allowed range
   */
  int number(Setting setting) {
    return setting.parseNumber(text(setting));
  }

  /** The number, if the user gave one. */
  Optional<Integer> optionalNumber(Setting setting) {
    return Optional.ofNullable(values.get(setting.key())).map(setting::parseNumber);
  }

  /**
   * @throws SpecException if it is not a decimal in the allowed range
   */
  BigDecimal decimal(Setting setting) {
    return setting.parseDecimal(text(setting));
  }

  /**
   * @throws SpecException if it is not one of the allowed words
   */
  String word(Setting setting) {
    return setting.parseWord(text(setting));
  }

  /** The word, if the user gave one. */
  Optional<String> optionalWord(Setting setting) {
    return Optional.ofNullable(values.get(setting.key())).map(setting::parseWord);
  }

  /** The number format of a word. */
  NumberFormat format(Setting setting) {
    return NumberFormat.parse(word(setting));
  }

  /** The clock of {@link Setting#CLOCK}. */
  Frequency clock() {
    return new Frequency(number(Setting.CLOCK) * HERTZ_PER_MEGAHERTZ);
  }

  private String text(Setting setting) {
    return requireNonNull(values.get(setting.key()), setting.key());
  }
}
