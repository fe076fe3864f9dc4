package io.bitwright.simulator.pod.collective;

/** In which order a collective of several axes uses them. */
public enum AxisOrder {
  /** One axis after another, the first first: only the links of one are used at a time. */
  SEQUENTIAL,
  /**
   * The bytes are cut into as many chunks as there are axes; each chunk starts on another axis, so
   * that the links of all axes are used at once (Sack and Gropp, Faster Topology-aware Collective
   * Algorithms through Non-minimal Communication, PPoPP 2012).
   */
  ROTATED,
  /**
   * One level after another, the first first; within a level, whose axes have equal links, as
   * {@link #ROTATED}.
   */
  ROTATED_IN_LEVELS
}
