package io.bitwright.golden.checkpoint.gguf;

import io.bitwright.golden.checkpoint.tensor.NewTensor;
import io.bitwright.golden.checkpoint.tensor.TensorShape;
import io.bitwright.golden.checkpoint.tensor.WholeFile;
import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes GGUF files of version 3: whole or not at all, and the same bytes for the same tensors.
 *
 * <p>Format: github ggml-org/ggml, docs/gguf.md.
 */
public final class GgufWriter {
  private static final int CHUNK_BLOCKS = 1024;

  private final Path file;
  private final Map<String, GgufValue> metadata;
  private final List<NewTensor<GgmlType>> tensors;
  private final long alignment;

  private GgufWriter(
      Path file, Map<String, GgufValue> metadata, List<NewTensor<GgmlType>> tensors) {
    this.file = file;
    this.metadata = metadata;
    this.tensors = tensors;
    GgufValue multiple = metadata.get(GgufHeader.ALIGNMENT);
    this.alignment =
        multiple instanceof GgufValue.Whole whole ? whole.value() : GgufHeader.DEFAULT_ALIGNMENT;
  }

  /**
   * Writes a file, in place of one of that name if there is one.
   *
   * @param metadata in the order of the map; {@code general.alignment}, if it is there, is kept to
   * @throws SpecException if two tensors have one name, rows are no whole blocks of their type, a
   *     value does not fit its type, or the file cannot be written
   */
  public static void write(
      Path file, Map<String, GgufValue> metadata, List<NewTensor<GgmlType>> tensors) {
    GgufWriter writer = new GgufWriter(file, metadata, tensors);
    writer.check();
    WholeFile.write(file, writer::writeTo);
  }

  private void check() {
    Set<String> names = new HashSet<>();
    for (NewTensor<GgmlType> tensor : tensors) {
      if (!names.add(tensor.name())) {
        throw wrong(tensor, "is there twice");
      }
      if (tensor.shape().isEmpty() || tensor.shape().size() > 4) {
        throw wrong(tensor, "has " + tensor.shape().size() + " dimensions; allowed are 1 to 4");
      }
      if (tensor.shape().getLast() % tensor.type().blockElements() != 0) {
        throw wrong(
            tensor,
            "has rows of %d, which are no whole blocks of %d of %s"
                .formatted(tensor.shape().getLast(), tensor.type().blockElements(), tensor.type()));
      }
    }
  }

  private void writeTo(OutputStream out) throws IOException {
    GgufOutput output = new GgufOutput(out);
    output.writeInt(GgufHeader.MAGIC);
    output.writeInt(GgufHeader.VERSION);
    output.writeLong(tensors.size());
    output.writeLong(metadata.size());
    for (Map.Entry<String, GgufValue> entry : metadata.entrySet()) {
      output.writeText(entry.getKey());
      output.writeInt(entry.getValue().type().code());
      output.writeValue(entry.getValue());
    }
    long begin = 0;
    for (NewTensor<GgmlType> tensor : tensors) {
      writeInfo(output, tensor, begin);
      begin += bytes(tensor) + padding(bytes(tensor));
    }
    output.writeZeros(padding(output.written()));
    for (NewTensor<GgmlType> tensor : tensors) {
      writeValues(output, tensor);
      output.writeZeros(padding(bytes(tensor)));
    }
  }

  private static void writeInfo(GgufOutput output, NewTensor<GgmlType> tensor, long begin)
      throws IOException {
    output.writeText(tensor.name());
    output.writeInt(tensor.shape().size());
    for (long size : tensor.shape().reversed()) {
      output.writeLong(size);
    }
    output.writeInt(tensor.type().code());
    output.writeLong(begin);
  }

  private static long bytes(NewTensor<GgmlType> tensor) {
    return tensor.elements() / tensor.type().blockElements() * tensor.type().blockBytes();
  }

  private int padding(long bytes) {
    return (int) ((alignment - bytes % alignment) % alignment);
  }

  private void writeValues(GgufOutput output, NewTensor<GgmlType> tensor) throws IOException {
    GgmlType type = tensor.type();
    byte[] chunk = new byte[CHUNK_BLOCKS * type.blockBytes()];
    MemorySegment segment = MemorySegment.ofArray(chunk);
    double[] numbers = new double[type.blockElements()];
    long blocks = tensor.elements() / type.blockElements();
    for (long first = 0; first < blocks; first += CHUNK_BLOCKS) {
      int count = (int) Math.min(CHUNK_BLOCKS, blocks - first);
      for (int block = 0; block < count; block++) {
        long place = (first + block) * type.blockElements();
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = tensor.values().at(place + i);
        }
        if (!type.put(segment, block, numbers)) {
          throw wrong(
              tensor,
              "has a value that %s cannot hold in the block of %s"
                  .formatted(type, TensorShape.indicesOf(tensor.shape(), place)));
        }
      }
      output.write(chunk, count * type.blockBytes());
    }
  }

  private SpecException wrong(NewTensor<GgmlType> tensor, String what) {
    return new SpecException(file + ": tensor '" + tensor.name() + "' " + what);
  }
}
