package io.bitwright.energy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** A YAML mapping of words to words or lists of words, with the line of each key. */
final class FlatYaml {
  /** The words of a key; one for a scalar. */
  record Value(int line, boolean list, List<String> words) {}

  private final String file;
  private final Map<String, Value> values;

  private FlatYaml(String file, Map<String, Value> values) {
    this.file = file;
    this.values = values;
  }

  /**
   * Reads a mapping with no keys but the known ones.
   *
   * @throws EnergyTableException with file and line if the text is anything else
   */
  static FlatYaml read(String file, String text, List<String> knownKeys) {
    Map<String, Value> values = new LinkedHashMap<>();
    try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new EnergyTableException(file + ": must hold the keys " + knownKeys);
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = parser.currentName();
        int line = parser.currentTokenLocation().getLineNr();
        if (!knownKeys.contains(key)) {
          throw new EnergyTableException(
              place(file, line)
                  + "unknown key '"
                  + key
                  + "'; did you mean '"
                  + NearestWord.of(key, knownKeys)
                  + "'? Allowed: "
                  + String.join(", ", knownKeys));
        }
        if (values.put(key, value(file, key, line, parser)) != null) {
          throw new EnergyTableException(place(file, line) + "key '" + key + "' stands twice");
        }
      }
    } catch (JacksonException malformed) {
      TokenStreamLocation location = malformed.getLocation();
      String place = location == null ? file + ": " : place(file, location.getLineNr());
      throw new EnergyTableException(place + malformed.getOriginalMessage(), malformed);
    }
    return new FlatYaml(file, values);
  }

  private static Value value(String file, String key, int line, JsonParser parser) {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_ARRAY) {
      List<String> words = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        words.add(scalar(file, key, line, parser));
      }
      return new Value(line, true, List.copyOf(words));
    }
    return new Value(line, false, List.of(scalar(file, key, line, parser)));
  }

  private static String scalar(String file, String key, int line, JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
      throw new EnergyTableException(
          place(file, line) + "'" + key + "' must be a word or a list of words");
    }
    return parser.getString().strip();
  }

  private static String place(String file, int line) {
    return file + ":" + line + ": ";
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The word of a key that must be there and not be empty. */
  String word(String key) {
    Value value = value(key);
    if (value.list() || value.words().getFirst().isEmpty()) {
      throw complaint(key, "must be one word or text");
    }
    return value.words().getFirst();
  }

  /** The words of a list that must be there, not be empty and not repeat one. */
  List<String> words(String key) {
    Value value = value(key);
    if (!value.list() || value.words().isEmpty()) {
      throw complaint(key, "must be a list of at least one name");
    }
    if (value.words().stream().distinct().count() != value.words().size()) {
      throw complaint(key, "names one thing twice");
    }
    return value.words();
  }

  /** A complaint about a key that is there. */
  EnergyTableException complaint(String key, String message) {
    return new EnergyTableException(place(file, value(key).line()) + "'" + key + "' " + message);
  }

  private Value value(String key) {
    Value value = values.get(key);
    if (value == null) {
      throw new EnergyTableException(file + ": key '" + key + "' is missing");
    }
    return value;
  }
}
