package io.bitwright.app.exploration;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.AcceleratorVariants;
import io.bitwright.spec.document.YamlText;
import io.bitwright.spec.formula.Formula;
import io.bitwright.spec.formula.Quantity;
import io.bitwright.spec.space.DerivedVariable;
import io.bitwright.spec.space.DesignConstraint;
import io.bitwright.spec.space.DesignSpace;
import io.bitwright.spec.space.DesignVariable;
import io.bitwright.spec.space.NamedFigure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Evaluates points of a space. What several points have in common is kept from one to the next; no
 * result depends on which points came before. For one thread.
 */
public final class PointEvaluator {
  private final Exploration exploration;
  private final DesignSpace space;
  private final double[] slots;
  private final int[] choices;

  /** Texts of variables and derived variables, in the order of their slots. */
  private final String[] texts;

  private final List<Integer> acceleratorSlots = new ArrayList<>();
  private final RequestCells cells;
  private final PointCosts costs;

  /**
   * An evaluator.
   *
   * @throws SpecException if the machine of the space is wrong
   */
  public PointEvaluator(Exploration exploration) {
    this.exploration = exploration;
    this.space = exploration.space();
    this.slots = new double[space.scope().size()];
    this.choices = new int[space.variables().size()];
    List<String> names = new ArrayList<>();
    space.variables().forEach(variable -> names.add(variable.name()));
    space.derived().forEach(variable -> names.add(variable.name()));
    this.texts = new String[names.size()];
    List<String> acceleratorKeys = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!space.isPod() && AcceleratorVariants.isKey(names.get(i))) {
        acceleratorKeys.add(names.get(i));
        acceleratorSlots.add(i);
      }
    }
    this.cells = new RequestCells(space, names);
    this.costs =
        space.isPod()
            ? new PodPointCosts(exploration)
            : new ChipPointCosts(exploration, acceleratorKeys);
    exploration
        .machine()
        .part()
        .ifPresent(part -> PartFigures.putBudget(part, space.scope(), slots));
  }

  /** Evaluates points at some places of a sequence. */
  public PointBlock evaluate(PointSequence points, long from, int count) {
    PointBlock block =
        PointBlock.of(count, exploration.columns().size(), space.objectives().size());
    for (int row = 0; row < count; row++) {
      block.points()[row] = points.point(from + row);
      evaluate(block, row);
    }
    return block;
  }

  private void evaluate(PointBlock block, int row) {
    String reason;
    try {
      choose(block.points()[row]);
      fillDerived();
      costs.put(acceleratorTexts(), cells.of(texts), slots);
      for (NamedFigure figure : space.figures()) {
        slots[space.scope().slot(figure.name())] = figure.formula().value(slots);
      }
      reason = reasonAgainst();
    } catch (SpecException refused) {
      reason = String.valueOf(refused.getMessage());
    }
    block.reasons()[row] = reason;
    List<PointColumns.Column> columns = exploration.columns().all();
    for (int column = 0; column < columns.size(); column++) {
      block.values()[column][row] = slots[columns.get(column).slot()];
    }
    for (int objective = 0; objective < block.costs().length; objective++) {
      block.costs()[objective][row] =
          reason.isEmpty() ? space.objectives().get(objective).cost(slots) : Double.NaN;
    }
  }

  /** Puts the variables' values; all else is unknown. */
  private void choose(long point) {
    space.choices(point, choices);
    int places = space.variables().size() + space.derived().size();
    int figures = space.scope().size() - space.figures().size() - DesignSpace.PART_RESOURCES.size();
    Arrays.fill(slots, places, figures, Double.NaN);
    Arrays.fill(slots, space.scope().size() - space.figures().size(), slots.length, Double.NaN);
    for (int i = 0; i < choices.length; i++) {
      DesignVariable.Value value = space.variables().get(i).values().get(choices[i]);
      slots[i] = value.number();
      texts[i] = value.text();
    }
    Arrays.fill(slots, choices.length, places, Double.NaN);
  }

  private void fillDerived() {
    int slot = choices.length;
    for (DerivedVariable variable : space.derived()) {
      double value = variable.formula().value(slots);
      if (!Double.isFinite(value)) {
        throw new SpecException(
            variable.name() + ": " + text(variable.formula()) + " has no value");
      }
      slots[slot] = value;
      texts[slot] = new Quantity(value, variable.formula().measure()).keyText();
      slot++;
    }
  }

  private List<String> acceleratorTexts() {
    List<String> own = new ArrayList<>(acceleratorSlots.size());
    for (int slot : acceleratorSlots) {
      own.add(texts[slot]);
    }
    return own;
  }

  /** The first constraint that does not hold, or objective without a value; empty if none. */
  private String reasonAgainst() {
    for (DesignConstraint constraint : space.constraints()) {
      if (!constraint.formula().holds(slots)) {
        return constraint.text();
      }
    }
    for (int i = 0; i < space.objectives().size(); i++) {
      if (!Double.isFinite(space.objectives().get(i).cost(slots))) {
        return space.objectives().get(i).text() + " has no value";
      }
    }
    return "";
  }

  private static String text(Formula formula) {
    return "= " + formula.text();
  }

  /** The accelerator of a point, as its description would be read. */
  public AcceleratorSpec accelerator(long point) {
    choose(point);
    fillDerived();
    return costs.accelerator(acceleratorTexts());
  }

  /**
   * The description of a point's accelerator as YAML.
   *
   * @param name that it gets
   * @param about its description: what stands there is true of the space's own accelerator
   * @throws SpecException if the points are plans of a pod
   */
  public String description(long point, String name, String about) {
    choose(point);
    fillDerived();
    return YamlText.of(costs.description(name, about, acceleratorTexts()));
  }
}
