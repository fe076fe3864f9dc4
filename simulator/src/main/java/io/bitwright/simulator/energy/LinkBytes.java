package io.bitwright.simulator.energy;

/**
 * What links of one technology carry.
 *
 * @param kind the technology, as energy tables name it; empty if it is not stated
 * @param bytes that cross links, each link counted, at least 0
 */
public record LinkBytes(String kind, double bytes) {}
