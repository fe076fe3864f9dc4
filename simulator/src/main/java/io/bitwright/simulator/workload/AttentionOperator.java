package io.bitwright.simulator.workload;

import io.bitwright.spec.format.NumberFormat;

/**
 * Causal attention of one layer: scores, softmax and values in one operator, since the scores never
 * leave the chip (FlashAttention, Dao et al. 2022, arXiv 2205.14135, section 3.1). All query heads
 * that share a key-value head are rows of one product (grouped-query attention, Ainslie et al.
 * 2023, arXiv 2305.13245).
 *
 * @param sequences sequences side by side
 * @param keyValueHeads key-value heads of one sequence
 * @param queriesPerKeyValueHead query heads that share a key-value head
 * @param headDimension width of a head
 * @param newTokens tokens of this pass a sequence, whose keys and values are also written
 * @param context tokens of earlier passes a sequence, read from the KV cache
 * @param window longest reach of a token: itself and the {@code window - 1} before it
 * @param format of queries, keys, values and results
 */
public record AttentionOperator(
    String name,
    long sequences,
    int keyValueHeads,
    int queriesPerKeyValueHead,
    int headDimension,
    long newTokens,
    long context,
    long window,
    NumberFormat format)
    implements Operator {
  @Override
  public OperatorKind kind() {
    return OperatorKind.ATTENTION;
  }

  /** Pairs of one sequence and one key-value head: each has its own keys and values. */
  public long groups() {
    return sequences * keyValueHeads;
  }

  /** Keys that some token of this pass attends to, at most. */
  public long keys() {
    return Math.min(context + newTokens, window + newTokens - 1);
  }

  /** Bytes of one key and one value of one head. */
  public double bytesPerKey() {
    return 2.0 * headDimension * format.storageBits() / Byte.SIZE;
  }

  /** Bytes of the keys and values that this pass makes. */
  public double newKeyValueBytes() {
    return groups() * newTokens * bytesPerKey();
  }

  /** Bytes of the queries, and of the results. */
  public double queryBytes() {
    return (double) groups()
        * queriesPerKeyValueHead
        * newTokens
        * headDimension
        * format.storageBits()
        / Byte.SIZE;
  }
}
