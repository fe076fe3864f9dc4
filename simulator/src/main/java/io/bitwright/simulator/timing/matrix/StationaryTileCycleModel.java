package io.bitwright.simulator.timing.matrix;

import io.bitwright.simulator.mapping.Pass;
import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.simulator.timing.stream.StallingSource;
import java.util.Iterator;

/**
 * A unit that multiplies streaming rows by a stationary tile, stepped clock cycle by clock cycle,
 * timing only: the plain form of the rules in docs/units/stationary_tile.md, stalls included. It is
 * the reference for {@link StationaryTileUnit} and for the RTL.
 *
 * @param loadBeats beats of the stationary stream that make a tile, at least 1
 * @param rowBeats beats of the streaming stream that make a row, at least 1; the last one of the
 *     last tile of K gives a result
 * @param swapsStandAlone whether no streaming beat moves in the cycle in which a loaded tile comes
 *     into use
 * @param latencyCycles from the cycle in which a streaming beat is accepted to the one in which its
 *     completed sums show, without stalls; at least 1
 */
public record StationaryTileCycleModel(
    int loadBeats, int rowBeats, boolean swapsStandAlone, int latencyCycles) {
  public StationaryTileCycleModel {
    if (loadBeats < 1 || rowBeats < 1 || latencyCycles < 1) {
      throw new IllegalArgumentException(
          "load %d, %d beats a row, latency %d".formatted(loadBeats, rowBeats, latencyCycles));
    }
  }

  /**
   * Cycles of any passes, in their order, up to the one in which the last result moves.
   *
   * @param passes the last of them completes its sums
   * @param stationary when the source of tiles starts to offer a beat
   * @param streaming when the source of rows starts to offer a beat
   * @param results when the sink is ready
   * @throws IllegalArgumentException if there is no pass, or the last does not complete its sums
   */
  public long cycles(
      Iterable<Pass> passes,
      StallPattern stationary,
      StallPattern streaming,
      StallPattern results) {
    long tiles = 0;
    long resultRows = 0;
    boolean complete = false;
    for (Pass pass : passes) {
      tiles++;
      resultRows += pass.last() ? pass.mRows() : 0;
      complete = pass.last();
    }
    if (!complete) {
      throw new IllegalArgumentException("the last pass must be there and complete its sums");
    }
    return new Clocked(passes.iterator(), tiles * loadBeats, resultRows)
        .run(new StallingSource(stationary), new StallingSource(streaming), results);
  }

  /** The registers of the unit and the counters of one run. */
  private final class Clocked {
    private final Iterator<Pass> passes;
    private final long stationaryBeats;
    private final long resultBeats;

    /** Element d is true if a beat that completes its sums was accepted d + 1 cycles ago. */
    private final boolean[] pipeline = new boolean[latencyCycles];

    private boolean shadowFull;
    private boolean activeFull;
    private int loadedBeats;
    private Pass pass;
    private long usedBeats;
    private long loaded;
    private long given;

    Clocked(Iterator<Pass> passes, long stationaryBeats, long resultBeats) {
      this.passes = passes;
      this.pass = passes.next();
      this.stationaryBeats = stationaryBeats;
      this.resultBeats = resultBeats;
    }

    long run(StallingSource stationary, StallingSource streaming, StallPattern results) {
      long cycle = 0;
      for (; given < resultBeats; cycle++) {
        boolean load = loaded < stationaryBeats && stationary.offers(cycle);
        boolean use = usedBeats < passBeats() && streaming.offers(cycle);
        if (pipeline[latencyCycles - 1] && !results.isWilling(cycle)) {
          continue; // the result waits: nothing changes
        }
        load &= !(shadowFull && activeFull);
        use &= activeFull || (shadowFull && !swapsStandAlone);
        clockEdge(load, use);
        if (load) {
          stationary.moved();
        }
        if (use) {
          streaming.moved();
        }
      }
      return cycle;
    }

    private long passBeats() {
      return (long) pass.mRows() * rowBeats;
    }

    private void clockEdge(boolean load, boolean use) {
      given += pipeline[latencyCycles - 1] ? 1 : 0;
      System.arraycopy(pipeline, 0, pipeline, 1, latencyCycles - 1);
      pipeline[0] = use && pass.last() && usedBeats % rowBeats == rowBeats - 1;
      if (shadowFull && !activeFull) {
        shadowFull = false;
        activeFull = true;
      }
      if (load) {
        loaded++;
        loadedBeats++;
        if (loadedBeats == loadBeats) {
          loadedBeats = 0;
          shadowFull = true;
        }
      }
      if (use) {
        usedBeats++;
        if (usedBeats == passBeats()) {
          activeFull = false;
          if (passes.hasNext()) {
            pass = passes.next();
            usedBeats = 0;
          }
        }
      }
    }
  }
}
