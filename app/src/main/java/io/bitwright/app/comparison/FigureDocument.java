package io.bitwright.app.comparison;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.DocumentNode;
import io.bitwright.spec.document.JsonReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document that a command printed with {@code --json}, as a list of figures with names. Items of
 * lists are named by what tells them apart, such as an operator by its name; equal names by their
 * number too.
 *
 * @param file where it was read
 * @param kind the command that printed it
 * @param figures by name, in the order of the document
 */
record FigureDocument(String file, DocumentKind kind, Map<FigureName, Figure> figures) {
  private static final int MOST_BYTES = 256 << 20;
  private static final String BETWEEN = " / ";
  private static final String POINT = "point";
  private static final String OBJECTIVE = "objective";

  /** Keys whose texts tell items of a list apart. */
  private static final List<String> NAMING =
      List.of(
          "name",
          "source",
          "item",
          "unit",
          "workload",
          "operands",
          "stalls",
          "model",
          "weights",
          "method",
          "activations",
          "layer",
          "target",
          "collective",
          "algorithm",
          "component",
          "reason",
          POINT,
          "change");

  /** Of explorations: lists of columns with their units, and the number of a point. */
  private static final List<String> COLUMNS = List.of("variables", "figures");

  FigureDocument {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /**
   * Reads a document.
   *
   * @throws SpecException if the file is no JSON, or of no command whose documents can be compared
   */
  static FigureDocument read(Path file) {
    if (!(JsonReader.read(file, MOST_BYTES).root() instanceof DocumentNode.Mapping root)) {
      throw unknown(file);
    }
    DocumentKind kind = DocumentKind.of(root.entries().keySet()).orElseThrow(() -> unknown(file));
    Reading reading = new Reading(columnUnits(root));
    reading.mapping(root, List.of(), Optional.empty());
    return new FigureDocument(file.toString(), kind, reading.figures);
  }

  /** Units of columns by their names. */
  private static Map<String, FigureUnit> columnUnits(DocumentNode.Mapping root) {
    Map<String, FigureUnit> units = new LinkedHashMap<>();
    for (String list : COLUMNS) {
      DocumentNode.Entry entry = root.entries().get(list);
      if (entry != null && entry.value() instanceof DocumentNode.Sequence columns) {
        for (DocumentNode item : columns.items()) {
          if (item instanceof DocumentNode.Mapping column) {
            Optional<String> name = Reading.text(column, "name");
            Optional<String> unit = Reading.text(column, "unit");
            name.ifPresent(of -> unit.ifPresent(word -> units.put(of, FigureUnit.named(word))));
          }
        }
      }
    }
    return units;
  }

  private static SpecException unknown(Path file) {
    return new SpecException(
        "%s: is no document that --json of one of these prints: %s"
            .formatted(file, DocumentKind.labels()));
  }

  /** Collects figures below a path of keys and names. */
  private static final class Reading {
    private final Map<String, FigureUnit> columnUnits;
    private final Map<FigureName, Figure> figures = new LinkedHashMap<>();
    private int lists;

    private Reading(Map<String, FigureUnit> columnUnits) {
      this.columnUnits = columnUnits;
    }

    private void mapping(
        DocumentNode.Mapping mapping, List<String> path, Optional<FigureUnit> unit) {
      mapping.entries().forEach((key, entry) -> node(entry.value(), with(path, key), unit));
    }

    private void node(DocumentNode node, List<String> path, Optional<FigureUnit> unit) {
      switch (node) {
        case DocumentNode.Mapping mapping -> mapping(mapping, path, unit);
        case DocumentNode.Sequence sequence -> sequence(sequence, path);
        case DocumentNode.Scalar scalar ->
            figures.put(figureName(path), figure(scalar, path, unit));
      }
    }

    private FigureName figureName(List<String> path) {
      return new FigureName(String.join(BETWEEN, path), lists > 0);
    }

    private void sequence(DocumentNode.Sequence sequence, List<String> path) {
      if (sequence.items().stream().allMatch(DocumentNode.Scalar.class::isInstance)) {
        figures.put(figureName(path), new Figure.Words(joined(sequence)));
        return;
      }
      lists++;
      Map<String, Integer> seen = new LinkedHashMap<>();
      for (DocumentNode item : sequence.items()) {
        String name = name(item);
        int times = seen.merge(name, 1, Integer::sum);
        String place = times == 1 && !name.isEmpty() ? name : (name + " #" + times).strip();
        if (item instanceof DocumentNode.Mapping mapping) {
          mapping(mapping, with(path, place), unit(mapping));
        } else {
          node(item, with(path, place), Optional.empty());
        }
      }
      lists--;
    }

    private static String joined(DocumentNode.Sequence sequence) {
      return String.join(
          " ", sequence.items().stream().map(item -> ((DocumentNode.Scalar) item).text()).toList());
    }

    private static String name(DocumentNode item) {
      if (!(item instanceof DocumentNode.Mapping mapping)) {
        return "";
      }
      Optional<String> objective = text(mapping, OBJECTIVE);
      if (objective.isPresent()) {
        return objective.get();
      }
      List<String> names = new ArrayList<>();
      for (String key : NAMING) {
        text(mapping, key).ifPresent(names::add);
      }
      return String.join(", ", names);
    }

    /** The unit that stands beside the numbers of a row. */
    private static Optional<FigureUnit> unit(DocumentNode.Mapping row) {
      return row.entries().containsKey("published") || row.entries().containsKey(OBJECTIVE)
          ? text(row, "unit").map(FigureUnit::named)
          : Optional.empty();
    }

    private static Optional<String> text(DocumentNode.Mapping mapping, String key) {
      DocumentNode.Entry entry = mapping.entries().get(key);
      return entry != null
              && entry.value() instanceof DocumentNode.Scalar scalar
              && (scalar.quoted() || key.equals(POINT))
              && !scalar.text().isEmpty()
          ? Optional.of(scalar.text())
          : Optional.empty();
    }

    private Figure figure(
        DocumentNode.Scalar scalar, List<String> path, Optional<FigureUnit> unit) {
      String text = scalar.text();
      if (scalar.quoted() || text.equals("true") || text.equals("false")) {
        return new Figure.Words(text);
      }
      return scalar.isNull()
          ? new Figure.Words("none")
          : new Figure.Quantity(
              Double.parseDouble(text),
              unit.filter(_ -> !path.getLast().equals(POINT))
                  .or(() -> Optional.ofNullable(columnUnits.get(path.getLast())))
                  .orElseGet(() -> FigureUnit.of(path)));
    }

    private static List<String> with(List<String> path, String key) {
      List<String> longer = new ArrayList<>(path);
      longer.add(key);
      return longer;
    }
  }
}
