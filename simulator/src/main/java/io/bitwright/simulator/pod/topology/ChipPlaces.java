package io.bitwright.simulator.pod.topology;

import java.util.List;

/** Numbers of chips and their places along the axes; the first axis counts fastest. */
public final class ChipPlaces {
  private final int[] sizes;
  private final int[] strides;

  public ChipPlaces(List<Axis> axes) {
    sizes = axes.stream().mapToInt(Axis::size).toArray();
    strides = new int[sizes.length];
    int stride = 1;
    for (int a = 0; a < sizes.length; a++) {
      strides[a] = stride;
      stride = Math.multiplyExact(stride, sizes[a]);
    }
  }

  /** Where a chip stands along an axis, from 0. */
  public int place(int chip, int axis) {
    return chip / strides[axis] % sizes[axis];
  }

  /** The chip at another place along an axis, at the same place along all others. */
  public int moved(int chip, int axis, int place) {
    return chip + (place - place(chip, axis)) * strides[axis];
  }
}
