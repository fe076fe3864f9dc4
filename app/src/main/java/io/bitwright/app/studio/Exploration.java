package io.bitwright.app.studio;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.DocumentNode;
import io.bitwright.spec.document.JsonReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A finished exploration, as {@code explore --json} writes it. Only here is known what its document
 * looks like; keys that are not needed are passed over.
 *
 * @param space what was explored
 * @param variables what was varied
 * @param figures what was computed of each point
 * @param points the outcomes
 */
record Exploration(String space, List<String> variables, List<Figure> figures, List<Point> points) {
  /** The largest document that is read. */
  static final int MOST_BYTES = 16 << 20;

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
      String index, Map<String, String> variables, Map<String, Double> figures, boolean onFront) {}

  Exploration {
    variables = List.copyOf(variables);
    figures = List.copyOf(figures);
    points = List.copyOf(points);
  }

  /**
   * Reads a file.
   *
   * @throws SpecException with file and line, if it is none of {@code explore}
   */
  static Exploration read(Path file) {
    return read(file.toString(), JsonReader.read(file, MOST_BYTES).root());
  }

  /**
   * Reads a text.
   *
   * @param name what it is called in messages
   * @throws SpecException with name and line, if it is none of {@code explore}
   */
  static Exploration read(String name, String text) {
    return read(name, JsonReader.readText(name, text).root());
  }

  private static Exploration read(String file, DocumentNode root) {
    Reader reader = new Reader(file);
    List<Figure> figures = new ArrayList<>();
    for (DocumentNode figure : reader.items(root, "figures")) {
      figures.add(new Figure(reader.text(figure, "name"), reader.textOr(figure, "unit", "")));
    }
    List<String> variables =
        reader.items(root, "variables").stream().map(v -> reader.text(v, "name")).toList();
    List<Point> points = new ArrayList<>();
    for (DocumentNode point : reader.items(root, "points")) {
      points.add(
          new Point(
              reader.textOr(point, "index", Integer.toString(points.size())),
              reader.texts(point, "variables"),
              reader.numbers(point, "figures"),
              reader.textOr(point, "onFront", "false").equals("true")));
    }
    if (figures.size() < 2 || points.isEmpty()) {
      throw new SpecException(
          file
              + ": has %d figures and %d points; an exploration has 2 and 1 at least"
                  .formatted(figures.size(), points.size()));
    }
    return new Exploration(reader.textOr(root, "space", "exploration"), variables, figures, points);
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

  /** Takes documents apart. */
  private record Reader(String file) {
    private Optional<DocumentNode> find(DocumentNode parent, String key) {
      return parent instanceof DocumentNode.Mapping mapping
          ? Optional.ofNullable(mapping.entries().get(key)).map(DocumentNode.Entry::value)
          : Optional.empty();
    }

    List<DocumentNode> items(DocumentNode parent, String key) {
      if (find(parent, key).orElse(null) instanceof DocumentNode.Sequence list) {
        return list.items();
      }
      throw wrong(parent, key, "a list is needed; open what './bitwright explore --json' printed");
    }

    String text(DocumentNode parent, String key) {
      if (find(parent, key).orElse(null) instanceof DocumentNode.Scalar scalar) {
        return scalar.text();
      }
      throw wrong(parent, key, "a single value is needed");
    }

    String textOr(DocumentNode parent, String key, String otherwise) {
      return find(parent, key).isPresent() ? text(parent, key) : otherwise;
    }

    Map<String, String> texts(DocumentNode parent, String key) {
      Map<String, String> texts = new LinkedHashMap<>();
      if (find(parent, key).orElse(null) instanceof DocumentNode.Mapping mapping) {
        mapping.entries().keySet().forEach(name -> texts.put(name, text(mapping, name)));
        return texts;
      }
      throw wrong(parent, key, "names with values are needed");
    }

    Map<String, Double> numbers(DocumentNode parent, String key) {
      Map<String, Double> numbers = new LinkedHashMap<>();
      texts(parent, key)
          .forEach((name, text) -> {
            if (!text.equals("null")) {
              numbers.put(name, number(parent, key + "." + name, text));
            }
          });
      return numbers;
    }

    private double number(DocumentNode parent, String key, String text) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw wrong(parent, key, "'" + text + "' is not a number");
      }
    }

    private SpecException wrong(DocumentNode parent, String key, String message) {
      return new SpecException(
          "%s:%d: %s: %s".formatted(file, parent.position().line(), key, message));
    }
  }
}
