package io.bitwright.spark;

import io.bitwright.app.exploration.PointBlock;
import io.bitwright.app.exploration.PointSequence;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/**
 * What an executor does: the points of a block, given the block's first place.
 *
 * @param evaluators of the process it runs in
 * @param points of all blocks
 * @param blockSize points of a block; the last may have fewer
 */
record BlockTask(Broadcast<Evaluators> evaluators, PointSequence points, int blockSize)
    implements Function<Long, PointBlock> {

  @Override
  public PointBlock call(Long place) {
    int count = (int) Math.min(blockSize, points.size() - place);
    return evaluators.value().evaluate(points, place, count);
  }
}
