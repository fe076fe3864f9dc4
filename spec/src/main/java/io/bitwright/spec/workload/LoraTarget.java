package io.bitwright.spec.workload;

import io.bitwright.spec.Vocabulary;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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

  /** The words users may write, and the targets that each stands for. */
  private static final Vocabulary<Set<LoraTarget>> VOCABULARY =
      Vocabulary.of("LoRA target", words());

  /** The name of the layer: {@code q_proj}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Set<LoraTarget>> words() {
    Map<String, Set<LoraTarget>> words = new LinkedHashMap<>();
    for (LoraTarget target : values()) {
      words.put(target.label(), EnumSet.of(target));
    }
    words.put("all", EnumSet.allOf(LoraTarget.class));
    return words;
  }

  /**
   * The targets of a list with commas; the word {@code all} stands for all of them.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static Set<LoraTarget> parseList(String list) {
    Set<LoraTarget> targets = EnumSet.noneOf(LoraTarget.class);
    for (String word : list.split(",", -1)) {
      targets.addAll(VOCABULARY.parse(word.strip()));
    }
    return targets;
  }
}
