package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.TwistedTorus;
import java.util.List;
import java.util.Optional;

/**
 * A part of a collective that runs along one axis, or, of an all-to-all, over a twisted torus.
 *
 * @param axis index of the axis, or of one of the twisted torus
 * @param along the axis as the group uses it: a twisted one is a line, or a winding of its torus;
 *     of an all-to-all over a twisted torus, as long as that has chips
 * @param wound the twisted torus, if the group holds a whole one
 * @param operation what is done
 * @param algorithm how
 * @param bytes of the vector that is cut into parts: what a chip holds before, or, of {@link
 *     AxisOperation#ALL_GATHER}, after
 */
record AxisWork(
    int axis,
    Axis along,
    Optional<Wound> wound,
    AxisOperation operation,
    AxisAlgorithm algorithm,
    double bytes) {

  /**
   * A whole twisted torus.
   *
   * @param order of its axes, as they are wound one within the other
   */
  record Wound(TwistedTorus torus, List<Integer> order) {
    Wound {
      order = List.copyOf(order);
    }

    /** An axis, wound within those before it. */
    TwistedTorus.Winding winding(int axis) {
      return torus.windings(order).get(order.indexOf(axis));
    }
  }

  /** The same with another operation. */
  AxisWork with(AxisOperation other) {
    return new AxisWork(axis, along, wound, other, algorithm, bytes);
  }

  /** Whether it is an all-to-all over a whole twisted torus. */
  boolean isOverTorus() {
    return operation == AxisOperation.ALL_TO_ALL && wound.isPresent();
  }
}
