package io.bitwright.spec.document;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Documents as YAML that {@link YamlReader} reads back as the same tree; comments are gone. */
public final class YamlText {
  private static final String INDENT = "  ";

  /** Texts that need no quotes: no indicator at the start, no colon or hash that could end them. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9~./+_(-]([A-Za-z0-9 ~./+_()%*=;'-]*[A-Za-z0-9~./+_()%*=;'-])?");

  private final StringBuilder text = new StringBuilder();

  private YamlText() {}

  /** The YAML of a document, in lines that end in a newline. */
  public static String of(Document document) {
    YamlText yaml = new YamlText();
    yaml.write(document.root(), "");
    return yaml.text.toString();
  }

  private void write(DocumentNode node, String indent) {
    switch (node) {
      case DocumentNode.Mapping mapping -> writeEntries(mapping.entries(), indent, indent);
      case DocumentNode.Sequence list -> writeItems(list.items(), indent);
      case DocumentNode.Scalar scalar -> text.append(indent).append(scalar(scalar)).append('\n');
    }
  }

  private void writeEntries(
      Map<String, DocumentNode.Entry> entries, String firstIndent, String indent) {
    String before = firstIndent;
    for (Map.Entry<String, DocumentNode.Entry> entry : entries.entrySet()) {
      text.append(before).append(word(entry.getKey())).append(':');
      writeBehind(entry.getValue().value(), indent);
      before = indent;
    }
  }

  private void writeItems(List<DocumentNode> items, String indent) {
    for (DocumentNode item : items) {
      if (item instanceof DocumentNode.Mapping mapping && !mapping.entries().isEmpty()) {
        writeEntries(mapping.entries(), indent + "- ", indent + INDENT);
      } else {
        text.append(indent).append('-');
        writeBehind(item, indent);
      }
    }
  }

  /** A value behind a colon or a dash: on the same line, or below and further in. */
  private void writeBehind(DocumentNode node, String indent) {
    switch (node) {
      case DocumentNode.Mapping mapping when mapping.entries().isEmpty() -> text.append(" {}\n");
      case DocumentNode.Sequence list when list.items().isEmpty() -> text.append(" []\n");
      case DocumentNode.Scalar scalar -> text.append(' ').append(scalar(scalar)).append('\n');
      default -> {
        text.append('\n');
        write(node, indent + INDENT);
      }
    }
  }

  private static String scalar(DocumentNode.Scalar scalar) {
    if (scalar.isNull()) {
      return "~";
    }
    return scalar.quoted() ? quoted(scalar.text()) : word(scalar.text());
  }

  private static String word(String word) {
    return PLAIN.matcher(word).matches() ? word : quoted(word);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(character -> {
          switch (character) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\t' -> quoted.append("\\t");
            default -> {
              if (Character.isISOControl(character)) {
                quoted.append("\\u%04x".formatted(character));
              } else {
                quoted.appendCodePoint(character);
              }
            }
          }
        });
    return quoted.append('"').toString();
  }
}
