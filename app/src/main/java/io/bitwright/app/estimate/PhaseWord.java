package io.bitwright.app.estimate;

import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.workload.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words of {@code --phase} and of the column {@code phase}. */
public final class PhaseWord {
  private static final Vocabulary<Optional<Phase>> VOCABULARY = Vocabulary.of("phase", words());

  private PhaseWord() {}

  /**
   * The phase of an inference, or nothing for training.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  static Optional<Phase> parse(String word) {
    return VOCABULARY.parse(word);
  }

  /** What a user may type. */
  public static List<String> labels() {
    return List.copyOf(words().keySet());
  }

  private static Map<String, Optional<Phase>> words() {
    Map<String, Optional<Phase>> words = new LinkedHashMap<>();
    for (Phase phase : Phase.values()) {
      words.put(phase.label(), Optional.of(phase));
    }
    words.put("train", Optional.empty());
    return words;
  }
}
