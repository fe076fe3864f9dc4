package io.bitwright.golden.checkpoint;

import io.bitwright.spec.NearestWord;
import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The tensors of a safetensors file, by name. A file is mapped, not read; its values become Java
 * arrays only when they are asked for.
 *
 * <p>Format (README of github huggingface/safetensors, section Format): eight bytes of header
 * length, little endian; a JSON header; the values, little endian and row-major.
 */
public final class SafetensorsFile {
  /** The reference implementation's limit on headers, bytes. */
  static final long MAXIMUM_HEADER_BYTES = 100_000_000;

  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final String file;
  private final Map<String, TensorInfo> tensors;
  private final MemorySegment data;

  private SafetensorsFile(String file, Map<String, TensorInfo> tensors, MemorySegment data) {
    this.file = file;
    this.tensors = tensors;
    this.data = data;
  }

  /**
   * Maps a file and checks its header against its size.
   *
   * @throws SpecException if the file cannot be read or is not a well-formed safetensors file
   */
  public static SafetensorsFile open(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new SpecException(path + ": there is no such file");
    }
    try (FileChannel channel = FileChannel.open(path)) {
      // The mapping lives as long as this object is reachable.
      return of(
          path.toString(),
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
    } catch (IOException e) {
      throw new SpecException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The same for a file whose bytes are in memory, such as one inside a jar.
   *
   * @param name for messages
   * @param bytes kept, not copied
   */
  public static SafetensorsFile of(String name, byte[] bytes) {
    return of(name, MemorySegment.ofArray(bytes));
  }

  private static SafetensorsFile of(String file, MemorySegment whole) {
    long size = whole.byteSize();
    if (size < Long.BYTES) {
      throw new SpecException(
          file + ": has " + size + " bytes; a safetensors file starts with 8 of header length");
    }
    long headerBytes = whole.get(LENGTH, 0);
    if (headerBytes < 0 || headerBytes > MAXIMUM_HEADER_BYTES) {
      throw new SpecException(
          "%s: gives a header length of %s bytes; allowed are %d: not a safetensors file?"
              .formatted(file, Long.toUnsignedString(headerBytes), MAXIMUM_HEADER_BYTES));
    }
    if (headerBytes > size - Long.BYTES) {
      throw new SpecException(
          "%s: gives a header length of %d bytes, but only %d follow: truncated?"
              .formatted(file, headerBytes, size - Long.BYTES));
    }
    String header = decode(file, whole.asSlice(Long.BYTES, headerBytes));
    MemorySegment data = whole.asSlice(Long.BYTES + headerBytes);
    return new SafetensorsFile(file, SafetensorsHeader.parse(file, header, data.byteSize()), data);
  }

  private static String decode(String file, MemorySegment header) {
    if (header.byteSize() == 0 || header.get(ValueLayout.JAVA_BYTE, 0) != '{') {
      throw new SpecException(file + ": the header does not start with '{'");
    }
    try {
      ByteBuffer bytes = header.asByteBuffer();
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new SpecException(file + ": the header is not UTF-8", e);
    }
  }

  /** The file's name, for messages. */
  public String file() {
    return file;
  }

  /** Names of all tensors, in the order of the header. */
  public List<String> names() {
    return List.copyOf(tensors.keySet());
  }

  /**
   * What the tensor of that name is made of.
   *
   * @throws SpecException naming the nearest tensor, if there is none of that name
   */
  public TensorInfo info(String name) {
    TensorInfo info = tensors.get(name);
    if (info == null) {
      throw new SpecException(
          file + ": has no tensor '" + name + "'" + NearestWord.hint(name, tensors.keySet()));
    }
    return info;
  }

  /**
   * All values of a BF16, F16, F32 or F64 tensor in row-major order.
   *
   * @throws SpecException if it is of another type, or a value is not finite in fp32
   */
  public float[] floats(String name) {
    return reader(name).floats();
  }

  /**
   * The rows of a two-dimensional BF16, F16, F32 or F64 tensor.
   *
   * @throws SpecException if it is of another type or shape, or a value is not finite in fp32
   */
  public float[][] matrix(String name) {
    return reader(name).matrix();
  }

  /**
   * All values of a BOOL, I8, U8, I16, U16, I32 or I64 tensor in row-major order.
   *
   * @throws SpecException if it is of another type, or a value does not fit an int
   */
  public int[] integers(String name) {
    return reader(name).integers();
  }

  private TensorReader reader(String name) {
    TensorInfo info = info(name);
    return new TensorReader(file, info, data.asSlice(info.begin(), info.end() - info.begin()));
  }
}
