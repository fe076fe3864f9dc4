package io.bitwright.simulator.timing.gpu;

import io.bitwright.simulator.actions.BufferBytes;
import io.bitwright.simulator.timing.chip.Traffic;
import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.AttentionPart;

/**
 * One part of attention on a GPU.
 *
 * <p>One new token: the kernels that decode runs anyway, each by itself. Several: batched products
 * over all keys, whatever a mask discards, and element-wise kernels between them,
 *
 * <pre>
 * seconds = gap + batched + overlap(sustained, memory)
 * </pre>
 *
 * where the memory moves the context's keys or values, inputs as far as the cache does not hold
 * them, and all results.
 */
final class UnfusedGpuAttention {
  private final Gpu gpu;
  private final AttentionOperator operator;
  private final double bytesOfValue;

  UnfusedGpuAttention(Gpu gpu, AttentionOperator operator) {
    this.gpu = gpu;
    this.operator = operator;
    this.bytesOfValue = operator.format().storageBits() / Byte.SIZE;
  }

  KernelTiming timing() {
    return switch (operator.part()) {
      case BIAS, SOFTMAX -> ElementwiseKernel.of(gpu, 1, scoreBytes(), 0, scoreBytes());
      case SCORES, VALUES -> operator.newTokens() == 1 ? decode() : prefill();
      case WHOLE, GRADIENTS ->
          throw new IllegalArgumentException("the whole of attention is no part");
    };
  }

  private double scoreBytes() {
    return GpuAttention.scores(operator) * bytesOfValue;
  }

  private boolean first() {
    return operator.part() == AttentionPart.SCORES;
  }

  private TensorCoreProduct products() {
    return TensorCoreProduct.of(gpu, operator.format(), operator.format(), operator.format());
  }

  private KernelTiming decode() {
    long keys = GpuAttention.cachedKeys(operator);
    long rows = operator.queriesPerKeyValueHead();
    int width = operator.headDimension();
    double groups = operator.groups();
    double bytes = keys * groups * operator.bytesPerKey() / 2 + operator.tableBytes();
    return first()
        ? products().batched(rows, width, keys, groups, bytes)
        : products().batched(rows, keys, width, groups, bytes);
  }

  private KernelTiming prefill() {
    long keys = operator.keys();
    long rows = Math.multiplyExact(operator.newTokens(), operator.queriesPerKeyValueHead());
    int width = operator.headDimension();
    double groups = operator.groups();
    double halfOfKey = operator.bytesPerKey() / 2;
    double cached =
        GpuAttention.keysOfContext(operator) * groups * halfOfKey + operator.tableBytes();
    double inputs = first() ? operator.queryBytes() : scoreBytes();
    double results = first() ? scoreBytes() : operator.queryBytes();
    double made = operator.newKeyValueBytes() / 2;
    double reads = cached + gpu.memory().missing(inputs) + gpu.memory().missing(made);
    Traffic traffic =
        new Traffic(
            reads,
            results,
            new BufferBytes(cached + made, inputs, 0),
            new BufferBytes(0, 0, results));
    return first()
        ? products().batchedInLongWork(rows, width, keys, groups, traffic)
        : products().batchedInLongWork(rows, keys, width, groups, traffic);
  }
}
