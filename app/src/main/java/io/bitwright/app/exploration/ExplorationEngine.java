package io.bitwright.app.exploration;

import java.util.function.Predicate;

/** What evaluates points, on one machine or on many. The results do not depend on which it is. */
public interface ExplorationEngine extends AutoCloseable {

  /** The word users choose it by: {@code local}. */
  String label();

  /**
   * Evaluates the points of a sequence from a place on and hands them over block by block, in
   * order.
   *
   * @param from the first place
   * @param blockSize points of a block; the last may have fewer
   * @param sink takes a block and tells whether to go on
   */
  void evaluate(PointSequence points, long from, int blockSize, Predicate<PointBlock> sink);

  @Override
  void close();
}
