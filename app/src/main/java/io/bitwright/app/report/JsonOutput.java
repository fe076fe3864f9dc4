package io.bitwright.app.report;

import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Writes a report's document as JSON, the same bytes for the same values.
 *
 * <p>Keys come in the order of a record's components or of a map (only linked and sorted maps are
 * taken). Numbers between 10^-6 and 10^21 are plain decimals. Values that JSON cannot hold (NaN,
 * infinities) are refused, since a script would read them as something else. The streaming API is
 * used, not data binding, which would take longer to load than most commands run.
 */
public final class JsonOutput {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final double SMALLEST_PLAIN = 1e-6;
  private static final double LARGEST_PLAIN = 1e21;

  /** The accessors of a record class in the order of its components; made once, for speed. */
  private static final ClassValue<List<Method>> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
          List<Method> accessors = new ArrayList<>();
          for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            accessors.add(accessor);
          }
          return List.copyOf(accessors);
        }
      };

  private JsonOutput() {}

  /**
   * The document, indented, ending in a newline.
   *
   * @throws IllegalArgumentException if it holds a type or a number that has no JSON form here; the
   *     message names the key
   */
  public static String render(Object document) {
    return text(new Indented(), document) + "\n";
  }

  /**
   * The document in one line without its end.
   *
   * @throws IllegalArgumentException as {@link #render}
   */
  public static String line(Object document) {
    return text(new ObjectWriteContext.Base(), document);
  }

  private static String text(ObjectWriteContext layout, Object document) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(layout, text)) {
      write(json, "$", document);
    }
    return text.toString();
  }

  /** Jackson's own layout, with the same line ends on every system. */
  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    }
  }

  // Chains of instanceof, not pattern switches: those are linked at run time, which costs the
  // start.
  private static void write(JsonGenerator json, String key, @Nullable Object value) {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Optional<?> optional) {
      write(json, key, optional.orElse(null));
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Number number) {
      writeNumber(json, key, number);
    } else if (value instanceof CharSequence || value instanceof Enum || value instanceof Path) {
      json.writeString(value.toString());
    } else if (value instanceof JoinedDocument joined) {
      json.writeStartObject();
      writeJoined(json, key, joined);
      json.writeEndObject();
    } else if (value instanceof Record record) {
      json.writeStartObject();
      writeComponents(json, key, record);
      json.writeEndObject();
    } else if (value instanceof Map<?, ?> map) {
      writeMap(json, key, map);
    } else if (value instanceof Iterable<?> items) {
      writeArray(json, key, items);
    } else {
      throw refused(key, value.getClass().getName() + " has no JSON form");
    }
  }

  private static void writeNumber(JsonGenerator json, String key, Number number) {
    if (number instanceof Integer || number instanceof Long || number instanceof BigInteger) {
      json.writeNumber(number.toString());
    } else if (number instanceof BigDecimal decimal) {
      json.writeNumber(decimal.toPlainString());
    } else if (number instanceof Double || number instanceof Float) {
      json.writeNumber(decimal(key, Double.parseDouble(number.toString())));
    } else {
      throw refused(key, number.getClass().getName() + " has no JSON form");
    }
  }

  /** The shortest decimal that reads back as the same double. */
  private static String decimal(String key, double value) {
    if (!Double.isFinite(value)) {
      throw refused(key, value + " is not a number of JSON");
    }
    double magnitude = Math.abs(value);
    if (value == 0 || magnitude < SMALLEST_PLAIN || magnitude >= LARGEST_PLAIN) {
      return Double.toString(value);
    }
    return BigDecimal.valueOf(value).toPlainString();
  }

  private static void writeJoined(JsonGenerator json, String key, Record document) {
    if (document instanceof JoinedDocument joined) {
      writeJoined(json, key, joined.first());
      writeJoined(json, key, joined.second());
    } else {
      writeComponents(json, key, document);
    }
  }

  private static void writeComponents(JsonGenerator json, String key, Record record) {
    for (Method accessor : ACCESSORS.get(record.getClass())) {
      String name = accessor.getName();
      json.writeName(name);
      try {
        write(json, key + "." + name, accessor.invoke(record));
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException(key + "." + name + " is unreadable", e);
      }
    }
  }

  private static void writeMap(JsonGenerator json, String key, Map<?, ?> map) {
    if (!(map instanceof LinkedHashMap || map instanceof SortedMap)) {
      throw refused(key, "the order of a " + map.getClass().getSimpleName() + " is not stable");
    }
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = String.valueOf(entry.getKey());
      json.writeName(name);
      write(json, key + "." + name, entry.getValue());
    }
    json.writeEndObject();
  }

  private static void writeArray(JsonGenerator json, String key, Iterable<?> items) {
    json.writeStartArray();
    int index = 0;
    for (Object item : items) {
      write(json, key + "[" + index++ + "]", item);
    }
    json.writeEndArray();
  }

  private static IllegalArgumentException refused(String key, String why) {
    return new IllegalArgumentException("JSON document at " + key + ": " + why);
  }
}
