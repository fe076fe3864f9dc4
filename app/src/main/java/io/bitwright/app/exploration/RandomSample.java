package io.bitwright.app.exploration;

import java.io.Serial;

/**
 * So many different points of a grid, each as likely as any other: the first places of a random
 * permutation. The permutation is a Feistel network of four rounds over the next even power of two
 * (Luby and Rackoff 1988), walked on until it meets a point of the grid (Black and Rogaway 2002,
 * section 3), so that a place's point costs the same wherever it lies and needs no memory: machines
 * can share out the places.
 */
public final class RandomSample implements PointSequence {
  @Serial private static final long serialVersionUID = 1;

  private static final int ROUNDS = 4;

  private final long points;
  private final long samples;
  private final int halfBits;
  private final long halfMask;
  private final long[] keys = new long[ROUNDS];

  /**
   * A sample.
   *
   * @param points of the grid, at least 1
   * @param samples how many are drawn; at most all
   * @param seed of the permutation
   */
  public RandomSample(long points, long samples, long seed) {
    this.points = points;
    this.samples = Math.min(points, samples);
    this.halfBits = (Long.SIZE - Long.numberOfLeadingZeros(points) + 1) / 2;
    this.halfMask = (1L << halfBits) - 1;
    for (int round = 0; round < ROUNDS; round++) {
      keys[round] = mix(seed + round * 0x9e3779b97f4a7c15L);
    }
  }

  @Override
  public long size() {
    return samples;
  }

  @Override
  public long point(long place) {
    long point = place;
    do {
      point = permuted(point);
    } while (point >= points);
    return point;
  }

  private long permuted(long value) {
    long left = value >>> halfBits;
    long right = value & halfMask;
    for (long key : keys) {
      long next = left ^ (mix(right ^ key) & halfMask);
      left = right;
      right = next;
    }
    return left << halfBits | right;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014, figure 16). */
  private static long mix(long value) {
    long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}
