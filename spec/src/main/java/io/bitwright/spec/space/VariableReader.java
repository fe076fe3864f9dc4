package io.bitwright.spec.space;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.document.ScalarText;
import io.bitwright.spec.document.Section;
import io.bitwright.spec.formula.Measure;
import io.bitwright.spec.formula.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The values of one variable: a list, or a range. */
final class VariableReader {
  /** Values of one variable; more are a mistake in a step. */
  private static final int MOST_VALUES = 100_000;

  private static final List<String> RANGE_KEYS = List.of("from", "to", "by", "times", "count");
  private static final String RANGE =
      "a range such as {from: 16, to: 128, by: 16}, {from: 1 KiB, to: 64 KiB, times: 2} or"
          + " {from: 5 GB/s, to: 20 GB/s, count: 4}";

  private final Section section;
  private final String key;

  VariableReader(Section section, String key) {
    this.section = section;
    this.key = key;
  }

  DesignVariable read() {
    List<String> texts = section.isSection(key) ? range() : section.texts(key);
    if (texts.isEmpty()) {
      throw section.problem(key, "has no values; write a list of values, or " + RANGE);
    }
    if (texts.size() > MOST_VALUES) {
      throw section.problem(key, tooMany(texts.size()));
    }
    Set<String> seen = new HashSet<>();
    for (String text : texts) {
      if (!seen.add(text)) {
        throw section.problem(key, "has the value " + text + " twice");
      }
    }
    return variable(texts);
  }

  private DesignVariable variable(List<String> texts) {
    List<DesignVariable.Value> values = new ArrayList<>();
    Optional<Measure> measure = Quantity.find(texts.getFirst()).map(Quantity::measure);
    for (String text : texts) {
      Optional<Quantity> quantity = Quantity.find(text);
      if (!quantity.map(Quantity::measure).equals(measure)) {
        throw section.problem(
            key,
            "has %s and %s; all values of a variable have one unit, or are words"
                .formatted(texts.getFirst(), text));
      }
      String line = section.parse(key, text, ScalarText::line);
      values.add(
          new DesignVariable.Value(
              line, quantity.map(Quantity::value).orElse((double) values.size())));
    }
    return new DesignVariable(
        key, measure.orElse(Measure.NUMBER), values, measure.isEmpty(), section.place(key));
  }

  private List<String> range() {
    Section range = section.section(key, RANGE_KEYS);
    Quantity from = quantity(range, "from");
    Quantity to = quantity(range, "to");
    List<String> steps = List.of("by", "times", "count").stream().filter(range::has).toList();
    if (steps.size() != 1) {
      throw section.problem(key, "has not one of by, times and count; write " + RANGE);
    }
    if (!from.measure().equals(to.measure()) || !(to.value() >= from.value())) {
      throw section.problem(key, "does not end behind its beginning; write " + RANGE);
    }
    List<String> texts = new ArrayList<>();
    for (double value : values(range, from, to, steps.getFirst())) {
      texts.add(new Quantity(value, from.measure()).keyText());
    }
    return texts;
  }

  private List<Double> values(Section range, Quantity from, Quantity to, String step) {
    return switch (step) {
      case "by" -> {
        Quantity by = quantity(range, "by");
        boolean fits = by.measure().equals(from.measure()) && by.value() > 0;
        yield stepped(
            fits, (to.value() - from.value()) / by.value(), i -> from.value() + i * by.value());
      }
      case "times" -> {
        double times = range.number("times", "a number above 1", value -> value > 1);
        double steps = Math.log(to.value() / from.value()) / Math.log(times);
        yield stepped(from.value() > 0, steps, i -> from.value() * Math.pow(times, i));
      }
      default -> {
        int count = range.integer("count", new IntegerRange(2, MOST_VALUES));
        double by = (to.value() - from.value()) / (count - 1);
        yield stepped(by > 0, count - 1.0, i -> from.value() + i * by);
      }
    };
  }

  private interface Place {
    double value(int index);
  }

  /** The values of a range of so many steps, but for rounding. */
  private List<Double> stepped(boolean fits, double steps, Place place) {
    if (!fits || !Double.isFinite(steps)) {
      throw section.problem(key, "does not go from its beginning to its end; write " + RANGE);
    }
    if (steps > MOST_VALUES) {
      throw section.problem(key, tooMany((long) Math.min(steps, 1e15)));
    }
    List<Double> values = new ArrayList<>();
    for (int i = 0; i <= Math.floor(steps + 1e-9); i++) {
      values.add(rounded(place.value(i)));
    }
    return values;
  }

  /** Twelve digits: what steps add up to, without the dust of binary fractions. */
  private static double rounded(double value) {
    return new java.math.BigDecimal(value)
        .round(new java.math.MathContext(12, java.math.RoundingMode.HALF_EVEN))
        .doubleValue();
  }

  private static Quantity quantity(Section range, String key) {
    return range.value(
        key,
        RANGE,
        text ->
            Quantity.find(text)
                .orElseThrow(() -> new SpecException("is not a number; write " + RANGE)));
  }

  private static String tooMany(long count) {
    return "has " + count + " values; allowed: at most " + MOST_VALUES;
  }
}
