package io.bitwright.golden.checkpoint.gguf;

import io.bitwright.golden.checkpoint.tensor.MappedFile;
import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.golden.checkpoint.tensor.TensorValues;
import io.bitwright.spec.NearestWord;
import io.bitwright.spec.SpecException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The metadata and tensors of a GGUF file of version 3, little endian. A file is mapped, not read;
 * values become Java objects only when they are asked for.
 *
 * <p>Format: github ggml-org/ggml, docs/gguf.md.
 */
public final class GgufFile implements TensorSource {
  private final String file;
  private final GgufHeader header;
  private final MemorySegment data;

  private GgufFile(String file, MemorySegment whole) {
    this.file = file;
    this.header = GgufHeader.read(file, whole);
    this.data = whole.asSlice(header.dataBegin());
  }

  /**
   * Maps a file and checks its header against its size.
   *
   * @throws SpecException if the file cannot be read or is not a well-formed GGUF file
   */
  public static GgufFile open(Path path) {
    return new GgufFile(path.toString(), MappedFile.open(path));
  }

  /**
   * The same for a file whose bytes are in memory.
   *
   * @param name for messages
   * @param bytes kept, not copied
   */
  public static GgufFile of(String name, byte[] bytes) {
    return new GgufFile(name, MemorySegment.ofArray(bytes));
  }

  /** The metadata by key, in the order of the file. */
  public Map<String, GgufValue> metadata() {
    return Collections.unmodifiableMap(header.metadata());
  }

  /**
   * A piece of metadata that must be there and be text, such as {@code general.architecture}.
   *
   * @throws SpecException naming the nearest key, if it is not
   */
  public String text(String key) {
    if (value(key) instanceof GgufValue.Text text) {
      return text.value();
    }
    throw new SpecException(file + ": metadata '" + key + "' is no text");
  }

  /**
   * A piece of metadata that must be there and be a whole number.
   *
   * @throws SpecException naming the nearest key, if it is not, or does not fit 63 bits
   */
  public long whole(String key) {
    if (value(key) instanceof GgufValue.Whole whole
        && (whole.type() != GgufType.UINT64 || whole.value() >= 0)) {
      return whole.value();
    }
    throw new SpecException(file + ": metadata '" + key + "' is no whole number below 2^63");
  }

  private GgufValue value(String key) {
    GgufValue value = header.metadata().get(key);
    if (value == null) {
      throw new SpecException(
          "%s: has no metadata '%s'%s"
              .formatted(file, key, NearestWord.hint(key, header.metadata().keySet())));
    }
    return value;
  }

  @Override
  public String file() {
    return file;
  }

  @Override
  public List<String> names() {
    return List.copyOf(header.tensors().keySet());
  }

  /**
   * What the tensor of that name is made of.
   *
   * @throws SpecException naming the nearest tensor, if there is none of that name
   */
  public GgufTensor tensor(String name) {
    GgufTensor tensor = header.tensors().get(name);
    if (tensor == null) {
      throw new SpecException(
          "%s: has no tensor '%s'%s"
              .formatted(file, name, NearestWord.hint(name, header.tensors().keySet())));
    }
    return tensor;
  }

  @Override
  public List<Long> shape(String name) {
    return tensor(name).shape();
  }

  @Override
  public TensorValues values(String name) {
    GgufTensor tensor = tensor(name);
    GgmlType type = tensor.type();
    if (!type.isFloatingPoint()) {
      throw new SpecException(
          "%s: tensor '%s' is of %s, which are whole numbers".formatted(file, name, type));
    }
    MemorySegment bytes = data.asSlice(tensor.begin(), tensor.bytes());
    return place -> type.number(bytes, place);
  }

  /**
   * The whole number at a place of the row-major order of an I8, I16, I32 or I64 tensor.
   *
   * @throws SpecException if there is no such tensor, or it is of another type
   */
  public long integer(String name, long place) {
    GgufTensor tensor = tensor(name);
    if (tensor.type().isFloatingPoint()) {
      throw new SpecException(
          "%s: tensor '%s' is of %s; integers are read from I8, I16, I32 or I64"
              .formatted(file, name, tensor.type()));
    }
    return tensor.type().integer(data.asSlice(tensor.begin(), tensor.bytes()), place);
  }
}
