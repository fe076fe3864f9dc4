package io.bitwright.app.exploration;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.space.DesignSpace;
import io.bitwright.spec.space.PointFigure;
import java.util.List;

/**
 * A design space with all that its points are evaluated by.
 *
 * @param space what varies
 * @param model what runs
 * @param machine what it runs on
 * @param columns of the results
 */
public record Exploration(
    DesignSpace space, ModelConfig model, ExploredMachine machine, PointColumns columns) {

  /**
   * Puts a space and its files together.
   *
   * @throws SpecException if a variable has a value that no machine may have
   */
  public static Exploration of(DesignSpace space, ModelConfig model, ExploredMachine machine) {
    machine.check(space);
    return new Exploration(
        space, model, machine, new PointColumns(space, machine.part().isPresent()));
  }

  /** Points of the whole grid. */
  public long gridSize() {
    return space.gridSize();
  }

  /** {@code bitnet-b1.58-3b on kv260}. */
  public String title() {
    return model.name() + " on " + space.base();
  }

  /** The objectives, as the space has them. */
  public List<String> objectives() {
    return space.objectives().stream().map(objective -> objective.text()).toList();
  }

  /** Where a figure of every point stands for formulas. */
  int slot(PointFigure figure) {
    return space.scope().slot(figure.label());
  }
}
