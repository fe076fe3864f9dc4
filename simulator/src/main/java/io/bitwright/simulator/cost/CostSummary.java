package io.bitwright.simulator.cost;

/**
 * The figures of a {@link CostEstimate} without its lines.
 *
 * @param latencySeconds time of all forward passes
 * @param tokens tokens that they compute, as {@link
 *     io.bitwright.simulator.estimate.Estimate#tokensPerSecond} counts them
 * @param flops operations the model asks for
 * @param peakFlopsPerSecond dense peak of the chip
 * @param joules of the whole run, in the system view
 * @param memoryBytes bytes that must lie in memory
 * @param fitsInMemory whether they do
 */
public record CostSummary(
    double latencySeconds,
    double tokens,
    double flops,
    double peakFlopsPerSecond,
    double joules,
    double memoryBytes,
    boolean fitsInMemory) {

  public double tokensPerSecond() {
    return tokens / latencySeconds;
  }

  /** Model FLOPs utilisation. */
  public double mfu() {
    return flops / (latencySeconds * peakFlopsPerSecond);
  }

  public double joulesPerToken() {
    return joules / tokens;
  }
}
