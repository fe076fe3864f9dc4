package io.bitwright.simulator.mapping;

/**
 * One weight tile and the activation rows it multiplies.
 *
 * @param mStart first row of M, from 0
 * @param mRows rows of M, at least 1
 * @param nTile tile of N, from 0; covers columns {@code nTile * Columns} and up
 * @param kTile tile of K, from 0; covers sum terms {@code kTile * Rows} and up
 * @param first the pass starts new sums (first tile of K)
 * @param last the pass completes its sums (last tile of K)
 */
public record Pass(long mStart, int mRows, long nTile, long kTile, boolean first, boolean last) {}
