package io.bitwright.simulator.timing.chip;

import io.bitwright.simulator.timing.chip.MatmulTiming.Cuts;
import io.bitwright.simulator.workload.MatmulOperator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How products are cut on chips that differ in their clock and memory alone: which cuts are worth
 * their traffic depends on neither. For one thread.
 */
public final class SharedCuts {
  /** Products that are remembered. */
  private static final int MOST_REMEMBERED = 1 << 10;

  private static final SharedCuts NONE = new SharedCuts(0);

  /** A product, and whether its tensors lie in memory before and behind. */
  private record Product(MatmulOperator operator, boolean alone) {}

  private final int most;
  private final Map<Product, Cuts> known = new HashMap<>();

  private SharedCuts(int most) {
    this.most = most;
  }

  /** Of a chip that shares with no other; it remembers nothing, and any thread may use it. */
  static SharedCuts none() {
    return NONE;
  }

  /** Of chips that are yet to come. */
  public static SharedCuts empty() {
    return new SharedCuts(MOST_REMEMBERED);
  }

  Cuts of(MatmulOperator operator, boolean alone, Supplier<Cuts> cut) {
    if (most == 0) {
      return cut.get();
    }
    Product product = new Product(operator, alone);
    Cuts cuts = known.get(product);
    if (cuts == null) {
      cuts = cut.get();
      if (known.size() < most) {
        known.put(product, cuts);
      }
    }
    return cuts;
  }
}
