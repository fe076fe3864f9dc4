package io.bitwright.spec.pod;

import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.quantity.TimeSpan;

/** The sizes a pod may have. */
public final class PodLimits {
  /** Axes of one grid. */
  public static final int AXES = 3;

  /** Levels of one pod. */
  public static final int LEVELS = 4;

  /** Protocols of one link. */
  public static final int PROTOCOLS = 8;

  /** Chips along one axis of a grid. */
  public static final IntegerRange AXIS = new IntegerRange(1, 1024);

  /** Chips of a level that is no grid. */
  public static final IntegerRange CHIPS = new IntegerRange(2, 1 << 20);

  /** Chips of a fully connected level, whose links grow with their square. */
  public static final IntegerRange FULLY_CONNECTED = new IntegerRange(2, 1024);

  /** Dimensions of a hypercube. */
  public static final IntegerRange DIMENSIONS = new IntegerRange(1, 20);

  /** Chips of a pod. */
  public static final long POD = 1 << 24;

  /** Of a switch; more is a slip. */
  public static final double OVERSUBSCRIPTION = 1000;

  /** Of a message, of a hop and of a host's launch; more is a slip of the unit. */
  public static final TimeSpan LATENCY = new TimeSpan(1e-2);

  private PodLimits() {}
}
