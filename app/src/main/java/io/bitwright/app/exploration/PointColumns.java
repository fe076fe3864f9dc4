package io.bitwright.app.exploration;

import io.bitwright.spec.formula.Measure;
import io.bitwright.spec.space.DerivedVariable;
import io.bitwright.spec.space.DesignSpace;
import io.bitwright.spec.space.DesignVariable;
import io.bitwright.spec.space.NamedFigure;
import io.bitwright.spec.space.PointFigure;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of results: variables, those that follow from them, figures of every point, figures
 * of the space.
 */
public final class PointColumns {
  /**
   * A column.
   *
   * @param name as formulas name it
   * @param measure what its numbers count
   * @param slot where it stands for formulas
   * @param words what its numbers are indices of; empty for plain numbers
   * @param isVariable whether it is chosen, and not found
   */
  public record Column(
      String name, Measure measure, int slot, List<String> words, boolean isVariable) {

    /** The name with its unit, as files have it: {@code latency [s]}. */
    public String header() {
      String unit = measure.unit();
      return unit.isEmpty() ? name : name + " [" + unit + "]";
    }
  }

  private final List<Column> all = new ArrayList<>();

  /**
   * The columns of a space.
   *
   * @param hasPart whether there are figures of a part
   */
  public PointColumns(DesignSpace space, boolean hasPart) {
    for (DesignVariable variable : space.variables()) {
      List<String> words =
          variable.isOfWords()
              ? variable.values().stream().map(DesignVariable.Value::text).toList()
              : List.of();
      add(space, variable.name(), words, true);
    }
    for (DerivedVariable variable : space.derived()) {
      add(space, variable.name(), List.of(), true);
    }
    for (PointFigure figure : PointFigure.values()) {
      boolean known =
          figure == PointFigure.FIDELITY_LOSS
              ? !space.fidelityLoss().isEmpty()
              : hasPart || !figure.isOfPart();
      if (known) {
        add(space, figure.label(), List.of(), false);
      }
    }
    for (NamedFigure figure : space.figures()) {
      add(space, figure.name(), List.of(), false);
    }
  }

  private void add(DesignSpace space, String name, List<String> words, boolean isVariable) {
    int slot = space.scope().slot(name);
    all.add(new Column(name, space.scope().measure(name), slot, words, isVariable));
  }

  /** All columns, in order. */
  public List<Column> all() {
    return List.copyOf(all);
  }

  /** Those that are chosen. */
  public List<Column> variables() {
    return all.stream().filter(Column::isVariable).toList();
  }

  /** Those that are found. */
  public List<Column> figures() {
    return all.stream().filter(column -> !column.isVariable()).toList();
  }

  public int size() {
    return all.size();
  }
}
