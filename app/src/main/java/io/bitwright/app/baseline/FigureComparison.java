package io.bitwright.app.baseline;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The figures of two documents, paired by name.
 *
 * @param baseline the earlier document
 * @param now the later one
 * @param changes the figures that both have, in the order of the baseline
 * @param missing figures that only the baseline has
 * @param added figures that only the later one has
 */
public record FigureComparison(
    FigureDocument baseline,
    FigureDocument now,
    List<FigureChange> changes,
    List<Figure> missing,
    List<Figure> added) {
  private static final int MOST_NAMES = 3;

  public FigureComparison {
    changes = List.copyOf(changes);
    missing = List.copyOf(missing);
    added = List.copyOf(added);
  }

  /** Pairs the figures of two documents, whatever they are of. */
  public static FigureComparison of(FigureDocument baseline, FigureDocument now) {
    List<FigureChange> changes = new ArrayList<>();
    List<Figure> missing = new ArrayList<>();
    for (Figure then : baseline.figures().values()) {
      Optional.ofNullable(now.figures().get(then.name()))
          .ifPresentOrElse(
              figure ->
                  changes.add(
                      new FigureChange(
                          then.name(), then.direction(), then.value(), figure.value())),
              () -> missing.add(then));
    }
    List<Figure> added =
        now.figures().values().stream()
            .filter(figure -> !baseline.figures().containsKey(figure.name()))
            .toList();
    return new FigureComparison(baseline, now, changes, missing, added);
  }

  /**
   * The settings that the two are of and differ in, each in words: {@code accelerator is "tpu-v4"
   * there and "tpu-v5e" here}.
   */
  public List<String> subjectDifferences() {
    Set<String> keys = new LinkedHashSet<>(baseline.subject().keySet());
    keys.addAll(now.subject().keySet());
    return keys.stream()
        .filter(key -> !baseline.subject().getOrDefault(key, "").equals(value(now, key)))
        .map(
            key -> "%s is %s there and %s here".formatted(key, word(baseline, key), word(now, key)))
        .toList();
  }

  private static String value(FigureDocument document, String key) {
    return document.subject().getOrDefault(key, "");
  }

  private static String word(FigureDocument document, String key) {
    String value = value(document, key);
    return value.isEmpty() ? "not given" : QuotedText.of(value);
  }

  /**
   * The same, if both are of the same subject and no figure is missing.
   *
   * @throws SpecException if they are not
   */
  public FigureComparison ofOneSubject() {
    List<String> differences = subjectDifferences();
    if (!differences.isEmpty()) {
      throw new SpecException(baseline.file() + ": is of another subject: " + firstOf(differences));
    }
    if (!missing.isEmpty()) {
      List<String> names = missing.stream().map(Figure::name).toList();
      throw new SpecException(
          baseline.file() + ": has figures that " + now.file() + " lacks: " + firstOf(names));
    }
    return this;
  }

  private static String firstOf(List<String> words) {
    String more =
        words.size() > MOST_NAMES ? ", and %d more".formatted(words.size() - MOST_NAMES) : "";
    return String.join(", ", words.subList(0, Math.min(MOST_NAMES, words.size()))) + more;
  }
}
