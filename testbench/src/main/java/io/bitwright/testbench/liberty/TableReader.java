package io.bitwright.testbench.liberty;

import io.bitwright.spec.SpecException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads lookup tables: the axes of their template, their own points, their values. */
final class TableReader {
  private static final Map<String, Axis> VARIABLES =
      Map.of(
          "input_net_transition", Axis.SLEW,
          "input_transition_time", Axis.SLEW,
          "total_output_net_capacitance", Axis.LOAD);
  private static final String SCALAR = "scalar";

  /** A library has at most some hundreds of points in a table. */
  private static final int MOST_VALUES = 1_000_000;

  private final LibertyUnits units;
  private final Map<String, LibertyGroup> delayTemplates;
  private final Map<String, LibertyGroup> powerTemplates;

  TableReader(LibertyGroup library, LibertyUnits units) {
    this.units = units;
    this.delayTemplates = templates(library, "lu_table_template");
    this.powerTemplates = templates(library, "power_lut_template");
  }

  /** A table of seconds, as in {@code cell_rise}; empty if the group is absent. */
  Optional<LookupTable> times(LibertyGroup timing, String kind) {
    return timing
        .group(kind)
        .map(table -> table(table, delayTemplates, powerTemplates, units.timeSeconds()));
  }

  /** A table of joules, as in {@code rise_power}; empty if the group is absent. */
  Optional<LookupTable> energies(LibertyGroup power, String kind) {
    return power
        .group(kind)
        .map(table -> table(table, powerTemplates, delayTemplates, units.energyJoules()));
  }

  private static Map<String, LibertyGroup> templates(LibertyGroup library, String kind) {
    Map<String, LibertyGroup> templates = new LinkedHashMap<>();
    for (LibertyGroup template : library.groups(kind)) {
      if (templates.putIfAbsent(template.name(), template) != null) {
        throw template.fault(
            kind + " " + template.name() + " is defined twice; delete one of them");
      }
    }
    return templates;
  }

  private LookupTable table(
      LibertyGroup table,
      Map<String, LibertyGroup> templates,
      Map<String, LibertyGroup> others,
      double unit) {
    LibertyAttribute attribute =
        table
            .attribute("values")
            .orElseThrow(() -> table.fault(table.kind() + " has no values (...)"));
    double[] values = scaled(numbers(table, attribute), unit);
    String name = table.arguments().isEmpty() ? SCALAR : table.arguments().getFirst();
    LibertyGroup template = templates.getOrDefault(name, others.get(name));
    if (template == null) {
      return scalar(table, name, values, templates);
    }
    Axis first = axis(template, "variable_1").orElseThrow(() -> withoutVariable(template));
    Optional<Axis> second = axis(template, "variable_2");
    if (axis(template, "variable_3").isPresent() || second.equals(Optional.of(first))) {
      throw table.fault(
          "template " + name + " has other axes than one slew and one load; allowed: one or both");
    }
    double[] outer = points(table, template, 1, first);
    double[] inner = second.isPresent() ? points(table, template, 2, second.get()) : new double[1];
    if (values.length != (long) outer.length * inner.length) {
      throw table.fault(
          attribute,
          values.length + " values for " + outer.length + " x " + inner.length + " points");
    }
    return first == Axis.SLEW
        ? new LookupTable(outer, inner, values)
        : new LookupTable(inner, outer, transposed(values, outer.length, inner.length));
  }

  private static SpecException withoutVariable(LibertyGroup template) {
    return template.fault(template.kind() + " " + template.name() + " has no variable_1");
  }

  private static LookupTable scalar(
      LibertyGroup table, String name, double[] values, Map<String, LibertyGroup> templates) {
    if (!name.equals(SCALAR)) {
      LibertyAttribute place = new LibertyAttribute(table.kind(), List.of(), table.line());
      throw table.unknown(place, "template", name, templates.keySet());
    }
    if (values.length != 1) {
      throw table.fault(
          table.kind() + " has no template but " + values.length + " values; allowed: one");
    }
    return LookupTable.constant(values[0]);
  }

  private static Optional<Axis> axis(LibertyGroup template, String variable) {
    Optional<LibertyAttribute> attribute = template.attribute(variable);
    if (attribute.isEmpty()) {
      return Optional.empty();
    }
    String word = template.text(variable).orElseThrow().toLowerCase(Locale.ROOT);
    Axis axis = VARIABLES.get(word);
    if (axis == null) {
      throw template.unknown(
          attribute.get(),
          "axis of a delay or power table",
          word,
          VARIABLES.keySet().stream().sorted().toList());
    }
    return Optional.of(axis);
  }

  /** The points of an axis in SI units: the table's own, else its template's. */
  private double[] points(LibertyGroup table, LibertyGroup template, int number, Axis axis) {
    String name = "index_" + number;
    LibertyGroup holder = table.attribute(name).isPresent() ? table : template;
    LibertyAttribute attribute =
        holder.attribute(name).orElseThrow(() -> table.fault(table.kind() + " has no " + name));
    double[] points = numbers(holder, attribute);
    for (int i = 1; i < points.length; i++) {
      if (points[i] <= points[i - 1]) {
        throw holder.fault(
            attribute, points[i] + " follows " + points[i - 1] + "; allowed: increasing numbers");
      }
    }
    return scaled(points, axis == Axis.SLEW ? units.timeSeconds() : units.capacitanceFarads());
  }

  private static double[] numbers(LibertyGroup group, LibertyAttribute attribute) {
    double[] numbers = new double[64];
    int count = 0;
    for (String row : attribute.values()) {
      int start = next(row, 0, false);
      while (start < row.length()) {
        int end = next(row, start, true);
        if (count == MOST_VALUES) {
          throw group.fault(attribute, "has more than " + MOST_VALUES + " numbers");
        }
        numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
        numbers[count++] = number(group, attribute, row, start, end);
        start = next(row, end, false);
      }
    }
    if (count == 0) {
      throw group.fault(attribute, "holds no number; allowed: at least one");
    }
    return Arrays.copyOf(numbers, count);
  }

  private static double number(
      LibertyGroup group, LibertyAttribute attribute, String row, int start, int end) {
    try {
      double value = DecimalText.parse(row, start, end);
      return Double.isFinite(value) ? value : group.number(attribute, row.substring(start, end));
    } catch (NumberFormatException e) {
      return group.number(attribute, row.substring(start, end));
    }
  }

  /** The next place at which a separator stands, or none. */
  private static int next(String row, int from, boolean separator) {
    int at = from;
    while (at < row.length() && isSeparator(row.charAt(at)) != separator) {
      at++;
    }
    return at;
  }

  private static boolean isSeparator(char character) {
    return character == ',' || character <= ' ';
  }

  private static double[] scaled(double[] numbers, double unit) {
    double[] scaled = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      scaled[i] = numbers[i] * unit;
    }
    return scaled;
  }

  private static double[] transposed(double[] values, int rows, int columns) {
    double[] turned = new double[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = values[row * columns + column];
      }
    }
    return turned;
  }

  /** What an axis of a table stands for. */
  private enum Axis {
    SLEW,
    LOAD
  }
}
