package io.bitwright.simulator.timing.gpu;

import io.bitwright.simulator.actions.BufferBytes;
import io.bitwright.simulator.mapping.TensorCoreMapping;
import io.bitwright.simulator.timing.chip.Traffic;
import io.bitwright.simulator.workload.ConvolutionOperator;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;

/**
 * Matrix products on a GPU, in two protocols.
 *
 * <ul>
 *   <li>Alone: launched by itself on a rested chip with nothing of it in the cache, {@code launch +
 *       prologue + overlap(power-limited, memory with a dirty cache)}; all operands come from
 *       memory.
 *   <li>Replayed: a kernel in a long graph, {@code gap + prologue + overlap(sustained, memory)};
 *       activations come from the cache as far as it holds them, weights from memory, all results
 *       go to memory.
 * </ul>
 */
public final class TensorCoreProduct {
  private final Gpu gpu;
  private final double rate;
  private final double activationBytes;
  private final double weightBytes;
  private final double resultBytes;

  private TensorCoreProduct(
      Gpu gpu,
      NumberFormat weights,
      NumberFormat activations,
      NumberFormat results,
      double weightBytes) {
    this.gpu = gpu;
    this.rate = gpu.burstFlopsPerSecond(weights, activations);
    this.weightBytes = weightBytes;
    this.activationBytes = activations.storageBits() / Byte.SIZE;
    this.resultBytes = results.storageBits() / Byte.SIZE;
  }

  /** Products in given formats. */
  public static TensorCoreProduct of(
      Gpu gpu, NumberFormat weights, NumberFormat activations, NumberFormat results) {
    double weightBytes = weights.storageBits() / Byte.SIZE;
    return new TensorCoreProduct(gpu, weights, activations, results, weightBytes);
  }

  private static TensorCoreProduct of(Gpu gpu, MatmulOperator operator) {
    return new TensorCoreProduct(
        gpu,
        operator.weights(),
        operator.activations(),
        operator.results(),
        operator.weightBytes());
  }

  /** A product alone. */
  public static KernelTiming alone(Gpu gpu, MatmulOperator operator) {
    return of(gpu, operator).timing(operator.shape(), true);
  }

  /** A product in a graph that is replayed. */
  public static KernelTiming replayed(Gpu gpu, MatmulOperator operator) {
    return of(gpu, operator).timing(operator.shape(), false);
  }

  /** The tile and the split of K that a product's time is of. */
  public static TensorCoreMapping mapping(Gpu gpu, MatmulOperator operator) {
    MatmulShape shape = operator.shape();
    return of(gpu, operator).mapping(shape.m(), shape.k(), shape.n());
  }

  private TensorCoreMapping mapping(long m, long k, long n) {
    return gpu.tensorCores().mapping(products(m, k, n, 1));
  }

  /** Seconds of a product alone; nothing is allocated, for searches over many shapes. */
  public double secondsAlone(long m, long k, long n) {
    double bytes = activations(m, k) + weights(k, n) + results(m, n);
    double memory = gpu.memory().secondsWithDirtyCache(bytes);
    double compute = gpu.powerLimit().fromRest(chipSeconds(m, k, n, 1));
    return overheadAlone() + gpu.overlap(compute, memory);
  }

  private double overheadAlone() {
    return gpu.launchSeconds() + gpu.prologueSeconds();
  }

  /**
   * A convolution as an implicit product (Chetlur et al. 2014, arXiv 1410.0759, section 3): that of
   * im2col, all groups side by side, whose rows are read from the cache by address; the memory
   * gives the input once. Depth-wise, the vector units do it where they are faster.
   *
   * @param alone as {@link #alone}, else as {@link #replayed}
   */
  public static KernelTiming convolution(Gpu gpu, ConvolutionOperator operator, boolean alone) {
    TensorCoreProduct product =
        of(gpu, operator.weights(), operator.activations(), operator.results());
    MatmulShape group = operator.shape().product();
    int groups = operator.shape().groups();
    double windows = product.activations(group.m(), group.k()) * groups;
    double burst = product.chipSeconds(group.m(), group.k(), group.n(), groups);
    if (operator.shape().isDepthWise()) {
      burst =
          Math.min(burst, 2 * operator.shape().multiplyAccumulates() / gpu.vectorFlopsPerSecond());
    }
    return product.timing(
        burst,
        operator.inputBytes(),
        windows,
        operator.weightBytes(),
        operator.outputBytes(),
        alone);
  }

  private KernelTiming timing(MatmulShape shape, boolean alone) {
    double activations = activations(shape.m(), shape.k());
    double weights = weights(shape.k(), shape.n());
    double results = results(shape.m(), shape.n());
    double burst = chipSeconds(shape.m(), shape.k(), shape.n(), 1);
    return timing(burst, activations, activations, weights, results, alone);
  }

  private KernelTiming timing(
      double burst,
      double activations,
      double fetchedActivations,
      double weights,
      double results,
      boolean alone) {
    double reads = weights + (alone ? activations : gpu.memory().missing(activations));
    double compute = alone ? gpu.powerLimit().fromRest(burst) : gpu.powerLimit().inLongWork(burst);
    double memory =
        alone
            ? gpu.memory().secondsWithDirtyCache(reads + results)
            : gpu.memory().seconds(reads + results);
    double overhead = alone ? overheadAlone() : gpu.gapSeconds() + gpu.prologueSeconds();
    Traffic traffic =
        new Traffic(
            reads,
            results,
            new BufferBytes(weights, fetchedActivations, 0),
            new BufferBytes(0, 0, results));
    return new KernelTiming(overhead + gpu.overlap(compute, memory), compute, memory, 0, traffic);
  }

  /**
   * Equal products in a graph, side by side, on operands that only they use: {@code gap + batched +
   * overlap(burst, memory)}.
   *
   * @param bytes what they read from memory, all together
   */
  KernelTiming batched(long m, long k, long n, double batch, double bytes) {
    double compute = chipSeconds(m, k, n, batch);
    double memory = gpu.memory().seconds(bytes);
    double overhead = gpu.gapSeconds() + gpu.spec().overheads().batched().seconds();
    Traffic traffic =
        new Traffic(
            bytes,
            0,
            new BufferBytes(bytes, activations(m, k) * batch, 0),
            new BufferBytes(0, 0, results(m, n) * batch));
    return new KernelTiming(overhead + gpu.overlap(compute, memory), compute, memory, 0, traffic);
  }

  /** The same at the sustained rate, with the given traffic: {@code overlap(sustained, memory)}. */
  KernelTiming batchedInLongWork(long m, long k, long n, double batch, Traffic traffic) {
    double compute = gpu.powerLimit().inLongWork(chipSeconds(m, k, n, batch));
    double memory = gpu.memory().seconds(traffic.offChip());
    double overhead = gpu.gapSeconds() + gpu.spec().overheads().batched().seconds();
    return new KernelTiming(overhead + gpu.overlap(compute, memory), compute, memory, 0, traffic);
  }

  /** Seconds of all multiprocessors at the burst rate. */
  private double chipSeconds(long m, long k, long n, double batch) {
    return gpu.tensorCores().seconds(products(m, k, n, batch));
  }

  private TensorCores.Products products(long m, long k, long n, double batch) {
    return new TensorCores.Products(m, k, n, batch, rate, activationBytes, weightBytes);
  }

  private double activations(long m, long k) {
    return (double) m * k * activationBytes;
  }

  private double weights(long k, long n) {
    return (double) k * n * weightBytes;
  }

  private double results(long m, long n) {
    return (double) m * n * resultBytes;
  }
}
