package io.bitwright.simulator.timing.matrix;

/**
 * What one run of a weight-stationary array took, counted.
 *
 * @param cycles clock cycles, from the first after reset to the one in which the last result moves
 * @param weightBeats weight rows taken
 * @param activationBeats activation rows taken
 * @param resultBeats result rows given
 * @param stalledCycles cycles in which a result waited for its sink and the whole unit stood still
 * @param weightWaitCycles cycles in which a weight row was offered and not taken
 * @param activationWaitCycles cycles in which an activation row was offered and not taken
 */
public record WeightStationaryArrayRun(
    long cycles,
    long weightBeats,
    long activationBeats,
    long resultBeats,
    long stalledCycles,
    long weightWaitCycles,
    long activationWaitCycles) {}
