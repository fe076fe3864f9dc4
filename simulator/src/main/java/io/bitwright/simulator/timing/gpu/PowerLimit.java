package io.bitwright.simulator.timing.gpu;

import io.bitwright.spec.accelerator.GpuSpec;

/**
 * The limit of the board's power on the tensor cores: after a rest they run at the burst rate,
 * which relaxes to {@code sustained} times that with a time constant.
 *
 * @param sustained share of the burst rate that remains, above 0 and at most 1
 * @param timeConstant seconds, above 0
 */
record PowerLimit(double sustained, double timeConstant) {
  /** Three steps of the fixed point are within 0.01 % of its limit. */
  private static final int STEPS = 3;

  static PowerLimit of(GpuSpec gpu) {
    return new PowerLimit(gpu.powerLimit().sustained(), gpu.powerLimit().timeConstant().seconds());
  }

  /**
   * Seconds of work that would take {@code burst} seconds at the burst rate, begun rested: the x of
   * {@code x = burst / (k + (1 - k) (tau / x) (1 - exp(-x / tau)))}, the mean rate over x, by
   * iteration from {@code x = burst}.
   */
  double fromRest(double burst) {
    double seconds = burst;
    for (int i = 0; i < STEPS; i++) {
      double mean = timeConstant * -Math.expm1(-seconds / timeConstant) / seconds;
      seconds = burst / (sustained + (1 - sustained) * mean);
    }
    return seconds;
  }

  /** Seconds of the same work where the chip has been busy for long. */
  double inLongWork(double burst) {
    return burst / sustained;
  }
}
