package io.bitwright.app.comparison;

import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two documents of one command.
 *
 * @param first the document a
 * @param second the document b
 * @param equal figures that are the same in both
 * @param differences all others, the largest first; of equal size in the order of the documents
 */
record DocumentComparison(
    FigureDocument first, FigureDocument second, int equal, List<FigureDifference> differences) {

  DocumentComparison {
    differences = List.copyOf(differences);
  }

  /**
   * Compares figures of the same name.
   *
   * @throws SpecException if the documents are of different commands
   */
  static DocumentComparison of(FigureDocument first, FigureDocument second) {
    if (first.kind() != second.kind()) {
      throw new SpecException(
          "%s is of %s, %s of %s; only documents of one command can be compared"
              .formatted(first.file(), first.kind().label(), second.file(), second.kind().label()));
    }
    Set<FigureName> names = new LinkedHashSet<>(first.figures().keySet());
    names.addAll(second.figures().keySet());
    List<FigureDifference> differences = new ArrayList<>();
    for (FigureName name : names) {
      Optional<Figure> before = Optional.ofNullable(first.figures().get(name));
      Optional<Figure> after = Optional.ofNullable(second.figures().get(name));
      if (!before.equals(after)) {
        differences.add(new FigureDifference(name, before, after));
      }
    }
    int equal = names.size() - differences.size();
    differences.sort(Comparator.comparingDouble(FigureDifference::magnitude).reversed());
    return new DocumentComparison(first, second, equal, differences);
  }
}
