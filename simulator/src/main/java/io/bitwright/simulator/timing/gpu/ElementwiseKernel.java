package io.bitwright.simulator.timing.gpu;

import io.bitwright.simulator.actions.BufferBytes;
import io.bitwright.simulator.timing.chip.Traffic;

/**
 * Element-wise and row-wise kernels in a graph. Tensors read were just written and come from the
 * cache as far as it holds them; what is written goes to memory:
 *
 * <pre>
 * gap + max( memory(sum of max(0, read - cache) + parameters + written) / elementwise,
 *            (sum of read + written) / cache bandwidth )
 * </pre>
 */
public final class ElementwiseKernel {
  private ElementwiseKernel() {}

  /**
   * Times a kernel.
   *
   * @param inputs tensors read
   * @param inputBytes bytes of each
   * @param parameterBytes read from memory beside them
   * @param outputBytes bytes written
   */
  public static KernelTiming of(
      Gpu gpu, int inputs, double inputBytes, double parameterBytes, double outputBytes) {
    double reads = inputs * gpu.memory().missing(inputBytes) + parameterBytes;
    double passed = inputs * inputBytes + parameterBytes;
    double memory = gpu.memory().seconds(reads + outputBytes) / gpu.spec().kernels().elementwise();
    double cache = (passed + outputBytes) / gpu.memory().cacheBandwidth();
    Traffic traffic =
        new Traffic(
            reads, outputBytes, new BufferBytes(0, passed, 0), new BufferBytes(0, 0, outputBytes));
    return new KernelTiming(gpu.gapSeconds() + Math.max(memory, cache), 0, memory, cache, traffic);
  }
}
