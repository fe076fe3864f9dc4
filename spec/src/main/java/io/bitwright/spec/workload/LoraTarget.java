package io.bitwright.spec.workload;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Linear layers that may have an adapter, by the names that the operators have. */
public enum LoraTarget {
  Q_PROJ,
  K_PROJ,
  V_PROJ,
  O_PROJ,
  GATE_PROJ,
  UP_PROJ,
  DOWN_PROJ;

  /** Stands for all of them in a list that a user writes. */
  public static final String ALL = "all";

  private static final Vocabulary<LoraTarget> VOCABULARY =
      Vocabulary.of("LoRA target", List.of(values()), LoraTarget::label);

  /** The name of the layer: {@code q_proj}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The targets of a list with commas, or of the word {@link #ALL}.
   *
   * @throws SpecException naming the known words and the nearest
   */
  public static Set<LoraTarget> parseList(String list) {
    if (list.strip().equals(ALL)) {
      return EnumSet.allOf(LoraTarget.class);
    }
    Set<LoraTarget> targets = EnumSet.noneOf(LoraTarget.class);
    for (String word : list.split(",", -1)) {
      try {
        targets.add(VOCABULARY.parse(word.strip()));
      } catch (SpecException unknown) {
        throw new SpecException(unknown.getMessage() + "; " + ALL + " stands for all", unknown);
      }
    }
    return targets;
  }
}
