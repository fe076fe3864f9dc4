package io.bitwright.simulator.mapping;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.BufferSpec;
import io.bitwright.spec.workload.MatmulShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The ways to cut a product that the buffers allow. Half of each buffer holds a step's operands or
 * results while the other half is filled or drained. The candidates depend on sizes only, never on
 * speeds; who knows the times picks one.
 *
 * <p>K is cut as little as it takes for one tile of N and one row of M to fit, and also by halves
 * down to where as many rows fit as one pass of the matrix units holds: fewer rows keep partial
 * sums of all of K together but wait for weights. Then M and N are cut as little as it takes for a
 * step to fit; from there the operand that streams is cut finer and finer, by halves, down to one
 * pass of the matrix units, since finer steps overlap better.
 */
public final class TileMappings {
  private final MatmulTensors tensors;
  private final MatmulShape shape;
  private final long tileColumns;
  private final long tileRows;
  private final long blockRows;
  private final double weightHalf;
  private final double activationHalf;
  private final double resultHalf;

  private TileMappings(
      MatmulTensors tensors, BufferSpec buffers, int tileRows, int tileColumns, int blockRows) {
    this.tensors = tensors;
    this.shape = tensors.shape();
    this.tileRows = Math.min(tileRows, shape.k());
    this.tileColumns = Math.min(tileColumns, shape.n());
    this.blockRows = Math.min(blockRows, shape.m());
    double weights = buffers.weights().bytes() / 2.0;
    double activations = buffers.activations().bytes() / 2.0;
    this.weightHalf = tensors.isTurned() ? activations : weights;
    this.activationHalf = tensors.isTurned() ? weights : activations;
    this.resultHalf = buffers.results().bytes() / 2.0;
  }

  /**
   * All candidates, at least one.
   *
   * @param tileRows part of K that one pass of the matrix unit covers
   * @param tileColumns part of N that one pass of all matrix units together covers
   * @param blockRows rows of M that one pass of the matrix unit holds
   * @throws SpecException if half a buffer cannot hold the operands of a single pass of one row
   */
  public static List<TileMapping> candidates(
      MatmulTensors tensors, BufferSpec buffers, int tileRows, int tileColumns, int blockRows) {
    return new TileMappings(tensors, buffers, tileRows, tileColumns, blockRows).candidates();
  }

  private List<TileMapping> candidates() {
    long kParts = 1;
    long kTiles = Math.ceilDiv(shape.k(), tileRows);
    while (kParts < kTiles && !oneTileFits(kParts)) {
      kParts = Math.min(2 * kParts, kTiles);
    }
    String stationary = tensors.isTurned() ? "activations" : "weights";
    String streaming = tensors.isTurned() ? "weights" : "activations";
    requireFit(stationary, weightHalf, termsOf(kParts) * tileColumns * tensors.weightBytes());
    requireFit(streaming, activationHalf, termsOf(kParts) * tensors.activationBytes());
    requireFit("results", resultHalf, tileColumns * tensors.resultBytes());

    List<TileMapping> candidates = new ArrayList<>();
    addCutsOfMAndN(candidates, kParts);
    while (kParts < kTiles && rowsThatFit(kParts) < blockRows) {
      kParts = Math.min(2 * kParts, kTiles);
      addCutsOfMAndN(candidates, kParts);
    }
    return candidates;
  }

  private void addCutsOfMAndN(List<TileMapping> candidates, long kParts) {
    long rows = rowsThatFit(kParts);
    long columns = (long) (weightHalf / (termsOf(kParts) * tensors.weightBytes()));
    if (kParts > 1) {
      rows = Math.min(rows, blockRows);
      columns = tileColumns;
    }
    long mParts = Math.ceilDiv(shape.m(), Math.min(rows, shape.m()));
    long nParts = Math.ceilDiv(shape.n(), Math.min(columns, shape.n()));
    addStreamedActivations(candidates, mParts, nParts, kParts);
    addStreamedWeights(candidates, mParts, nParts, kParts);
  }

  private long rowsThatFit(long kParts) {
    return (long) (activationHalf / (termsOf(kParts) * tensors.activationBytes()));
  }

  private void addStreamedActivations(
      List<TileMapping> candidates, long mFewest, long nFewest, long kParts) {
    long mParts = mFewest;
    long nParts = nFewest;
    while (!resultFits(mParts, nParts) && mParts < shape.m()) {
      mParts = Math.min(2 * mParts, shape.m());
    }
    while (!resultFits(mParts, nParts)) {
      nParts = Math.min(2 * nParts, shape.n());
    }
    long finest = Math.ceilDiv(shape.m(), blockRows);
    candidates.add(TileMapping.of(tensors, mParts, nParts, kParts, true));
    while (mParts < finest) {
      mParts = Math.min(2 * mParts, finest);
      candidates.add(TileMapping.of(tensors, mParts, nParts, kParts, true));
    }
  }

  private void addStreamedWeights(
      List<TileMapping> candidates, long mFewest, long nFewest, long kParts) {
    long mParts = mFewest;
    long nParts = nFewest;
    long finest = Math.ceilDiv(shape.n(), tileColumns);
    while (!resultFits(mParts, nParts) && nParts < finest) {
      nParts = Math.min(2 * nParts, finest);
    }
    while (!resultFits(mParts, nParts)) {
      mParts = Math.min(2 * mParts, shape.m());
    }
    candidates.add(TileMapping.of(tensors, mParts, nParts, kParts, false));
    while (nParts < finest) {
      nParts = Math.min(2 * nParts, finest);
      candidates.add(TileMapping.of(tensors, mParts, nParts, kParts, false));
    }
  }

  private long termsOf(long kParts) {
    return Math.ceilDiv(shape.k(), kParts);
  }

  private boolean oneTileFits(long kParts) {
    return termsOf(kParts) * tileColumns * tensors.weightBytes() <= weightHalf
        && termsOf(kParts) * tensors.activationBytes() <= activationHalf;
  }

  private boolean resultFits(long mParts, long nParts) {
    double rows = Math.ceilDiv(shape.m(), mParts);
    double columns = Math.ceilDiv(shape.n(), nParts);
    return rows * columns * tensors.resultBytes() <= resultHalf;
  }

  private static void requireFit(String buffer, double half, double needed) {
    if (needed > half) {
      throw new SpecException(
          String.format(
              "buffers.%s: one pass of the matrix units needs %.0f bytes and half the buffer is"
                  + " %.0f bytes; allowed is twice the need or more",
              buffer, Math.ceil(needed), Math.floor(half)));
    }
  }
}
