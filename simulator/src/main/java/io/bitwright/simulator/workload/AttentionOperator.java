package io.bitwright.simulator.workload;

import io.bitwright.spec.format.NumberFormat;

/**
 * Attention of one layer, or one part of it. As a whole, scores, softmax and values are one
 * operator, since the scores never leave the chip (FlashAttention, Dao et al. 2022, arXiv
 * 2205.14135, section 3.1); as parts, each hands on all scores. All query heads that share a
 * key-value head are rows of one product (grouped-query attention, Ainslie et al. 2023, arXiv
 * 2305.13245).
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
 * @param prefix trained keys and values that every token attends to, beside those of tokens
 * @param page tokens of a block of the KV cache; 0 where each sequence lies in one piece
 * @param part what of the attention this operator does
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
    boolean addsToScores,
    long prefix,
    int page,
    AttentionPart part)
    implements Operator {
  /** Bytes of an entry of a block table: the number of a block as a 32-bit integer. */
  public static final int TABLE_ENTRY_BYTES = 4;

  /** The whole of attention, without prefix and pages. */
  public AttentionOperator(
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
      boolean addsToScores) {
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
        causal,
        newKeys,
        cachesKeys,
        addsToScores,
        0,
        0,
        AttentionPart.WHOLE);
  }

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
  public AttentionOperator named(String other) {
    return new AttentionOperator(
        other,
        sequences,
        keyValueHeads,
        queriesPerKeyValueHead,
        headDimension,
        newTokens,
        context,
        window,
        format,
        causal,
        newKeys,
        cachesKeys,
        addsToScores,
        prefix,
        page,
        part);
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.ATTENTION;
  }

  /** The same with so many more tokens of earlier passes. */
  public AttentionOperator after(long tokens) {
    return changed(name, context + tokens, prefix, page, part);
  }

  /** The same with a prefix, and with pages where keys are kept. */
  public AttentionOperator with(long otherPrefix, int otherPage) {
    return changed(name, context, otherPrefix, cachesKeys ? otherPage : 0, part);
  }

  /** One part of it, named after it. */
  public AttentionOperator only(AttentionPart other) {
    return changed(other.of(name), context, prefix, page, other);
  }

  /** The same of other sequences and heads: a chip's part. */
  public AttentionOperator part(long otherSequences, int otherKeyValueHeads, int otherQueries) {
    return new AttentionOperator(
        name,
        otherSequences,
        otherKeyValueHeads,
        otherQueries,
        headDimension,
        newTokens,
        context,
        window,
        format,
        causal,
        newKeys,
        cachesKeys,
        addsToScores,
        prefix,
        page,
        part);
  }

  private AttentionOperator changed(
      String otherName,
      long otherContext,
      long otherPrefix,
      int otherPage,
      AttentionPart otherPart) {
    return new AttentionOperator(
        otherName,
        sequences,
        keyValueHeads,
        queriesPerKeyValueHead,
        headDimension,
        newTokens,
        otherContext,
        window,
        format,
        causal,
        newKeys,
        cachesKeys,
        addsToScores,
        otherPrefix,
        otherPage,
        otherPart);
  }

  /** Pairs of one sequence and one key-value head: each has its own keys and values. */
  public long groups() {
    return sequences * keyValueHeads;
  }

  /** Keys that some token of this pass attends to, at most; those of the prefix are among them. */
  public long keys() {
    return prefix + keysOfTokens();
  }

  /** Keys of a head that lie together in memory: all of a sequence, or those of a page. */
  public long runKeys() {
    return page == 0 ? keys() : Math.min(page, keys());
  }

  private long keysOfTokens() {
    return causal ? Math.min(context + newTokens, window + newTokens - 1) : context + newKeys;
  }

  /** Query heads of all sequences. */
  public double queryHeads() {
    return (double) groups() * queriesPerKeyValueHead;
  }

  /**
   * Bytes of the block tables that this operator reads: an entry for each block of each sequence
   * that holds a key of {@link #keys}. Of the parts, the scores read them.
   */
  public double tableBytes() {
    if (page == 0 || (part != AttentionPart.WHOLE && part != AttentionPart.SCORES)) {
      return 0;
    }
    long blocks =
        Math.ceilDiv(prefix, page) + KeyValueCache.blocks(context + newKeys, keysOfTokens(), page);
    return (double) sequences * blocks * TABLE_ENTRY_BYTES;
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
