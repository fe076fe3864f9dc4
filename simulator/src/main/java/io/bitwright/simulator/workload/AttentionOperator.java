package io.bitwright.simulator.workload;

import io.bitwright.spec.format.NumberFormat;

/**
 * Attention of one layer: scores, softmax and values in one operator, since the scores never leave
 * the chip (FlashAttention, Dao et al. 2022, arXiv 2205.14135, section 3.1). All query heads that
 * share a key-value head are rows of one product (grouped-query attention, Ainslie et al. 2023,
 * arXiv 2305.13245).
 *
 * @param sequences sequences side by side
 * @param keyValueHeads key-value heads of one sequence
 * @param queriesPerKeyValueHead query heads that share a key-value head
 * @param headDimension width of a head
 * @param newTokens tokens of this pass a sequence
 * @param context tokens of earlier passes a sequence, read from the KV cache
 * @param window longest reach of a token where it is causal: itself and the {@code window - 1}
 *     before it
 * @param format of queries, keys, values and results
 * @param causal whether a token attends to none behind it; otherwise to all keys
 * @param newKeys keys a sequence that this pass makes: those of its tokens, or of an encoder's
 * @param cachesKeys whether they are kept for later passes
 * @param addsToScores whether a number is added to each score: a bias by distance
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
    NumberFormat format,
    boolean causal,
    long newKeys,
    boolean cachesKeys,
    boolean addsToScores)
    implements Operator {

  /** Causal self-attention of a decoder. */
  public AttentionOperator(
      String name,
      long sequences,
      int keyValueHeads,
      int queriesPerKeyValueHead,
      int headDimension,
      long newTokens,
      long context,
      long window,
      NumberFormat format) {
    this(
        name,
        sequences,
        keyValueHeads,
        queriesPerKeyValueHead,
        headDimension,
        newTokens,
        context,
        window,
        format,
        true,
        newTokens,
        true,
        false);
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.ATTENTION;
  }

  /** The same with so many more tokens of earlier passes. */
  public AttentionOperator after(long tokens) {
    return new AttentionOperator(
        name,
        sequences,
        keyValueHeads,
        queriesPerKeyValueHead,
        headDimension,
        newTokens,
        context + tokens,
        window,
        format,
        causal,
        newKeys,
        cachesKeys,
        addsToScores);
  }

  /** Pairs of one sequence and one key-value head: each has its own keys and values. */
  public long groups() {
    return sequences * keyValueHeads;
  }

  /** Keys that some token of this pass attends to, at most. */
  public long keys() {
    return causal ? Math.min(context + newTokens, window + newTokens - 1) : context + newKeys;
  }

  /** Bytes of one key and one value of one head. */
  public double bytesPerKey() {
    return 2.0 * headDimension * format.storageBits() / Byte.SIZE;
  }

  /** Bytes of the keys and values that this pass makes. */
  public double newKeyValueBytes() {
    return groups() * newKeys * bytesPerKey();
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
