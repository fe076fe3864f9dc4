package io.bitwright.simulator.explain;

/**
 * What a change would bring, by an estimate with it and nothing else changed.
 *
 * @param change the change
 * @param description the change in words
 * @param speedup seconds before over seconds after, for the same work: 2 is twice as fast
 */
public record Advice(Change change, String description, double speedup) {}
