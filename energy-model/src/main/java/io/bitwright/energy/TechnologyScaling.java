package io.bitwright.energy;

import java.util.List;

/**
 * A rule that gives the energy of an action at a process node which is not tabulated. It gives a
 * tabulated energy at its node, and never less at a larger node than at a smaller one if the
 * tabulated energies do not.
 */
public interface TechnologyScaling {
  /** The rule of every estimate that names no other. */
  TechnologyScaling DEFAULT = new NearestNode();

  /** All rules, the default first. */
  List<TechnologyScaling> ALL =
      List.of(
          DEFAULT, new LogLogInterpolation(), new ConstantFieldScaling(), new StillmakerScaling());

  /** The word users write: {@code nearest}. */
  String label();

  /** The class of a scaled energy at best. */
  default SourceClass sourceClass() {
    return SourceClass.DERIVED;
  }

  /**
   * The energy at a node.
   *
   * @param tabulated energies at one node each, from the smallest node up, at least one
   * @param nodeNm process node in nanometres, at least 1
   */
  ScaledEnergy at(List<TabulatedEnergy> tabulated, int nodeNm);

  /**
   * The rule that a word names.
   *
   * @throws EnergyTableException if there is none; names the nearest
   */
  static TechnologyScaling parse(String word) {
    List<String> words = ALL.stream().map(TechnologyScaling::label).toList();
    return ALL.stream()
        .filter(rule -> rule.label().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new EnergyTableException(
                "no technology scaling '"
                    + word
                    + "'; did you mean '"
                    + NearestWord.of(word, words)
                    + "'? Allowed: "
                    + String.join(", ", words)));
  }
}
