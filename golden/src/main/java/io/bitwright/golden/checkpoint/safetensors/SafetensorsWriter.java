package io.bitwright.golden.checkpoint.safetensors;

import io.bitwright.golden.checkpoint.tensor.ElementType;
import io.bitwright.golden.checkpoint.tensor.NewTensor;
import io.bitwright.golden.checkpoint.tensor.TensorShape;
import io.bitwright.golden.checkpoint.tensor.WholeFile;
import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes safetensors files: whole or not at all, and the same bytes for the same tensors.
 *
 * <p>Format: README of github huggingface/safetensors, section Format. Wider elements stand first,
 * so that all are aligned to their size; otherwise tensors keep their order.
 */
public final class SafetensorsWriter {
  private static final int CHUNK_ELEMENTS = 8192;

  private SafetensorsWriter() {}

  /** As {@link #write(Path, Map, List)}, without metadata. */
  public static void write(Path file, List<NewTensor<ElementType>> tensors) {
    write(file, Map.of(), tensors);
  }

  /**
   * Writes a file, in place of one of that name if there is one.
   *
   * @param metadata kept as {@code __metadata__}, in the order of the map
   * @throws SpecException if two tensors have one name, a value does not fit its element type, or
   *     the file cannot be written
   */
  public static void write(
      Path file, Map<String, String> metadata, List<NewTensor<ElementType>> tensors) {
    refuseSameNames(file, tensors);
    List<NewTensor<ElementType>> placed =
        tensors.stream()
            .sorted(
                Comparator.comparingInt((NewTensor<ElementType> tensor) -> -tensor.type().bytes()))
            .toList();
    byte[] header = header(metadata, placed);
    WholeFile.write(
        file,
        out -> {
          out.write(
              ByteBuffer.allocate(Long.BYTES)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .putLong(header.length)
                  .array());
          out.write(header);
          for (NewTensor<ElementType> tensor : placed) {
            writeValues(file, tensor, out);
          }
        });
  }

  private static void refuseSameNames(Path file, List<NewTensor<ElementType>> tensors) {
    Set<String> names = new HashSet<>();
    for (NewTensor<ElementType> tensor : tensors) {
      if (!names.add(tensor.name()) || tensor.name().equals(SafetensorsHeader.METADATA)) {
        throw new SpecException(
            file + ": cannot be written: a second tensor would be named '" + tensor.name() + "'");
      }
    }
  }

  /** The header in UTF-8, filled with spaces to a multiple of eight bytes. */
  private static byte[] header(Map<String, String> metadata, List<NewTensor<ElementType>> tensors) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json =
        JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectPropertyStart(SafetensorsHeader.METADATA);
        metadata.forEach(json::writeStringProperty);
        json.writeEndObject();
      }
      long begin = 0;
      for (NewTensor<ElementType> tensor : tensors) {
        long end = begin + tensor.elements() * tensor.type().bytes();
        writeEntry(json, tensor, begin, end);
        begin = end;
      }
      json.writeEndObject();
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    int padding = -bytes.length & (Long.BYTES - 1);
    return (text + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  private static void writeEntry(
      JsonGenerator json, NewTensor<ElementType> tensor, long begin, long end) {
    json.writeObjectPropertyStart(tensor.name());
    json.writeStringProperty("dtype", tensor.type().name());
    json.writeArrayPropertyStart("shape");
    tensor.shape().forEach(json::writeNumber);
    json.writeEndArray();
    json.writeArrayPropertyStart("data_offsets");
    json.writeNumber(begin);
    json.writeNumber(end);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeValues(Path file, NewTensor<ElementType> tensor, OutputStream out)
      throws IOException {
    ElementType type = tensor.type();
    byte[] chunk = new byte[CHUNK_ELEMENTS * type.bytes()];
    MemorySegment segment = MemorySegment.ofArray(chunk);
    long elements = tensor.elements();
    for (long first = 0; first < elements; first += CHUNK_ELEMENTS) {
      int count = (int) Math.min(CHUNK_ELEMENTS, elements - first);
      for (int i = 0; i < count; i++) {
        double value = tensor.values().at(first + i);
        if (!type.put(segment, i, value)) {
          throw new SpecException(
              "%s: tensor '%s' has %s at %s, which %s cannot hold"
                  .formatted(
                      file,
                      tensor.name(),
                      value,
                      TensorShape.indicesOf(tensor.shape(), first + i),
                      type));
        }
      }
      out.write(chunk, 0, count * type.bytes());
    }
  }
}
