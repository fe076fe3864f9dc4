package io.bitwright.app.exploration.command;

import io.bitwright.app.exploration.Exploration;
import io.bitwright.app.exploration.PointBlock;
import io.bitwright.app.exploration.PointColumns;
import io.bitwright.app.exploration.PointEvaluator;
import io.bitwright.app.exploration.PointSequence;
import io.bitwright.app.report.AtomicOutput;
import io.bitwright.app.report.NumberText;
import io.bitwright.spec.SpecException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * A point whose accelerator is written as a description.
 *
 * @param point empty for the best of the front in the first objective
 */
record DescribedPoint(Exploration exploration, Path file, OptionalLong point) {

  /**
   * A point that is to be written.
   *
   * @throws SpecException if it is not of the grid, the points are plans of a pod, or the file
   *     cannot be written
   */
  static DescribedPoint of(Exploration exploration, Path file, OptionalLong point) {
    if (exploration.space().isPod()) {
      throw new SpecException("--describe: the points of a pod are plans, not accelerators");
    }
    if (point.isPresent()
        && (point.getAsLong() < 0 || point.getAsLong() >= exploration.gridSize())) {
      throw new SpecException(
          "--point: the grid has the points 0 to "
              + NumberText.count(exploration.gridSize() - 1)
              + ", not "
              + point.getAsLong());
    }
    AtomicOutput.prepare(file);
    return new DescribedPoint(exploration, file, point);
  }

  /**
   * Writes the description.
   *
   * @throws SpecException if no point was named and the front is empty, or the point's accelerator
   *     is none
   */
  ExplorationReport write(ExplorationReport report) {
    long chosen =
        point.orElseGet(() ->
            report
                .points()
                .findFirst()
                .orElseThrow(
                    () -> new SpecException("--describe: no point keeps the constraints")));
    PointEvaluator evaluator = new PointEvaluator(exploration);
    evaluator.accelerator(chosen);
    String name = exploration.space().name() + "-" + chosen;
    AtomicOutput.file(
        file,
        "# Point %d of the design space %s:%n%s%s"
            .formatted(
                chosen,
                exploration.space().name(),
                choices(evaluator, chosen),
                evaluator.description(chosen, name, "a point of " + exploration.title())));
    return report.withFile(file);
  }

  /** What was chosen, with what is no part of the accelerator: a comment a line. */
  private String choices(PointEvaluator evaluator, long chosen) {
    PointBlock block = evaluator.evaluate(PointSequence.of(chosen), 0, 1);
    StringBuilder lines = new StringBuilder();
    List<PointColumns.Column> columns = exploration.columns().all();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).isVariable()) {
        String value = MeasureText.of(columns.get(i), block.value(i, 0));
        lines.append("#   %s: %s%n".formatted(columns.get(i).name(), value));
      }
    }
    return lines.toString();
  }
}
