package io.bitwright.simulator.explain;

import io.bitwright.simulator.estimate.ExecutedOperator;
import java.util.List;

/**
 * An operator's place under its machine's roof.
 *
 * @param runs all equal runs together
 * @param share of the whole time
 * @param ridgeFlopsPerByte intensity at which peak and bandwidth take equally long
 * @param shareOfBandwidth bytes moved over those that the peak bandwidth moves in this time
 * @param advice what makes it at least 5 % faster, the most first
 */
public record ExplainedOperator(
    ExecutedOperator runs,
    double share,
    double ridgeFlopsPerByte,
    double shareOfBandwidth,
    List<Advice> advice) {
  public ExplainedOperator {
    advice = List.copyOf(advice);
  }
}
