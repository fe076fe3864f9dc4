package io.bitwright.simulator.timing.pipeline;

/**
 * A loader and a worker with two buffers between them: one is filled while the other is used.
 *
 * <p>With L(p) the time at which load p is done and D(p) the time at which work p is done,
 *
 * <pre>
 *   L(p) = max(L(p-1), D(p-2) + release) + load
 *   D(p) = max(D(p-1), L(p) + forward) + work
 * </pre>
 *
 * <p><b>Closed form.</b> The recurrence is linear over (max, +), so D(p) is the longest path into
 * its node. The edges are: another load (1 step, {@code load}), another work item (1 step, {@code
 * work}), from L(p) over to D(p) (0 steps, {@code forward + work}) and from D(p-2) back to L(p) (2
 * steps, {@code release + load}). A path that visits both nodes may take its steps in any order, so
 * only their numbers count: of n free steps, 2j go into j round trips of length {@code T = load +
 * forward + work + release} and the others into the longer of {@code load} and {@code work}. The
 * length is linear in j, therefore greatest at j = 0 or at j = floor(n / 2). There is no transient
 * to wait for: the form is exact from the first step, and the steady rate is max(load, work, T / 2)
 * per step. (Max-plus systems: Baccelli, Cohen, Olsder and Quadrat, "Synchronization and
 * Linearity", Wiley 1992, chapter 3.)
 *
 * <p>All times have one unit, the caller's. Whole numbers below 2^53 are exact.
 *
 * @param load time to fill a buffer, at least 0
 * @param forward time from a filled buffer to the earliest start of its work, at least 0
 * @param work time that the work on a buffer takes, at least 0
 * @param release time from the end of the work to the earliest start of the next load into its
 *     buffer, at least 0
 */
public record DoubleBufferedPipeline(double load, double forward, double work, double release) {

  /**
   * What the next step depends on; an event that never was is at minus infinity.
   *
   * @param loaded the last load was done
   * @param done the last work item was done
   * @param doneBefore the last work item but one was done
   */
  public record State(double loaded, double done, double doneBefore) {}

  /** The state after one more step: the recurrence itself. */
  public State step(State state) {
    double loaded = Math.max(state.loaded, state.doneBefore + release) + load;
    double done = Math.max(state.done, loaded + forward) + work;
    return new State(loaded, done, state.done);
  }

  /** The state after any number of steps, at least 0, at a cost that does not grow with them. */
  public State advance(State state, long steps) {
    if (steps == 0) {
      return state;
    }
    return new State(
        loadedAfter(state, steps), doneAfter(state, steps), doneAfter(state, steps - 1));
  }

  private double doneAfter(State state, long steps) {
    if (steps == 0) {
      return state.done;
    }
    double fromLoaded = state.loaded + load + forward + work + longest(steps - 1);
    double fromDone = state.done + Math.max(steps * work, roundTrip() + longest(steps - 2));
    double fromDoneBefore = state.doneBefore + roundTrip() + longest(steps - 1);
    return Math.max(fromLoaded, Math.max(fromDone, fromDoneBefore));
  }

  private double loadedAfter(State state, long steps) {
    double aroundOnce = roundTrip() + longest(steps - 3);
    double fromLoaded = state.loaded + Math.max(steps * load, load + aroundOnce);
    double fromDone = state.done + release + load + longest(steps - 2);
    double fromDoneBefore =
        state.doneBefore + release + load + Math.max((steps - 1) * load, aroundOnce);
    return Math.max(fromLoaded, Math.max(fromDone, fromDoneBefore));
  }

  private double roundTrip() {
    return load + forward + work + release;
  }

  /** Longest path of free steps that touches both nodes; minus infinity below 0 steps. */
  private double longest(long steps) {
    if (steps < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double single = Math.max(load, work);
    long roundTrips = steps / 2;
    return Math.max(steps * single, (steps % 2) * single + roundTrips * roundTrip());
  }
}
