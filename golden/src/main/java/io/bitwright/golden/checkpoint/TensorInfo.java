package io.bitwright.golden.checkpoint;

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

  /** The indices of the value at that place in row-major order, as {@code [3, 17]}. */
  String indicesOf(long place) {
    StringBuilder text = new StringBuilder("]");
    for (int dimension = shape.size() - 1; dimension >= 0; dimension--) {
      long size = shape.get(dimension);
      text.insert(0, place % size).insert(0, dimension == 0 ? "" : ", ");
      place /= size;
    }
    return text.insert(0, '[').toString();
  }
}
