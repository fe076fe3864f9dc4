package io.bitwright.simulator.timing.gpu;

import io.bitwright.simulator.actions.BufferBytes;
import io.bitwright.simulator.timing.chip.Traffic;
import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.AttentionPart;

/**
 * Attention of one layer on a GPU.
 *
 * <p>Several new tokens: one fused kernel (FlashAttention-2, Dao 2023, arXiv 2307.08691, section 3)
 * over blocks of 128 queries, those on the diagonal whole; where attention is not causal, all. Its
 * products and exponentials take their time one after the other, a score of head dimension d 4 d
 * FLOP and one exponential:
 *
 * <pre>
 * n       = heads x T (T + 128) / 2, and T scores a head more for each token of the context
 * seconds = gap + prologue
 *           + overlap( max(n, 128 keys S) (4 d / sustained rate + 1 / exponentials) / attention,
 *                      memory of the context's keys and values )
 * </pre>
 *
 * where 128 x keys x S is the longest block on one of the S multiprocessors while the others wait.
 *
 * <p>One new token: two batched products over the cached keys and values, each read once, and a
 * softmax of the scores between them. The token's own key counts only where there is no context.
 */
public final class GpuAttention {
  private static final int BLOCK_QUERIES = 128;

  /** Bytes of a sum in fp32. */
  private static final double BYTES_OF_SUM = 4;

  private final Gpu gpu;
  private final AttentionOperator operator;

  private GpuAttention(Gpu gpu, AttentionOperator operator) {
    this.gpu = gpu;
    this.operator = operator;
  }

  /** Times attention in a graph. */
  public static KernelTiming of(Gpu gpu, AttentionOperator operator) {
    if (!operator.part().fused()) {
      return new UnfusedGpuAttention(gpu, operator).timing();
    }
    GpuAttention attention = new GpuAttention(gpu, operator);
    if (operator.part() == AttentionPart.GRADIENTS) {
      return attention.gradients();
    }
    return operator.newTokens() == 1 ? attention.decode() : attention.fused();
  }

  /** Scores that are computed, those that the mask discards inside of blocks included. */
  public static double scores(AttentionOperator operator) {
    double heads = operator.queryHeads();
    if (operator.newTokens() == 1) {
      return heads * cachedKeys(operator);
    }
    double tokens = operator.newTokens();
    if (!operator.causal() || !operator.part().fused()) {
      return heads * tokens * operator.keys();
    }
    double triangle = tokens * (tokens + BLOCK_QUERIES) / 2;
    double unlimited = tokens * operator.context() + triangle;
    double limited = Math.min(unlimited, tokens * ((double) operator.window() + BLOCK_QUERIES));
    return heads * (limited + tokens * operator.prefix());
  }

  /** Keys that a single new token meets. */
  static long cachedKeys(AttentionOperator operator) {
    return operator.causal()
        ? Math.max(1, operator.prefix() + Math.min(operator.context(), operator.window()))
        : operator.keys();
  }

  private KernelTiming fused() {
    double sustained =
        gpu.burstFlopsPerSecond(operator.format(), operator.format())
            * gpu.powerLimit().sustained();
    int multiprocessors = gpu.accelerator().matrixUnit().count();
    double exponentials =
        (double) multiprocessors
            * gpu.spec().kernels().exponentials()
            * gpu.accelerator().clock().hertz();
    double efficiency = gpu.spec().kernels().attention();
    double longestBlock = BLOCK_QUERIES * reach() * multiprocessors;
    double scores = Math.max(scores(operator), longestBlock);
    double products =
        scores
            * 2
            * operator.part().productsPerScore()
            * operator.headDimension()
            / sustained
            / efficiency;
    double softmax = scores / exponentials / efficiency;
    double cached =
        keysOfContext(operator) * operator.groups() * operator.bytesPerKey()
            + operator.tableBytes();
    double memory = gpu.memory().seconds(cached);
    double seconds = gpu.overlap(products + softmax, memory);
    double queries = operator.queryBytes();
    Traffic traffic =
        new Traffic(
            cached,
            queries,
            new BufferBytes(cached + operator.newKeyValueBytes(), queries, 0),
            new BufferBytes(0, 0, queries));
    return new KernelTiming(
        gpu.gapSeconds() + gpu.prologueSeconds() + seconds, products, memory, softmax, traffic);
  }

  /**
   * Three kernels (FlashAttention-2, Dao 2023, arXiv 2307.08691, section 3.1.2): the sums of
   * results times their gradients, the fused kernel with five products for each score instead of
   * two, which adds the gradients of queries up in fp32, and these sums in the format of queries.
   */
  private KernelTiming gradients() {
    double queries = operator.queryBytes();
    double sums = queries / operator.format().storageBits() * Byte.SIZE * BYTES_OF_SUM;
    return ElementwiseKernel.of(gpu, 1, queries, queries, 0)
        .then(fused())
        .then(ElementwiseKernel.of(gpu, 1, sums, 0, queries));
  }

  /** Keys that come from memory. */
  static long keysOfContext(AttentionOperator operator) {
    return operator.prefix() + Math.min(operator.context(), operator.window());
  }

  /** Keys of the last block of queries. */
  private double reach() {
    if (!operator.causal()) {
      return operator.keys();
    }
    double all = (double) operator.context() + operator.newTokens();
    return operator.prefix() + Math.min(all, (double) operator.window() + BLOCK_QUERIES);
  }

  /** The three kernels, which are those of the parts but for a bias. */
  private KernelTiming decode() {
    long keys = cachedKeys(operator);
    long queries = operator.queriesPerKeyValueHead();
    int width = operator.headDimension();
    double groups = operator.groups();
    double half = keys * groups * operator.bytesPerKey() / 2;
    TensorCoreProduct products =
        TensorCoreProduct.of(gpu, operator.format(), operator.format(), operator.format());
    double scoreBytes = groups * queries * keys * operator.format().storageBits() / Byte.SIZE;
    return products
        .batched(queries, width, keys, groups, half + operator.tableBytes())
        .then(ElementwiseKernel.of(gpu, 1, scoreBytes, 0, scoreBytes))
        .then(products.batched(queries, keys, width, groups, half));
  }
}
