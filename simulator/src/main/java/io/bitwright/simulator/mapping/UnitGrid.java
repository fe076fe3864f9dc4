package io.bitwright.simulator.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * How the matrix units of a chip share products: so many along each side, and so many on different
 * products.
 *
 * @param m ways M is dealt out in blocks, at least 1
 * @param k ways K is dealt out in tiles; the vector unit adds the partial sums; at least 1
 * @param n ways N is dealt out in tiles, at least 1
 * @param repetitions ways equal products are dealt out, at least 1
 */
public record UnitGrid(int m, int k, int n, int repetitions) {
  /** All ways to use so many units: the factors multiply to their number. */
  public static List<UnitGrid> of(int units) {
    List<UnitGrid> grids = new ArrayList<>();
    for (int m : divisors(units)) {
      for (int k : divisors(units / m)) {
        for (int n : divisors(units / m / k)) {
          grids.add(new UnitGrid(m, k, n, units / m / k / n));
        }
      }
    }
    return List.copyOf(grids);
  }

  private static List<Integer> divisors(int number) {
    List<Integer> divisors = new ArrayList<>();
    for (int divisor = 1; divisor <= number; divisor++) {
      if (number % divisor == 0) {
        divisors.add(divisor);
      }
    }
    return divisors;
  }

  /** The same for the transposed product. */
  public UnitGrid turned() {
    return new UnitGrid(n, k, m, repetitions);
  }
}
