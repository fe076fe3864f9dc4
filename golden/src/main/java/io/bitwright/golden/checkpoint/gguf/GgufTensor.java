package io.bitwright.golden.checkpoint.gguf;

import java.util.List;

/**
 * Where a tensor stands in a GGUF file and what it is made of.
 *
 * @param shape sizes of its dimensions, outermost first: rows, then columns
 * @param begin first byte, counted from the start of the tensors' data
 * @param bytes that it takes
 */
public record GgufTensor(String name, GgmlType type, List<Long> shape, long begin, long bytes) {
  public GgufTensor {
    shape = List.copyOf(shape);
  }

  long end() {
    return begin + bytes;
  }
}
