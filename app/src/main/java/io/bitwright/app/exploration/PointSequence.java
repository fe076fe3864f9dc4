package io.bitwright.app.exploration;

import java.io.Serial;
import java.io.Serializable;

/**
 * Points of a grid in the order in which they are evaluated; a function of the place alone. It
 * crosses processes, so that machines can share out the places.
 */
public interface PointSequence extends Serializable {

  /** How many there are. */
  long size();

  /**
   * The point at a place.
   *
   * @param place from 0 to {@link #size} - 1
   */
  long point(long place);

  /** All points of a grid. */
  static PointSequence grid(long points) {
    return new Grid(points);
  }

  /** Points that were chosen one by one. */
  static PointSequence of(long... points) {
    return new Chosen(points.clone());
  }

  /**
   * All points of a grid.
   *
   * @param size of the grid
   */
  record Grid(long size) implements PointSequence {
    @Override
    public long point(long place) {
      return place;
    }
  }

  /** Points that were chosen one by one. */
  final class Chosen implements PointSequence {
    @Serial private static final long serialVersionUID = 1;

    private final long[] points;

    private Chosen(long[] points) {
      this.points = points;
    }

    @Override
    public long size() {
      return points.length;
    }

    @Override
    public long point(long place) {
      return points[(int) place];
    }
  }
}
