package io.bitwright.spec.document;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Documents with other values at some places. */
public final class ReplacedValues {
  private ReplacedValues() {}

  /**
   * A document with another single value.
   *
   * @param path of the value: {@code matrix-unit.rows} or {@code matrix-unit.operands[0].weights};
   *     a key that does not stand there is added to its mapping
   * @throws SpecException if the path leads through something that has no such keys
   */
  public static Document with(Document document, String path, String value) {
    List<String> steps = List.of(path.split("\\.|(?=\\[)", -1));
    return new Document(document.file(), replaced(document.root(), steps, path, value));
  }

  private static DocumentNode replaced(
      DocumentNode node, List<String> steps, String path, String value) {
    if (steps.isEmpty()) {
      return new DocumentNode.Scalar(node.position(), value, false);
    }
    String step = steps.getFirst();
    List<String> rest = steps.subList(1, steps.size());
    return switch (node) {
      case DocumentNode.Mapping mapping when !step.startsWith("[") -> {
        Map<String, DocumentNode.Entry> entries = new LinkedHashMap<>(mapping.entries());
        DocumentNode.Entry entry = entries.get(step);
        Position position = entry == null ? mapping.position() : entry.keyPosition();
        DocumentNode below = entry == null ? empty(position, rest) : entry.value();
        entries.put(step, new DocumentNode.Entry(position, replaced(below, rest, path, value)));
        yield new DocumentNode.Mapping(mapping.position(), entries);
      }
      case DocumentNode.Sequence list when isIndexOf(step, list) -> {
        List<DocumentNode> items = new ArrayList<>(list.items());
        int index = index(step);
        items.set(index, replaced(items.get(index), rest, path, value));
        yield new DocumentNode.Sequence(list.position(), items);
      }
      default ->
          throw new SpecException(
              "no value stands at " + QuotedText.of(path) + ": there is " + node.noun());
    };
  }

  private static DocumentNode empty(Position position, List<String> rest) {
    return rest.isEmpty()
        ? new DocumentNode.Scalar(position, "", false)
        : new DocumentNode.Mapping(position, Map.of());
  }

  private static boolean isIndexOf(String step, DocumentNode.Sequence list) {
    return step.matches("\\[\\d{1,3}]") && index(step) < list.items().size();
  }

  private static int index(String step) {
    return Integer.parseInt(step.substring(1, step.length() - 1));
  }
}
