package io.bitwright.simulator.mapping;

import io.bitwright.simulator.workload.AttentionOperator;

/**
 * How attention is cut into blocks of queries. A causal block meets only the keys up to its last
 * query, and with a sliding window only those from the first one its first query reaches; products
 * that the mask discards inside these keys are computed all the same. All blocks meet the keys of a
 * prefix.
 *
 * <p>A block has as many rows as one pass of the matrix unit holds without waiting for its next
 * weight tile: blocks longer than rows + columns of the array gain nothing and discard more.
 *
 * @param blockTokens tokens of a full block
 * @param fullBlocks full blocks of one sequence
 * @param lastTokens tokens of the block behind them, 0 if there is none
 * @param fullBlockKeys keys that all full blocks of one group meet, summed
 * @param lastBlockKeys keys that the last block of one group meets
 */
public record AttentionMapping(
    long blockTokens, long fullBlocks, long lastTokens, double fullBlockKeys, long lastBlockKeys) {

  public static AttentionMapping of(
      AttentionOperator operator, int tileRows, int tileColumns, int blockRows) {
    long rows = Math.min(blockRows, (long) tileRows + tileColumns);
    long blockTokens =
        Math.clamp(rows / operator.queriesPerKeyValueHead(), 1, operator.newTokens());
    long fullBlocks = operator.newTokens() / blockTokens;
    long lastTokens = operator.newTokens() % blockTokens;
    return new AttentionMapping(
        blockTokens,
        fullBlocks,
        lastTokens,
        fullBlockKeys(operator, blockTokens, fullBlocks),
        lastTokens == 0 ? 0 : lastBlockKeys(operator, lastTokens));
  }

  private static long lastBlockKeys(AttentionOperator operator, long lastTokens) {
    return operator.causal()
        ? operator.prefix()
            + Math.min(
                operator.context() + operator.newTokens(), operator.window() + lastTokens - 1)
        : operator.keys();
  }

  /**
   * Sum over j = 1..blocks of prefix + min(context + j b, window + b - 1); of all keys if not
   * causal.
   */
  private static double fullBlockKeys(AttentionOperator operator, long b, long blocks) {
    if (!operator.causal()) {
      return (double) blocks * operator.keys();
    }
    long most = operator.window() + b - 1;
    long growing = Math.clamp((most - operator.context()) / b, 0, blocks);
    double grown = (double) growing * operator.context() + b * (growing * (growing + 1.0) / 2);
    return grown + (double) (blocks - growing) * most + (double) blocks * operator.prefix();
  }

  /** Blocks of one group. */
  public long blocks() {
    return fullBlocks + (lastTokens > 0 ? 1 : 0);
  }

  /** Keys that all blocks of one group meet, summed. */
  public double blockKeys() {
    return fullBlockKeys + lastBlockKeys;
  }

  /** Scores computed for one query head: pairs of a query and a key, the discarded ones counted. */
  public double scores() {
    return blockTokens * fullBlockKeys + (double) lastTokens * lastBlockKeys;
  }
}
