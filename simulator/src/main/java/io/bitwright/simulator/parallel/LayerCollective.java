package io.bitwright.simulator.parallel;

import io.bitwright.simulator.pod.collective.Collective;
import java.util.List;

/**
 * What the chips of a pass do together, at one place of each layer or of the whole pass.
 *
 * @param name what is brought together: {@code output sums}
 * @param over degrees whose chips take part
 * @param bytes that each of them holds before
 * @param count how often in a pass
 * @param beside products that it can run beside, where the pod overlaps
 * @param axisByAxis whether it goes along one axis of the pod after another, instead of by the
 *     fastest algorithm on all
 */
record LayerCollective(
    String name,
    List<Degree> over,
    Collective collective,
    double bytes,
    long count,
    Beside beside,
    boolean axisByAxis) {
  LayerCollective {
    over = List.copyOf(over);
  }

  /** Products next to a collective, which take or give what it moves. */
  enum Beside {
    /** None: a norm, or attention, stands between. */
    NONE,
    /** Queries, keys and values; gate and up. */
    INPUT,
    /** Attention's output; down. */
    OUTPUT,
    /** All of a layer. */
    ALL
  }
}
