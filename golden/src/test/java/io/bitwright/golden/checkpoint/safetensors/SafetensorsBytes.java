package io.bitwright.golden.checkpoint.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Files of the safetensors format, put together by hand. */
public final class SafetensorsBytes {
  private SafetensorsBytes() {}

  /** A file whose header length is right. */
  public static byte[] file(String header, byte[] data) {
    return file(header.getBytes(StandardCharsets.UTF_8), data);
  }

  public static byte[] file(byte[] header, byte[] data) {
    return file(header.length, header, data);
  }

  public static byte[] file(long headerLength, byte[] header, byte[] data) {
    return ByteBuffer.allocate(8 + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(headerLength)
        .put(header)
        .put(data)
        .array();
  }

  /** The header entry of one tensor. */
  public static String tensor(String name, String type, String shape, long begin, long end) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
        .formatted(name, type, shape, begin, end);
  }

  public static byte[] littleEndian(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }
}
