package io.bitwright.simulator.timing.stream;

import java.util.List;

/**
 * One run of a {@link BitLinear}, stepped clock cycle by clock cycle, timing only: the norm's and
 * the quantiser's buffers, the trees, the sums that leave one by one, and the requantizer, each of
 * which stands still by itself.
 */
final class BitLinearClock {
  private final BitLinear unit;
  private final TokenBufferClock norm;
  private final TokenBufferClock quantizer;
  private final long passesOfRun;
  private final long resultsOfRun;

  /** Element d is true if the last beat of a pass moved d + 1 cycles with an advance ago. */
  private final boolean[] trees;

  /** Element d is true if a column left d + 1 cycles with an advance ago. */
  private final boolean[] requantizer = new boolean[BitLinear.REQUANTIZER_CYCLES];

  private int joinedBeats; // of the pass
  private long joinedPasses;
  private int takenPasses; // of the token whose sums are held
  private int heldSums;
  private long given;

  BitLinearClock(BitLinear unit, List<Boolean> ends) {
    this.unit = unit;
    this.norm = new TokenBufferClock(unit.norm().buffer(), unit.norm().tokens(ends));
    this.quantizer = new TokenBufferClock(unit.quantizer(), unit.norm().tokens(ends));
    this.trees = new boolean[unit.treeLevels() + 1];
    this.passesOfRun = (long) ends.size() * unit.passes();
    this.resultsOfRun = (long) ends.size() * unit.outputs();
  }

  long run(BitLinear.Stalls stalls) {
    StallingSource values = new StallingSource(stalls.values());
    StallingSource gains = new StallingSource(stalls.gains());
    StallingSource weights = new StallingSource(stalls.weights());
    StallingSource scales = new StallingSource(stalls.scales());
    long cycle = 0;
    for (; given < resultsOfRun; cycle++) {
      boolean requantizes =
          !requantizer[requantizer.length - 1] || stalls.results().isWilling(cycle);
      boolean leaves = heldSums > 0 && requantizes;
      boolean taken = heldSums == 0 || (heldSums == 1 && leaves);
      boolean complete = trees[trees.length - 1];
      boolean advance = !complete || taken;
      boolean joins = joins(weights, scales, cycle) && advance;
      boolean normalized = norm.offersResult() && quantizer.takesValue();
      boolean value = norm.moves(values, cycle);
      boolean gain = norm.companionMoves(gains, cycle);
      norm.step(value, gain, quantizer.takesValue());
      quantizer.step(normalized, false, joins);
      if (requantizes) {
        given += requantizer[requantizer.length - 1] ? 1 : 0;
        shift(requantizer, leaves);
      }
      heldSums -= leaves ? 1 : 0;
      if (complete && taken) {
        take();
      }
      if (advance) {
        shift(trees, joins && lastBeat());
      }
      if (joins) {
        join(weights, scales);
      }
    }
    return cycle;
  }

  private boolean lastBeat() {
    return joinedBeats == unit.norm().beats() - 1;
  }

  /** Whether all that moves together is offered; called once a cycle. */
  private boolean joins(StallingSource weights, StallingSource scales, long cycle) {
    boolean beatsRemain = joinedPasses < passesOfRun;
    boolean weight = beatsRemain && weights.offers(cycle);
    boolean scale = beatsRemain && scales.offers(cycle);
    return quantizer.offersResult() && weight && (scale || !lastBeat());
  }

  private void join(StallingSource weights, StallingSource scales) {
    weights.moved();
    if (lastBeat()) {
      scales.moved();
      joinedBeats = 0;
      joinedPasses++;
    } else {
      joinedBeats++;
    }
  }

  private void take() {
    boolean last = takenPasses == unit.passes() - 1;
    heldSums = last ? unit.lastColumns() : unit.columns();
    takenPasses = last ? 0 : takenPasses + 1;
  }

  private static void shift(boolean[] pipeline, boolean first) {
    System.arraycopy(pipeline, 0, pipeline, 1, pipeline.length - 1);
    pipeline[0] = first;
  }
}
