package io.bitwright.simulator.timing.gpu;

import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.GpuSpec;

/**
 * Memory behind a level-2 cache.
 *
 * @param peakBandwidth bytes/s of the datasheet
 * @param bandwidth bytes/s that long transfers reach
 * @param ramp bytes that could have been moved while the stream of a large transfer fills
 * @param rampScale size of a transfer that pays 63 % of the ramp, bytes
 * @param cacheBytes capacity of the cache
 * @param cacheBandwidth bytes/s of the cache, all multiprocessors together
 * @param dirtyBytes what a kernel alone finds in the cache and must have written back
 */
record GpuMemory(
    double peakBandwidth,
    double bandwidth,
    double ramp,
    double rampScale,
    double cacheBytes,
    double cacheBandwidth,
    double dirtyBytes) {

  static GpuMemory of(AcceleratorSpec accelerator, GpuSpec gpu) {
    double peak = accelerator.memory().bandwidth().bytesPerSecond();
    return new GpuMemory(
        peak,
        peak * gpu.memory().efficiency(),
        gpu.memory().ramp().bytes(),
        gpu.memory().rampScale().bytes(),
        gpu.cache().capacity().bytes(),
        gpu.cache().bandwidth().bytesPerSecond(),
        gpu.cache().dirty().bytes());
  }

  /** Seconds of a transfer: {@code (b + ramp (1 - exp(-b / rampScale))) / bandwidth}. */
  double seconds(double bytes) {
    return (bytes + ramp * -Math.expm1(-bytes / rampScale)) / bandwidth;
  }

  /**
   * As {@link #seconds}, with the cache full of another kernel's results, which are written back as
   * the bytes come in: {@code dirty (1 - exp(-b / cache))} bytes more.
   */
  double secondsWithDirtyCache(double bytes) {
    return seconds(bytes + dirtyBytes * -Math.expm1(-bytes / cacheBytes));
  }

  /** Bytes of a tensor just written that must be read from memory: what the cache does not hold. */
  double missing(double tensorBytes) {
    return Math.max(0, tensorBytes - cacheBytes);
  }
}
