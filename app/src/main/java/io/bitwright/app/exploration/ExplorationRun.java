package io.bitwright.app.exploration;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One exploration under way: which points, how they are counted, what the front is. The counts and
 * the front depend on the points alone.
 */
public final class ExplorationRun {
  private static final int MOST_POINTS_A_BLOCK = 4096;
  private static final int LEAST_POINTS_A_BLOCK = 16;
  private static final int BLOCKS = 256;

  private final Exploration exploration;
  private final Strategy strategy;
  private final long most;
  private final long seed;
  private final ParetoFront front = new ParetoFront();
  private PointSequence searched = PointSequence.of();
  private long evaluated;
  private long counted;

  /**
   * A run.
   *
   * @param most points of a sample or a search; a grid takes all
   */
  public ExplorationRun(Exploration exploration, Strategy strategy, long most, long seed) {
    this.exploration = exploration;
    this.strategy = strategy;
    this.most = Math.min(most, exploration.gridSize());
    this.seed = seed;
  }

  /** Points that will be evaluated, at most. */
  public long target() {
    return strategy == Strategy.GRID ? exploration.gridSize() : most;
  }

  /**
   * Evaluates the points, or those that are left.
   *
   * @param kept points that an earlier run has evaluated, which {@code counted} of count and whose
   *     front is known; a search goes through them again without handing them on
   * @param sink takes blocks and tells whether to go on
   */
  public void run(ExplorationEngine engine, long kept, Predicate<PointBlock> sink) {
    Predicate<PointBlock> counting =
        block -> {
          take(block);
          return sink.test(block);
        };
    switch (strategy) {
      case GRID, SAMPLE -> evaluate(engine, sequence(), kept, counting);
      case SEARCH -> {
        ParetoSearch search = new ParetoSearch(exploration, engine, most, seed);
        search.run(behind(kept, counting));
        searched = search.points();
      }
    }
  }

  /** The points of a grid or a sample. */
  private PointSequence sequence() {
    return strategy == Strategy.GRID
        ? PointSequence.grid(target())
        : new RandomSample(exploration.gridSize(), most, seed);
  }

  /**
   * Points that were evaluated, evenly spread over their order and at most so many, and those of
   * the front.
   */
  public PointSequence shown(int mostPoints) {
    PointSequence all = strategy == Strategy.SEARCH ? searched : sequence();
    Set<Long> shown = new TreeSet<>();
    long stride = Math.max(1, Math.ceilDiv(all.size(), mostPoints));
    for (long place = 0; place < Math.min(all.size(), evaluated); place += stride) {
      shown.add(all.point(place));
    }
    front.members().forEach(member -> shown.add(member.point()));
    return PointSequence.of(shown.stream().mapToLong(Long::longValue).toArray());
  }

  private void evaluate(
      ExplorationEngine engine, PointSequence points, long from, Predicate<PointBlock> sink) {
    long even = Math.ceilDiv(points.size(), BLOCKS);
    int block = Math.clamp(even, LEAST_POINTS_A_BLOCK, MOST_POINTS_A_BLOCK);
    engine.evaluate(points, from, block, sink);
  }

  /** Leaves out the first points, which were handed on before. */
  private static Predicate<PointBlock> behind(long kept, Predicate<PointBlock> sink) {
    long[] left = {kept};
    return block -> {
      int known = (int) Math.min(left[0], block.size());
      left[0] -= known;
      return known == block.size() || sink.test(block.from(known));
    };
  }

  /** Takes over what an earlier run has found: its front is offered here. */
  public ParetoFront front() {
    return front;
  }

  /** Counts points of an earlier run. */
  public void countKept(long points, long thatCount) {
    evaluated += points;
    counted += thatCount;
  }

  private void take(PointBlock block) {
    for (int row = 0; row < block.size(); row++) {
      if (block.counts(row)) {
        counted++;
        front.offer(block.points()[row], block.costsOf(row));
      }
    }
    evaluated += block.size();
  }

  public Exploration exploration() {
    return exploration;
  }

  public Strategy strategy() {
    return strategy;
  }

  public long seed() {
    return seed;
  }

  /** Points evaluated so far. */
  public long evaluated() {
    return evaluated;
  }

  /** Of them, points that keep all constraints. */
  public long counted() {
    return counted;
  }
}
