package io.bitwright.simulator.parallel;

import java.util.Locale;

/** What chips of a group share out; in the order in which they are placed, nearest chips first. */
public enum Degree {
  /** Columns of a layer's first products and rows of its last: heads, feed-forward width. */
  TENSOR,
  /** The width of the residual stream, where weights are cut along both of their sides. */
  TENSOR_ROWS,
  /** The experts of a layer. */
  EXPERT,
  /** Sequences, with states shared out. */
  FSDP,
  /** Sequences. */
  DATA,
  /** Layers. */
  PIPELINE;

  /** The word in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
