package io.bitwright.golden.checkpoint.safetensors;

import io.bitwright.golden.checkpoint.tensor.ElementType;
import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON header of a safetensors file token by token, so that nothing is kept of a header
 * that is not of the expected form.
 *
 * <p>Format: README of github huggingface/safetensors, section Format.
 */
final class SafetensorsHeader {
  static final String METADATA = "__metadata__";

  /** More dimensions than any tensor of a model has; keeps hostile shapes short. */
  private static final int MAXIMUM_DIMENSIONS = 16;

  private final String file;
  private final long dataBytes;
  private final JsonParser parser;

  private SafetensorsHeader(String file, long dataBytes, JsonParser parser) {
    this.file = file;
    this.dataBytes = dataBytes;
    this.parser = parser;
  }

  /**
   * The tensors of a header, in the order of the header.
   *
   * @param file for messages
   * @param dataBytes bytes of the file after the header
   * @throws SpecException if the header is not of the format or does not fit the data
   */
  static Map<String, TensorInfo> parse(String file, String json, long dataBytes) {
    try (JsonParser parser =
        JsonFactory.builder().build().createParser(ObjectReadContext.empty(), json)) {
      Map<String, TensorInfo> tensors =
          new SafetensorsHeader(file, dataBytes, parser).readTensors();
      TensorLayout.check(file, tensors.values(), dataBytes);
      return tensors;
    } catch (JacksonException e) {
      TokenStreamLocation location = e.getLocation();
      String where = location == null ? "" : " at character " + location.getCharOffset();
      throw new SpecException(
          file + ": the header is not valid JSON" + where + ": " + e.getOriginalMessage(), e);
    }
  }

  private Map<String, TensorInfo> readTensors() {
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    expect(parser.nextToken(), JsonToken.START_OBJECT, "the header");
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals(METADATA)) {
        expect(value, JsonToken.START_OBJECT, METADATA);
        parser.skipChildren();
      } else if (tensors.put(name, readTensor(name, value)) != null) {
        throw wrong(name, "is in the header twice");
      }
    }
    if (parser.nextToken() != null) {
      throw new SpecException(file + ": the header goes on after its last brace");
    }
    return tensors;
  }

  private TensorInfo readTensor(String name, JsonToken first) {
    expect(first, JsonToken.START_OBJECT, "tensor '" + name + "'");
    ElementType type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (key) {
        case "dtype" -> type = once(name, key, type, readType(name, value));
        case "shape" -> shape = once(name, key, shape, readNumbers(name, key, value));
        case "data_offsets" -> offsets = once(name, key, offsets, readNumbers(name, key, value));
        default ->
            throw wrong(
                name, "has the unknown key '" + key + "'; allowed are dtype, shape, data_offsets");
      }
    }
    if (type == null || shape == null || offsets == null) {
      throw wrong(name, "needs all of dtype, shape and data_offsets");
    }
    return placed(name, type, shape, offsets);
  }

  private <T> T once(String name, String key, @Nullable T before, T now) {
    if (before != null) {
      throw wrong(name, "has the key '" + key + "' twice");
    }
    return now;
  }

  private ElementType readType(String name, JsonToken token) {
    if (token != JsonToken.VALUE_STRING) {
      throw wrong(name, "has a dtype that is not a word");
    }
    String word = parser.getString();
    return ElementType.find(word)
        .orElseThrow(() ->
            wrong(
                name,
                "has the unknown dtype '"
                    + word
                    + "'; allowed are "
                    + Arrays.toString(ElementType.values())));
  }

  private List<Long> readNumbers(String name, String key, JsonToken first) {
    if (first != JsonToken.START_ARRAY) {
      throw wrong(name, "has a " + key + " that is not a list");
    }
    List<Long> numbers = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
          || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          || parser.getLongValue() < 0) {
        throw wrong(
            name, "has in its " + key + " '" + parser.getString() + "', not a whole number >= 0");
      }
      if (numbers.size() == MAXIMUM_DIMENSIONS) {
        throw wrong(name, "has more than " + MAXIMUM_DIMENSIONS + " numbers in its " + key);
      }
      numbers.add(parser.getLongValue());
    }
    return numbers;
  }

  private TensorInfo placed(String name, ElementType type, List<Long> shape, List<Long> offsets) {
    if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
      throw wrong(name, "has data_offsets " + offsets + ", not [begin, end] with begin <= end");
    }
    long begin = offsets.get(0);
    long end = offsets.get(1);
    if (end > dataBytes) {
      throw wrong(
          name,
          "ends at byte " + end + " of the data, but the file has only " + dataBytes + " of them");
    }
    long bytes = bytesOf(name, type, shape);
    if (bytes != end - begin) {
      throw wrong(
          name,
          "of %s %s takes %d bytes, but its data_offsets hold %d"
              .formatted(type, shape, bytes, end - begin));
    }
    return new TensorInfo(name, type, shape, begin, end);
  }

  private long bytesOf(String name, ElementType type, List<Long> shape) {
    try {
      long bytes = type.bytes();
      for (long size : shape) {
        bytes = Math.multiplyExact(bytes, size);
      }
      return bytes;
    } catch (ArithmeticException e) {
      SpecException wrong = wrong(name, "of " + type + " " + shape + " takes more than 2^63 bytes");
      wrong.initCause(e);
      throw wrong;
    }
  }

  private void expect(@Nullable JsonToken found, JsonToken expected, String what) {
    if (found != expected) {
      throw new SpecException(file + ": " + what + " is not a JSON object");
    }
  }

  private SpecException wrong(String name, String what) {
    return new SpecException(file + ": tensor '" + name + "' " + what);
  }
}
