package io.bitwright.app.exploration;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.DocumentNode;
import io.bitwright.spec.document.DocumentNode.Mapping;
import io.bitwright.spec.document.DocumentNode.Scalar;
import io.bitwright.spec.document.DocumentNode.Sequence;
import io.bitwright.spec.document.JsonReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What formats cost in fidelity, from what {@code quality --json} printed: nats a token above those
 * of the model as it was trained, that is the logarithm of the ratio of the perplexities. Of a
 * format that was quantised in several ways the least, as the best way is the one to take; below 0
 * where chance made a format better.
 */
final class QualityLosses {
  private static final String TRAINED = "as trained";

  private final String file;

  private QualityLosses(String file) {
    this.file = file;
  }

  /**
   * Reads a document.
   *
   * @return losses by the word of the weights' format
   * @throws SpecException if it is none of {@code quality}, or of several models
   */
  static Map<String, Double> read(NamedBytes document) {
    DocumentNode root = JsonReader.read(document.name(), document.bytes()).root();
    return new QualityLosses(document.name()).losses(root);
  }

  private Map<String, Double> losses(DocumentNode root) {
    List<DocumentNode> models = list(root, "models");
    if (models.size() != 1) {
      throw new SpecException(
          "%s: has %d models; the losses of a space are those of one"
              .formatted(file, models.size()));
    }
    List<DocumentNode> rows = list(models.getFirst(), "rows");
    double trained =
        rows.stream()
            .filter(row -> text(row, "method").equals(TRAINED))
            .findFirst()
            .map(this::nats)
            .orElseThrow(() -> new SpecException(file + ": has no row of the model " + TRAINED));
    Map<String, Double> losses = new LinkedHashMap<>();
    for (DocumentNode row : rows) {
      losses.merge(text(row, "weights"), nats(row) - trained, Math::min);
    }
    return losses;
  }

  private double nats(DocumentNode row) {
    String text = text(row, "natsPerToken");
    try {
      double nats = Double.parseDouble(text);
      if (Double.isFinite(nats)) {
        return nats;
      }
    } catch (NumberFormatException e) {
      // The message below says it.
    }
    throw new SpecException(
        "%s:%d: natsPerToken: is no number".formatted(file, row.position().line()));
  }

  private List<DocumentNode> list(DocumentNode node, String key) {
    if (value(node, key).orElse(null) instanceof Sequence list) {
      return list.items();
    }
    throw unlike(key);
  }

  private String text(DocumentNode node, String key) {
    if (value(node, key).orElse(null) instanceof Scalar scalar) {
      return scalar.text();
    }
    throw unlike(key);
  }

  private static Optional<DocumentNode> value(DocumentNode node, String key) {
    return node instanceof Mapping mapping
        ? Optional.ofNullable(mapping.entries().get(key)).map(DocumentNode.Entry::value)
        : Optional.empty();
  }

  private SpecException unlike(String key) {
    return new SpecException(
        "%s: is not what quality --json prints: it lacks %s".formatted(file, key));
  }
}
