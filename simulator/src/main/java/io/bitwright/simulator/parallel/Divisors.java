package io.bitwright.simulator.parallel;

import java.util.List;
import java.util.stream.IntStream;

/** Numbers that divide another. */
final class Divisors {
  private Divisors() {}

  /** All divisors of a number, the smallest first. */
  static List<Integer> of(int number) {
    return IntStream.rangeClosed(1, number)
        .filter(divisor -> number % divisor == 0)
        .boxed()
        .toList();
  }
}
