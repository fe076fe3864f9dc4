package io.bitwright.app.exploration;

/** Points of a grid in the order in which they are evaluated; a function of the place alone. */
public interface PointSequence {

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
    return new PointSequence() {
      @Override
      public long size() {
        return points;
      }

      @Override
      public long point(long place) {
        return place;
      }
    };
  }

  /** Points that were chosen one by one. */
  static PointSequence of(long... points) {
    long[] own = points.clone();
    return new PointSequence() {
      @Override
      public long size() {
        return own.length;
      }

      @Override
      public long point(long place) {
        return own[(int) place];
      }
    };
  }
}
