package io.bitwright.golden.checkpoint.safetensors;

import io.bitwright.golden.checkpoint.tensor.ElementType;
import java.util.List;

/**
 * Where a tensor stands in a safetensors file and what it is made of.
 *
 * @param shape sizes of its dimensions, outermost first; empty for a single value
 * @param begin first byte, counted from the end of the header
 * @param end byte after the last one, counted from the end of the header
 */
public record TensorInfo(String name, ElementType type, List<Long> shape, long begin, long end) {

  public TensorInfo {
    shape = List.copyOf(shape);
  }

  /** Number of values: the product of the shape. */
  public long elements() {
    return (end - begin) / type.bytes();
  }
}
