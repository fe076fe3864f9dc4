package io.bitwright.simulator.scalesim;

/**
 * Words that an SRAM or a DRAM interface moves for one product.
 *
 * @param ifmapReads of the activations
 * @param filterReads of the weights
 * @param ofmapWrites of the results
 */
public record ScaleSimTraffic(long ifmapReads, long filterReads, long ofmapWrites) {}
