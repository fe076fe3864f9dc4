package io.bitwright.golden.checkpoint.gguf;

import io.bitwright.golden.checkpoint.tensor.TensorShape;
import io.bitwright.spec.SpecException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands before the tensors' data in a GGUF file of version 3: metadata and tensors by name.
 *
 * @param dataBegin byte of the file at which the tensors' data begins
 */
record GgufHeader(
    Map<String, GgufValue> metadata, Map<String, GgufTensor> tensors, long dataBegin) {
  /** {@code GGUF}, read as a number. */
  static final int MAGIC = 0x46554747;

  static final int VERSION = 3;

  /** The key of the multiple at which tensors begin, bytes. */
  static final String ALIGNMENT = "general.alignment";

  static final int DEFAULT_ALIGNMENT = 32;

  private static final int MOST_KEY_BYTES = 65_535;
  private static final int MOST_NAME_BYTES = 64;
  private static final int MOST_DIMENSIONS = 4;

  /** A key of no bytes, a type, and one byte of value. */
  private static final int LEAST_ENTRY_BYTES = 13;

  /** A name of no bytes, a number of dimensions, a type and an offset. */
  private static final int LEAST_TENSOR_BYTES = 24;

  private static final long MOST_ALIGNMENT = 1L << 30;

  /**
   * BitNet's own type: blocks of 128 numbers where it was made on x86, of 64 where it was made on
   * ARM, which a file does not say (github microsoft/BitNet, src/ggml-bitnet-mad.cpp, {@code
   * QK_I2_S}; its pull request 444).
   */
  private static final int I2_S = 36;

  /**
   * Reads and checks the header.
   *
   * @throws SpecException with the place, if it is not of the format or does not fit the file
   */
  static GgufHeader read(String file, MemorySegment whole) {
    GgufCursor cursor = new GgufCursor(file, whole, 0);
    checkVersion(file, cursor);
    long tensorCount = cursor.readCount("the number of tensors", LEAST_TENSOR_BYTES);
    long entryCount = cursor.readCount("the number of metadata keys", LEAST_ENTRY_BYTES);
    Map<String, GgufValue> metadata = new LinkedHashMap<>();
    for (long entry = 0; entry < entryCount; entry++) {
      String key = cursor.readText("the key " + (entry + 1) + " of the metadata", MOST_KEY_BYTES);
      String what = "metadata '" + key + "'";
      if (metadata.put(key, cursor.readValue(cursor.readType(what), what)) != null) {
        throw new SpecException(file + ": " + what + " is there twice");
      }
    }
    Map<String, GgufTensor> tensors = new LinkedHashMap<>();
    for (long tensor = 0; tensor < tensorCount; tensor++) {
      GgufTensor next = readTensor(file, cursor, tensor);
      if (tensors.put(next.name(), next) != null) {
        throw new SpecException(file + ": tensor '" + next.name() + "' is there twice");
      }
    }
    long alignment = alignment(file, metadata);
    long begin = (cursor.position() + alignment - 1) / alignment * alignment;
    checkPlaces(file, tensors.values().stream().toList(), alignment, whole.byteSize() - begin);
    return new GgufHeader(metadata, tensors, Math.min(begin, whole.byteSize()));
  }

  private static void checkVersion(String file, GgufCursor cursor) {
    if (cursor.remaining() < Integer.BYTES || cursor.readInt("the magic number") != MAGIC) {
      throw new SpecException(file + ": does not begin with 'GGUF': not a GGUF file");
    }
    int version = cursor.readInt("the version");
    if (Integer.reverseBytes(version) == VERSION) {
      throw new SpecException(file + ": is big endian; little endian is read");
    }
    if (version != VERSION) {
      throw new SpecException(
          "%s: is of GGUF version %s; version %d is read"
              .formatted(file, Integer.toUnsignedString(version), VERSION));
    }
  }

  private static GgufTensor readTensor(String file, GgufCursor cursor, long number) {
    String name = cursor.readText("the name of tensor " + (number + 1), MOST_NAME_BYTES);
    String what = "tensor '" + name + "'";
    int dimensions = cursor.readInt(what);
    if (dimensions < 0 || dimensions > MOST_DIMENSIONS) {
      throw new SpecException(
          "%s: %s has %s dimensions; allowed are %d"
              .formatted(file, what, Integer.toUnsignedString(dimensions), MOST_DIMENSIONS));
    }
    List<Long> shape = new ArrayList<>();
    for (int dimension = 0; dimension < dimensions; dimension++) {
      long size = cursor.readLong(what);
      if (size < 0) {
        throw new SpecException(
            "%s: %s has a dimension of %s".formatted(file, what, Long.toUnsignedString(size)));
      }
      shape.addFirst(size);
    }
    GgmlType type = type(file, what, cursor.readInt(what));
    long begin = cursor.readLong(what);
    return new GgufTensor(name, type, shape, begin, bytes(file, what, type, shape));
  }

  private static GgmlType type(String file, String what, int code) {
    if (code == I2_S) {
      throw new SpecException(
          file
              + ": "
              + what
              + " is of I2_S (36), whose order depends on the machine that made the file and is"
              + " not told in it; convert it to TQ1_0 or TQ2_0");
    }
    return GgmlType.find(code)
        .orElseThrow(() ->
            new SpecException(
                "%s: %s is of the ggml type %s, which is not read; read are %s"
                    .formatted(file, what, Integer.toUnsignedString(code), readTypes())));
  }

  private static String readTypes() {
    return Stream.of(GgmlType.values())
        .map(type -> type + " (" + type.code() + ")")
        .collect(Collectors.joining(", "));
  }

  private static long bytes(String file, String what, GgmlType type, List<Long> shape) {
    long columns = shape.isEmpty() ? 1 : shape.getLast();
    if (columns % type.blockElements() != 0) {
      throw new SpecException(
          "%s: %s has rows of %d, which are no whole blocks of %d of %s"
              .formatted(file, what, columns, type.blockElements(), type));
    }
    try {
      long blocks = TensorShape.elements(shape) / type.blockElements();
      return Math.multiplyExact(blocks, type.blockBytes());
    } catch (ArithmeticException e) {
      throw new SpecException(
          file + ": " + what + " of " + type + " " + shape + " takes more than 2^63 bytes", e);
    }
  }

  private static long alignment(String file, Map<String, GgufValue> metadata) {
    GgufValue value = metadata.getOrDefault(ALIGNMENT, GgufValue.count(DEFAULT_ALIGNMENT));
    if (value instanceof GgufValue.Whole whole
        && whole.value() > 0
        && whole.value() <= MOST_ALIGNMENT
        && whole.value() % Long.BYTES == 0) {
      return whole.value();
    }
    throw new SpecException(
        "%s: metadata '%s' is no multiple of 8 from 8 to 2^30".formatted(file, ALIGNMENT));
  }

  private static void checkPlaces(
      String file, List<GgufTensor> tensors, long alignment, long dataBytes) {
    List<GgufTensor> sorted =
        tensors.stream()
            .sorted(
                Comparator.comparingLong(GgufTensor::begin).thenComparingLong(GgufTensor::bytes))
            .toList();
    long covered = 0;
    for (GgufTensor tensor : sorted) {
      String what = file + ": tensor '" + tensor.name() + "' ";
      if (tensor.begin() < 0 || tensor.begin() % alignment != 0) {
        throw new SpecException(
            "%sbegins at byte %s of the data, which is no multiple of %d"
                .formatted(what, Long.toUnsignedString(tensor.begin()), alignment));
      }
      if (tensor.bytes() > dataBytes - tensor.begin()) {
        throw new SpecException(
            "%stakes %d bytes from byte %d of the data, but the file has only %d of them: truncated?"
                .formatted(what, tensor.bytes(), tensor.begin(), Math.max(0, dataBytes)));
      }
      if (tensor.begin() < covered) {
        throw new SpecException(
            "%sbegins at byte %d of the data, inside the one before it"
                .formatted(what, tensor.begin()));
      }
      covered = tensor.end();
    }
  }
}
