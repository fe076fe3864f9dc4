package io.bitwright.simulator.pod.topology;

/** How the chips along one axis are joined. */
public enum AxisKind {
  /** Each with the next, the last with the first. */
  RING,
  /** Each with the next. */
  LINE,
  /** Each with each. */
  FULLY_CONNECTED,
  /** Each with one switch. */
  SWITCH
}
