package io.bitwright.spec.document;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML files as positioned trees: YAML 1.2, one document, no anchors, no tags, no duplicate keys.
 */
public final class YamlReader {
  private final String file;
  private final Iterator<Event> events;

  private YamlReader(String file, Iterator<Event> events) {
    this.file = file;
    this.events = events;
  }

  /**
   * Reads a file.
   *
   * @throws SpecException with file and line, if it is no YAML as described above
   */
  public static Document read(Path file) {
    return read(file.toString(), TextFile.bytes(file));
  }

  /**
   * Reads the bytes of a file.
   *
   * @param file its name in messages
   * @throws SpecException with file and line, if it is no YAML as described above
   */
  public static Document read(String file, byte[] bytes) {
    String text = TextFile.text(file, bytes);
    LoadSettings settings = LoadSettings.builder().setLabel(file).setUseMarks(true).build();
    Iterator<Event> events = new Parse(settings).parseString(text).iterator();
    try {
      return new Document(file, new YamlReader(file, events).document());
    } catch (MarkedYamlEngineException e) {
      Position position = e.getProblemMark().map(YamlReader::position).orElse(Position.START);
      String message = ": not YAML: " + QuotedText.line(e.getProblem());
      throw new SpecException(Document.place(file, position) + message, e);
    } catch (ReaderException e) {
      int line = 1 + (int) text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count();
      String character = String.format("U+%04X", e.getCodePoint());
      throw new SpecException(
          file + ":" + line + ": not YAML: the character " + character + " is not allowed", e);
    } catch (YamlEngineException e) {
      throw new SpecException(
          file + ": not YAML: " + QuotedText.line(String.valueOf(e.getMessage())), e);
    }
  }

  private DocumentNode document() {
    Event first = next();
    while (first.getEventId() == Event.ID.StreamStart
        || first.getEventId() == Event.ID.DocumentStart) {
      first = next();
    }
    if (first.getEventId() == Event.ID.StreamEnd) {
      throw new SpecException(file + ":1: the file is empty");
    }
    DocumentNode root = node(first, 0);
    next();
    Event after = next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw problem(after, "a second document begins here; one file holds one document");
    }
    return root;
  }

  private DocumentNode node(Event event, int depth) {
    refuseAnchorsAndTags(event);
    Position position = position(event);
    if (depth > DocumentNodes.DEEPEST) {
      throw problem(event, DocumentNodes.TOO_DEEP);
    }
    return switch (event.getEventId()) {
      case Scalar -> {
        ScalarEvent scalar = (ScalarEvent) event;
        yield new DocumentNode.Scalar(position, scalar.getValue(), !scalar.isPlain());
      }
      case SequenceStart -> new DocumentNode.Sequence(position, items(depth));
      case MappingStart -> new DocumentNode.Mapping(position, entries(depth));
      default -> throw problem(event, "unexpected " + event.getEventId());
    };
  }

  private List<DocumentNode> items(int depth) {
    List<DocumentNode> items = new ArrayList<>();
    Event event = next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      items.add(node(event, depth + 1));
      event = next();
    }
    return items;
  }

  private Map<String, DocumentNode.Entry> entries(int depth) {
    Map<String, DocumentNode.Entry> entries = new LinkedHashMap<>();
    Event event = next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      refuseAnchorsAndTags(event);
      if (!(event instanceof ScalarEvent key)) {
        throw problem(event, "a key must be a single word, not a list or a mapping");
      }
      DocumentNodes.put(file, entries, key.getValue(), position(key), node(next(), depth + 1));
      event = next();
    }
    return entries;
  }

  private void refuseAnchorsAndTags(Event event) {
    if (event instanceof AliasEvent alias) {
      throw problem(event, "aliases (*" + alias.getAlias() + ") are not allowed; write it out");
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      throw problem(
          event, "anchors (&" + node.getAnchor().get() + ") are not allowed; write values out");
    }
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent collection -> collection.getTag();
          default -> Optional.empty();
        };
    if (tag.isPresent()) {
      throw problem(event, "the tag " + QuotedText.of(tag.get()) + " is not allowed; leave it out");
    }
  }

  private Event next() {
    return events.next();
  }

  private SpecException problem(Event event, String message) {
    return Document.problem(file, position(event), message);
  }

  private static Position position(Event event) {
    return event.getStartMark().map(YamlReader::position).orElse(Position.START);
  }

  private static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
