package io.bitwright.golden.checkpoint.safetensors;

import io.bitwright.golden.checkpoint.tensor.ElementType;
import io.bitwright.golden.checkpoint.tensor.LittleEndian;
import io.bitwright.golden.checkpoint.tensor.MappedFile;
import io.bitwright.golden.checkpoint.tensor.TensorShape;
import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.golden.checkpoint.tensor.TensorValues;
import io.bitwright.spec.NearestWord;
import io.bitwright.spec.SpecException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
public final class SafetensorsFile implements TensorSource {
  /** The reference implementation's limit on headers, bytes. */
  static final long MAXIMUM_HEADER_BYTES = 100_000_000;

  /** Longest Java array that every virtual machine can make. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

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
    return of(path.toString(), MappedFile.open(path));
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
    long headerBytes = whole.get(LittleEndian.LONG, 0);
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

  @Override
  public String file() {
    return file;
  }

  @Override
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

  @Override
  public List<Long> shape(String name) {
    return info(name).shape();
  }

  @Override
  public TensorValues values(String name) {
    TensorInfo info = info(name);
    ElementType type = info.type();
    if (!type.isFloatingPoint()) {
      throw wrong(
          info, "is of " + type + "; values are read from BF16, F16, F32, F64, F8_E4M3 or F8_E5M2");
    }
    MemorySegment bytes = bytes(info);
    return place -> type.number(bytes, place);
  }

  /**
   * The whole number at a place of the row-major order.
   *
   * @throws SpecException if the tensor is not one of whole numbers, or it does not fit 63 bits
   */
  public long integer(String name, long place) {
    TensorInfo info = info(name);
    if (info.type().isFloatingPoint()) {
      throw wrong(
          info, "is of " + info.type() + "; integers are read from BOOL, I8 to I64, U8 to U64");
    }
    long value = info.type().integer(bytes(info), place);
    if (value < 0 && info.type() == ElementType.U64) {
      throw wrong(
          info,
          "holds %s at %s, which does not fit 63 bits"
              .formatted(Long.toUnsignedString(value), TensorShape.indicesOf(info.shape(), place)));
    }
    return value;
  }

  /**
   * All values of a tensor of whole numbers in row-major order.
   *
   * @throws SpecException if it is of another type, too large for an array, or a value does not fit
   *     an int
   */
  public int[] integers(String name) {
    TensorInfo info = info(name);
    if (info.elements() > LONGEST_ARRAY) {
      throw wrong(info, "of shape " + info.shape() + " is too large to load");
    }
    int[] values = new int[(int) info.elements()];
    for (int i = 0; i < values.length; i++) {
      long value = integer(name, i);
      if (value != (int) value) {
        throw wrong(
            info,
            "holds %d at %s, which does not fit 32 bits"
                .formatted(value, TensorShape.indicesOf(info.shape(), i)));
      }
      values[i] = (int) value;
    }
    return values;
  }

  private MemorySegment bytes(TensorInfo info) {
    return data.asSlice(info.begin(), info.end() - info.begin());
  }

  private SpecException wrong(TensorInfo info, String what) {
    return new SpecException(file + ": tensor '" + info.name() + "' " + what);
  }
}
