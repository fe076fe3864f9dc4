package io.bitwright.energy;

import java.util.List;

/** The rules of technology scaling. */
public final class TechnologyScalings {
  /** The rule of every estimate that names no other. */
  public static final TechnologyScaling DEFAULT = new NearestNode();

  /** All rules, the default first. */
  public static final List<TechnologyScaling> ALL =
      List.of(
          DEFAULT, new LogLogInterpolation(), new ConstantFieldScaling(), new StillmakerScaling());

  private TechnologyScalings() {}

  /**
   * The rule that a word names.
   *
   * @throws EnergyTableException if there is none; names the nearest
   */
  public static TechnologyScaling parse(String word) {
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
