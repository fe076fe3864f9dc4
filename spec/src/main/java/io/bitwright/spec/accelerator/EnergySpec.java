package io.bitwright.spec.accelerator;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an accelerator's actions are priced, where a description says so. What stands in the tables,
 * and which words for scaling there are, is checked by those who read the tables.
 *
 * @param tables folders with energy tables of the user's own; a later one goes before an earlier
 * @param nodeNm process node of the tables, in nanometres, instead of the accelerator's technology
 * @param scaling how a node that is not tabulated is priced
 */
public record EnergySpec(
    List<TableFolder> tables, OptionalInt nodeNm, Optional<ScalingWord> scaling) {
  /** The shipped tables, as they are applied by default. */
  public static final EnergySpec DEFAULT =
      new EnergySpec(List.of(), OptionalInt.empty(), Optional.empty());

  public EnergySpec {
    tables = List.copyOf(tables);
  }

  /**
   * A folder with a table.
   *
   * @param folder its path, relative ones to the description's folder resolved
   * @param place file, line and key that name it
   */
  public record TableFolder(Path folder, String place) {}

  /**
   * The word for a rule of scaling.
   *
   * @param word as it is written
   * @param place file, line and key
   */
  public record ScalingWord(String word, String place) {}
}
