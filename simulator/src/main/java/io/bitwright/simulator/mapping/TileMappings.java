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
 * <p>M is cut into 1, 2, 4 and so on up to M parts, N up to the passes of the matrix units; every
 * cut that fits is a candidate, finer ones too, since finer steps overlap better. An operand whose
 * cuts cost no traffic, the one that streams, is cut by fours instead of twos. K is whole or, with
 * one tile of N and at most one pass of rows of M in a step, cut by fours down to one pass. What
 * fits small buffers fits larger ones, so with larger buffers no candidate is lost.
 */
public final class TileMappings {
  private static final long FINE = 2;
  private static final long COARSE = 4;

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

  /** Whether there is a candidate; the arguments are those of {@link #candidates}. */
  public static boolean areThere(
      MatmulTensors tensors, BufferSpec buffers, int tileRows, int tileColumns, int blockRows) {
    TileMappings mappings = new TileMappings(tensors, buffers, tileRows, tileColumns, blockRows);
    return mappings.leastWeights() <= mappings.weightHalf
        && mappings.leastActivations() <= mappings.activationHalf
        && mappings.leastResults() <= mappings.resultHalf;
  }

  private List<TileMapping> candidates() {
    String stationary = tensors.isTurned() ? "activations" : "weights";
    String streaming = tensors.isTurned() ? "weights" : "activations";
    requireFit(stationary, weightHalf, leastWeights());
    requireFit(streaming, activationHalf, leastActivations());
    requireFit("results", resultHalf, leastResults());

    long kTiles = Math.ceilDiv(shape.k(), tileRows);
    long nTiles = Math.ceilDiv(shape.n(), tileColumns);
    List<TileMapping> candidates = new ArrayList<>();
    addCuts(candidates, parts(shape.m(), COARSE), parts(nTiles, FINE), true);
    addCuts(candidates, parts(shape.m(), FINE), parts(nTiles, COARSE), false);
    for (long kParts : parts(kTiles, COARSE)) {
      if (kParts > 1) {
        addCutsOfK(candidates, kParts, nTiles);
      }
    }
    return candidates;
  }

  /** Bytes of weights of a single pass of one row. */
  private double leastWeights() {
    return leastTerms() * tileColumns * tensors.weightBytes();
  }

  private double leastActivations() {
    return leastTerms() * tensors.activationBytes();
  }

  private double leastResults() {
    return tileColumns * tensors.resultBytes();
  }

  private double leastTerms() {
    return Math.ceilDiv(shape.k(), Math.ceilDiv(shape.k(), tileRows));
  }

  private void addCuts(
      List<TileMapping> candidates,
      List<Long> partsOfM,
      List<Long> partsOfN,
      boolean weightsOutermost) {
    for (long nParts : partsOfN) {
      for (long mParts : partsOfM) {
        if (fits(mParts, nParts, 1)) {
          candidates.add(TileMapping.of(tensors, mParts, nParts, 1, weightsOutermost));
        }
      }
    }
  }

  /** Both operands are read again, whichever is outermost. */
  private void addCutsOfK(List<TileMapping> candidates, long kParts, long nTiles) {
    for (long mParts : parts(shape.m(), FINE)) {
      if (Math.ceilDiv(shape.m(), mParts) <= blockRows && fits(mParts, nTiles, kParts)) {
        candidates.add(TileMapping.of(tensors, mParts, nTiles, kParts, true));
      }
    }
  }

  private boolean fits(long mParts, long nParts, long kParts) {
    double rows = Math.ceilDiv(shape.m(), mParts);
    double columns = Math.ceilDiv(shape.n(), nParts);
    double terms = Math.ceilDiv(shape.k(), kParts);
    return terms * columns * tensors.weightBytes() <= weightHalf
        && rows * terms * tensors.activationBytes() <= activationHalf
        && rows * columns * tensors.resultBytes() <= resultHalf;
  }

  /** The powers of a factor below the most, and the most. */
  private static List<Long> parts(long most, long factor) {
    List<Long> parts = new ArrayList<>();
    for (long count = 1; count < most; count *= factor) {
      parts.add(count);
    }
    parts.add(most);
    return parts;
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
