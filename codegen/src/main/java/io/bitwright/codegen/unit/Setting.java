package io.bitwright.codegen.unit;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.quantity.Frequency;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that can be set about a unit: {@code --set key=value}.
 *
 * @param key what the user types before the equals sign
 * @param meaning one phrase, with the unit of the value
 * @param allowed what values there are, for people: {@code 1 to 128}
 * @param words the values if they are words, else empty
 * @param lowest the smallest value if it is a number
 * @param highest the largest value if it is a number
 * @param standard the value if the user gives none; empty if it follows from other settings
 */
public record Setting(
    String key,
    String meaning,
    String allowed,
    List<String> words,
    int lowest,
    int highest,
    Optional<String> standard) {

  private static final int MOST_DECIMALS = 60;

  /** The clock, which every unit has. */
  static final Setting CLOCK =
      number("clock-mhz", "clock of the constraints, in MHz", 1, 2000, "200");

  public Setting {
    words = List.copyOf(words);
  }

  /** The clock of a unit that was not given one. */
  static Frequency standardClock() {
    return new SettingValues(Map.of(CLOCK.key(), CLOCK.standard().orElseThrow())).clock();
  }

  static Setting number(String key, String meaning, int lowest, int highest, String standard) {
    String allowed = lowest + " to " + highest;
    return new Setting(key, meaning, allowed, List.of(), lowest, highest, Optional.of(standard));
  }

  static Setting derivedNumber(String key, String meaning, int lowest, int highest) {
    String allowed = lowest + " to " + highest;
    return new Setting(key, meaning, allowed, List.of(), lowest, highest, Optional.empty());
  }

  static Setting decimal(String key, String meaning, int lowest, int highest, String standard) {
    String allowed = "a decimal from " + lowest + " to " + highest;
    return new Setting(key, meaning, allowed, List.of(), lowest, highest, Optional.of(standard));
  }

  static Setting word(String key, String meaning, List<String> words, String standard) {
    String allowed = String.join(", ", words);
    return new Setting(key, meaning, allowed, words, 0, 0, Optional.of(standard));
  }

  /**
   * The number in a user's text.
   *
   * @throws SpecException if it is not a whole number in the allowed range
   */
  int parseNumber(String text) {
    int value;
    try {
      value = Integer.parseInt(text.strip());
    } catch (NumberFormatException notAnInt) {
      throw new SpecException(
          key + ": '" + text + "' is not a whole number; allowed: " + allowed, notAnInt);
    }
    return checkNumber(value);
  }

  /**
   * The same number.
   *
   * @throws SpecException if it is not in the allowed range
   */
  int checkNumber(int value) {
    if (value < lowest || value > highest) {
      throw new SpecException(key + ": " + value + " is out of range; allowed: " + allowed);
    }
    return value;
  }

  /**
   * The decimal in a user's text.
   *
   * @throws SpecException if it is none, or not in the allowed range
   */
  BigDecimal parseDecimal(String text) {
    try {
      return checkDecimal(new BigDecimal(text.strip()));
    } catch (NumberFormatException notANumber) {
      throw new SpecException(
          key + ": '" + text + "' is not a number; allowed: " + allowed, notANumber);
    }
  }

  /**
   * The same decimal.
   *
   * @throws SpecException if it is not in the allowed range, or has too many digits
   */
  BigDecimal checkDecimal(BigDecimal value) {
    if (value.compareTo(BigDecimal.valueOf(lowest)) < 0
        || value.compareTo(BigDecimal.valueOf(highest)) > 0
        || value.scale() > MOST_DECIMALS) {
      throw new SpecException(
          "%s: %s is out of range; allowed: %s, with at most %d decimals"
              .formatted(key, value, allowed, MOST_DECIMALS));
    }
    return value;
  }

  /**
   * The word in a user's text.
   *
   * @throws SpecException if it is not one of the allowed words
   */
  String parseWord(String text) {
    return Vocabulary.of("value of " + key, words, word -> word).parse(text.strip());
  }
}
