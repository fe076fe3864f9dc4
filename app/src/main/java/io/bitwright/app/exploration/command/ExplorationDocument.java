package io.bitwright.app.exploration.command;

import java.util.List;
import java.util.Map;

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
    List<FrontPoint> front) {

  /** Why so many points do not count. */
  record Refusal(String reason, long points) {}

  /** A column; its values are in base units. */
  record Quantity(String name, String unit) {}

  /** A point with its values by the names of the columns; null where there is none. */
  record FrontPoint(long point, Map<String, Object> variables, Map<String, Object> figures) {}
}
