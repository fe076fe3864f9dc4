package io.bitwright.app.exploration.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON document of an exploration.
 *
 * @param space its name
 * @param machine the accelerator or pod whose keys vary
 * @param gridPoints points of the whole grid
 * @param evaluatedPoints points that were evaluated
 * @param countedPoints of them, points that keep all constraints
 * @param refused why points do not count, the most frequent reasons first
 * @param notes how far figures of area may be off
 * @param best the best value of each objective; none if no point counts
 * @param front the Pareto front, in the order of the grid
 */
record ExplorationDocument(
    String space,
    String description,
    String model,
    String machine,
    String strategy,
    long seed,
    long gridPoints,
    long evaluatedPoints,
    long countedPoints,
    List<String> objectives,
    List<String> constraints,
    List<Refusal> refused,
    List<String> notes,
    List<Quantity> variables,
    List<Quantity> figures,
    List<Best> best,
    List<FrontPoint> front) {

  /** Why so many points do not count. */
  record Refusal(String reason, long points) {}

  /**
   * The best value of an objective, in its base unit.
   *
   * @param point that has it
   * @param highest the value, if more is better
   * @param lowest the value, if less is better
   */
  record Best(
      String objective,
      String unit,
      long point,
      Optional<Double> highest,
      Optional<Double> lowest) {}

  /** A column; its values are in base units. */
  record Quantity(String name, String unit) {}

  /** A point with its values by the names of the columns; null where there is none. */
  record FrontPoint(long point, Map<String, Object> variables, Map<String, Object> figures) {}
}
