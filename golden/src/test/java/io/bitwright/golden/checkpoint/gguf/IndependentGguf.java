package io.bitwright.golden.checkpoint.gguf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A second reader of GGUF, written from docs/gguf.md of github ggml-org/ggml alone, that shares no
 * code with the one under test: metadata as plain objects, tensors of F32 and F16 as floats.
 */
final class IndependentGguf {
  /**
   * A tensor.
   *
   * @param sizes innermost first, as the file has them
   */
  record Tensor(List<Long> sizes, int type, long offset) {}

  final Map<String, Object> metadata = new LinkedHashMap<>();
  final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final ByteBuffer in;
  private final int dataStart;

  IndependentGguf(byte[] bytes) {
    in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[4];
    in.get(magic);
    if (!new String(magic, StandardCharsets.US_ASCII).equals("GGUF") || in.getInt() != 3) {
      throw new IllegalArgumentException("not GGUF 3");
    }
    long tensorCount = in.getLong();
    long entryCount = in.getLong();
    for (long i = 0; i < entryCount; i++) {
      metadata.put(string(), value(in.getInt()));
    }
    for (long i = 0; i < tensorCount; i++) {
      String name = string();
      List<Long> sizes = new ArrayList<>();
      for (int dimensions = in.getInt(); dimensions > 0; dimensions--) {
        sizes.add(in.getLong());
      }
      tensors.put(name, new Tensor(sizes, in.getInt(), in.getLong()));
    }
    long alignment = ((Number) metadata.getOrDefault("general.alignment", 32L)).longValue();
    dataStart = (int) (in.position() + (alignment - in.position() % alignment) % alignment);
  }

  private String string() {
    byte[] bytes = new byte[(int) in.getLong()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Object value(int type) {
    return switch (type) {
      case 0 -> (long) (in.get() & 0xFF);
      case 1 -> (long) in.get();
      case 2 -> (long) (in.getShort() & 0xFFFF);
      case 3 -> (long) in.getShort();
      case 4 -> in.getInt() & 0xFFFFFFFFL;
      case 5 -> (long) in.getInt();
      case 6 -> in.getFloat();
      case 7 -> in.get() == 1;
      case 8 -> string();
      case 9 -> {
        int element = in.getInt();
        List<Object> values = new ArrayList<>();
        for (long left = in.getLong(); left > 0; left--) {
          values.add(value(element));
        }
        yield values;
      }
      case 10, 11 -> in.getLong();
      case 12 -> in.getDouble();
      default -> throw new IllegalArgumentException("type " + type);
    };
  }

  Tensor tensor(String name) {
    return Objects.requireNonNull(tensors.get(name));
  }

  /** The numbers of an F32 (0) or F16 (1) tensor. */
  float[] floats(String name) {
    Tensor tensor = tensor(name);
    int count = (int) tensor.sizes().stream().mapToLong(size -> size).reduce(1, (a, b) -> a * b);
    float[] values = new float[count];
    int place = dataStart + (int) tensor.offset();
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (tensor.type()) {
            case 0 -> in.getFloat(place + 4 * i);
            case 1 -> Float.float16ToFloat(in.getShort(place + 2 * i));
            default -> throw new IllegalArgumentException("type " + tensor.type());
          };
    }
    return values;
  }
}
