package io.bitwright.simulator.parallel;

import java.util.Locale;

/** When the groups that each have all states exchange gradients. */
public enum GradientExchange {
  /**
   * Layer by layer, behind the backward pass of the layers before (Li et al. 2020, PyTorch
   * Distributed, arXiv 2006.15704, section 3.2.3).
   */
  OVERLAPPED,
  /**
   * All at once behind the backward pass, as between the two pods of PaLM (Chowdhery et al. 2022,
   * arXiv 2204.02311, section 4).
   */
  AFTER_BACKWARD;

  /** The word in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
