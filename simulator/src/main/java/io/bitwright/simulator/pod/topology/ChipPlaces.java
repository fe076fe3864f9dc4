package io.bitwright.simulator.pod.topology;

import java.util.List;

/** Numbers of chips and their places along the axes; the first axis counts fastest. */
public final class ChipPlaces {
  private final List<Axis> axes;
  private final int[] sizes;
  private final int[] strides;

  public ChipPlaces(List<Axis> axes) {
    this.axes = List.copyOf(axes);
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

  /**
   * The chip so many places on along an axis, over the end of it to its beginning; where it is
   * twisted, each time moved along the axes of the twist too.
   *
   * @param steps below 0 towards the first place
   */
  public int stepped(int chip, int axis, int steps) {
    int place = place(chip, axis) + steps;
    int to = moved(chip, axis, Math.floorMod(place, sizes[axis]));
    int rounds = Math.floorDiv(place, sizes[axis]);
    for (int along : axes.get(axis).twistedAlong()) {
      int shifted = place(to, along) + rounds * axes.get(axis).twist();
      to = moved(to, along, Math.floorMod(shifted, sizes[along]));
    }
    return to;
  }
}
