package io.bitwright.app.studio;

import io.bitwright.app.studio.Exploration.Figure;
import io.bitwright.app.studio.Exploration.Point;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.DocumentNode;
import io.bitwright.spec.document.DocumentNode.Mapping;
import io.bitwright.spec.document.DocumentNode.Scalar;
import io.bitwright.spec.document.DocumentNode.Sequence;
import io.bitwright.spec.document.JsonReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Explorations from JSON: the document of {@code explore --json}, which has the front, or the rows
 * of {@code explore --out FILE.json}, which have all points. Only here is known what these look
 * like; keys that are not needed are passed over.
 */
final class ExplorationReader {
  /** The largest document that is read. */
  static final int MOST_BYTES = 16 << 20;

  private static final String POINT = "point";
  private static final String ON_FRONT = "on_front";
  private static final String WHY = "why";

  /** A column of rows: {@code latency [s]}. */
  private static final Pattern COLUMN = Pattern.compile("(.*?)(?: \\[(.*)\\])?");

  private final String file;

  private ExplorationReader(String file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws SpecException with file and line, if it is none of {@code explore}
   */
  static Exploration read(Path file) {
    String name = String.valueOf(file.getFileName());
    return new ExplorationReader(name).exploration(JsonReader.read(file, MOST_BYTES).root());
  }

  /**
   * Reads a text.
   *
   * @param name what it is called in messages
   * @throws SpecException with name and line, if it is none of {@code explore}
   */
  static Exploration read(String name, String text) {
    return new ExplorationReader(name).exploration(JsonReader.readText(name, text).root());
  }

  private Exploration exploration(DocumentNode root) {
    Exploration read = root instanceof Sequence rows ? ofRows(rows) : ofDocument(root);
    if (read.figures().size() < 2 || read.points().isEmpty()) {
      throw new SpecException(
          file
              + ": has %d figures and %d points; an exploration has 2 and 1 at least"
                  .formatted(read.figures().size(), read.points().size()));
    }
    return read;
  }

  private Exploration ofDocument(DocumentNode root) {
    List<Figure> figures = new ArrayList<>();
    for (DocumentNode figure : items(root, "figures")) {
      figures.add(new Figure(text(figure, "name"), text(figure, "unit")));
    }
    List<String> variables =
        items(root, "variables").stream().map(variable -> text(variable, "name")).toList();
    List<Point> points = new ArrayList<>();
    for (DocumentNode point : items(root, "front")) {
      Map<String, Double> numbers = new LinkedHashMap<>();
      values(point, "figures")
          .forEach((name, value) ->
              number(value)
                  .ifPresentOrElse(
                      number -> numbers.put(name, number),
                      () -> requireNothing(point, "figures." + name, value)));
      Map<String, String> words = new LinkedHashMap<>();
      values(point, "variables").forEach((name, value) -> words.put(name, value.text()));
      points.add(new Point(text(point, POINT), words, numbers, true));
    }
    return new Exploration(text(root, "space"), variables, figures, points);
  }

  private void requireNothing(DocumentNode point, String key, Scalar value) {
    if (!value.isNull()) {
      throw wrong(point, key, "'" + value.text() + "' is not a number");
    }
  }

  /** Columns of numbers are figures, the others variables. */
  private Exploration ofRows(Sequence rows) {
    Set<String> columns = new LinkedHashSet<>();
    Set<String> words = new LinkedHashSet<>();
    List<Map<String, Scalar>> all = new ArrayList<>();
    for (DocumentNode row : rows.items()) {
      Map<String, Scalar> cells = scalars(row);
      cells.forEach((name, value) -> {
        columns.add(name);
        if (!value.isNull() && number(value).isEmpty()) {
          words.add(name);
        }
      });
      text(row, ON_FRONT);
      all.add(cells);
    }
    columns.removeAll(List.of(POINT, ON_FRONT, WHY));
    words.retainAll(columns);
    columns.removeAll(words);
    List<Figure> figures = columns.stream().map(ExplorationReader::figure).toList();
    List<Point> points = all.stream().map(cells -> point(cells, columns, words)).toList();
    return new Exploration(file, List.copyOf(words), figures, points);
  }

  private static Point point(Map<String, Scalar> cells, Set<String> columns, Set<String> words) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    Map<String, String> texts = new LinkedHashMap<>();
    cells.forEach((name, value) -> {
      if (words.contains(name)) {
        texts.put(name, value.isNull() ? "" : value.text());
      } else if (columns.contains(name)) {
        number(value).ifPresent(number -> numbers.put(figure(name).name(), number));
      }
    });
    String number = Optional.ofNullable(cells.get(POINT)).map(Scalar::text).orElse("");
    boolean onFront =
        Optional.ofNullable(cells.get(ON_FRONT)).filter(v -> v.text().equals("true")).isPresent();
    return new Point(number, texts, numbers, onFront);
  }

  private static Figure figure(String column) {
    Matcher parts = COLUMN.matcher(column);
    return parts.matches()
        ? new Figure(parts.group(1), Optional.ofNullable(parts.group(2)).orElse(""))
        : new Figure(column, "");
  }

  private static Optional<Double> number(Scalar value) {
    try {
      return value.quoted() ? Optional.empty() : Optional.of(Double.valueOf(value.text()));
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }

  private List<DocumentNode> items(DocumentNode parent, String key) {
    if (find(parent, key).orElse(null) instanceof Sequence list) {
      return list.items();
    }
    throw wrong(
        parent,
        key,
        "a list is needed; open what './bitwright explore' wrote with --json or --out FILE.json");
  }

  private String text(DocumentNode parent, String key) {
    if (find(parent, key).orElse(null) instanceof Scalar scalar) {
      return scalar.text();
    }
    throw wrong(parent, key, "a single value is needed");
  }

  private Map<String, Scalar> values(DocumentNode parent, String key) {
    return find(parent, key)
        .map(this::scalars)
        .orElseThrow(() -> wrong(parent, key, "names with values are needed"));
  }

  private Map<String, Scalar> scalars(DocumentNode node) {
    if (!(node instanceof Mapping mapping)) {
      throw wrong(node, node.noun(), "names with values are needed");
    }
    Map<String, Scalar> values = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach((name, entry) -> {
          if (!(entry.value() instanceof Scalar value)) {
            throw wrong(node, name, "a single value is needed");
          }
          values.put(name, value);
        });
    return values;
  }

  private static Optional<DocumentNode> find(DocumentNode parent, String key) {
    return parent instanceof Mapping mapping
        ? Optional.ofNullable(mapping.entries().get(key)).map(DocumentNode.Entry::value)
        : Optional.empty();
  }

  private SpecException wrong(DocumentNode parent, String key, String message) {
    return new SpecException(
        "%s:%d: %s: %s".formatted(file, parent.position().line(), key, message));
  }
}
