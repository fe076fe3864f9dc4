package io.bitwright.spec.transformer;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some layers of a stack, by a rule that repeats: layer i, counted from 0, is one of them if {@code
 * period[i mod size]} says so.
 *
 * @param period one entry or more
 */
public record LayerPattern(List<Boolean> period) {
  /** All layers. */
  public static final LayerPattern ALL = new LayerPattern(List.of(true));

  /** Checks that there is an entry; if all are true, one is enough. */
  public LayerPattern {
    if (period.isEmpty()) {
      throw new IllegalArgumentException("a pattern of layers has an entry");
    }
    period = period.contains(false) ? List.copyOf(period) : List.of(true);
  }

  /** All layers but the n-th, the 2n-th, ...; for n = 1 none. */
  public static LayerPattern allButEvery(int n) {
    return new LayerPattern(IntStream.rangeClosed(1, n).mapToObj(layer -> layer < n).toList());
  }

  /** All layers of so many but the first ones. */
  public static LayerPattern allButFirst(int first, int layers) {
    return new LayerPattern(IntStream.range(0, layers).mapToObj(layer -> layer >= first).toList());
  }

  /** Whether a layer, counted from 0, is one of them. */
  public boolean has(int layer) {
    return period.get(layer % period.size());
  }

  /** How many of so many layers are. */
  public int of(int layers) {
    int whole = layers / period.size();
    int rest = layers % period.size();
    return whole * Collections.frequency(period, true)
        + Collections.frequency(period.subList(0, rest), true);
  }
}
