package io.bitwright.golden.decoding;

/**
 * Decisions by SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number
 * generators", doi 10.1145/2660193.2660195, figure 17), written out here, so that a seed means the
 * same decisions on every machine.
 */
public final class SeededChance implements Chance {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  /**
   * @param seed any number; close seeds give unrelated decisions
   */
  public SeededChance(long seed) {
    state = seed;
  }

  /** The next 64 bits of the generator. */
  long nextBits() {
    state += GOLDEN_GAMMA;
    long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** Evenly spread from 0 to below 1, in steps of 2^-53. */
  private double uniform() {
    return (nextBits() >>> 11) * 0x1p-53;
  }

  @Override
  public int token(double[] probabilities) {
    double total = 0;
    for (double probability : probabilities) {
      total += probability;
    }
    double drawn = uniform() * total;
    double reached = 0;
    int lastPossible = -1;
    for (int token = 0; token < probabilities.length; token++) {
      if (probabilities[token] > 0) {
        reached += probabilities[token];
        lastPossible = token;
        if (drawn < reached) {
          return token;
        }
      }
    }
    if (lastPossible < 0) {
      throw new IllegalArgumentException("no token has a probability above 0");
    }
    return lastPossible;
  }

  @Override
  public boolean happens(double probability) {
    return uniform() < probability;
  }
}
