package io.bitwright.app.studio;

import io.bitwright.spec.SpecException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A finished exploration.
 *
 * @param space what was explored
 * @param variables what was varied, where it is told apart from figures
 * @param figures what there is a number of
 * @param points the outcomes, at least one
 */
record Exploration(String space, List<String> variables, List<Figure> figures, List<Point> points) {
  /** What axes show first, where it is there. */
  private static final List<String> FIRST_SHOWN =
      List.of("latency", "energy_per_token", "tokens_per_second", "energy");

  /**
   * A quantity.
   *
   * @param unit empty if it has none
   */
  record Figure(String name, String unit) {
    String label() {
      return unit.isEmpty() ? name : name + " [" + unit + "]";
    }
  }

  /**
   * An outcome.
   *
   * @param variables values by name
   * @param figures values by name; those that a point does not have are missing
   */
  record Point(
      String number, Map<String, String> variables, Map<String, Double> figures, boolean onFront) {}

  Exploration {
    variables = List.copyOf(variables);
    figures = List.copyOf(figures);
    points = List.copyOf(points);
  }

  /**
   * The figure of that name.
   *
   * @throws SpecException if there is none, naming those there are
   */
  Figure figure(String name) {
    return figures.stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow(() -> {
          List<String> names = figures.stream().map(Figure::name).toList();
          return new SpecException(
              "no figure '" + name + "' here; allowed: " + String.join(", ", names));
        });
  }

  /** The figure that an axis shows first: 0 across, 1 upwards. */
  Figure firstShown(int axis) {
    Stream<Figure> known =
        FIRST_SHOWN.stream()
            .flatMap(name -> figures.stream().filter(figure -> figure.name().equals(name)));
    return Stream.concat(known, figures.stream()).distinct().toList().get(axis);
  }
}
