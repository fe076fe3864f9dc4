package io.bitwright.testbench.cosim;

/** What a run of a unit with a stationary tile is for: its sizes and stalls are drawn so. */
enum TileRun {
  /** No stalls and the longest sum: operands fill every register. */
  UNHINDERED,

  /**
   * The streaming rows come once two tiles are loaded, some of them together: short passes follow
   * each other at once.
   */
  LATE_ROWS,

  /**
   * One or two passes complete their sums; tiles come at once, rows seldom, and the sink takes one
   * result at a time: a pass may end in the cycle before a result stops the unit, with the next
   * tile whole.
   */
  SELDOM_ROWS,

  /**
   * The sink takes one result at a time and a tile is loaded meanwhile: the unit then goes on for
   * one cycle in which a pass may end.
   */
  SLOW_SINK,

  /** Any sizes and stalls. */
  ANY;

  private static final int CYCLE = 8;

  /** The purpose of a run of a series, by its number: each but the first comes again and again. */
  static TileRun of(int number) {
    if (number == 0) {
      return UNHINDERED;
    }
    return switch (number % CYCLE) {
      case 3 -> LATE_ROWS;
      case 2, 5 -> SELDOM_ROWS;
      case 7 -> SLOW_SINK;
      default -> ANY;
    };
  }
}
