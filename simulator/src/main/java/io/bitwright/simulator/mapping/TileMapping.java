package io.bitwright.simulator.mapping;

/**
 * How a product is cut into steps, and what the cuts cost in off-chip traffic.
 *
 * <p>M, N and K are cut into equal parts; a step is one part of each. Partial sums of the parts of
 * K stay in the accumulators, so K is innermost. The outermost operand stays in its buffer while
 * the other streams by: it is read once, its next part in equal portions during the steps before.
 * The other operand is read again for each part of the outermost, unless all of it fits. If K is
 * cut, both are read again.
 *
 * @param mParts parts of M, at least 1
 * @param nParts parts of N, at least 1
 * @param kParts parts of K, at least 1
 * @param weightsOutermost the weights stay and the activations stream by; else the other way round
 * @param rowsPerStep rows of M in a step
 * @param weightReads bytes of weights read from off-chip memory
 * @param activationReads bytes of activations read from off-chip memory
 * @param resultWrites bytes of results written to off-chip memory
 * @param prologueBytes the part of the reads that must be there before the first step's own
 */
public record TileMapping(
    long mParts,
    long nParts,
    long kParts,
    boolean weightsOutermost,
    long rowsPerStep,
    double weightReads,
    double activationReads,
    double resultWrites,
    double prologueBytes) {

  /** The costs of cutting a product in a given way. */
  public static TileMapping of(
      MatmulTensors tensors, long mParts, long nParts, long kParts, boolean weightsOutermost) {
    boolean weightsStay = kParts == 1 && (weightsOutermost || nParts == 1);
    boolean activationsStay = kParts == 1 && (!weightsOutermost || mParts == 1);
    double weights = tensors.weightsOnChip() ? 0 : tensors.allWeightBytes();
    double activations = tensors.activationsOnChip() ? 0 : tensors.allActivationBytes();
    double outermostPart = weightsOutermost ? weights / nParts : activations / mParts;
    return new TileMapping(
        mParts,
        nParts,
        kParts,
        weightsOutermost,
        Math.ceilDiv(tensors.shape().m(), mParts),
        weightsStay ? weights : weights * mParts,
        activationsStay ? activations : activations * nParts,
        tensors.resultsOnChip() ? 0 : tensors.allResultBytes(),
        kParts == 1 ? outermostPart : 0);
  }

  /**
   * The same cuts with M and N, weights and activations in each other's place.
   *
   * @param m rows of the product that has been turned
   */
  public TileMapping turned(long m) {
    return new TileMapping(
        nParts,
        mParts,
        kParts,
        !weightsOutermost,
        Math.ceilDiv(m, nParts),
        /* weightReads= */ activationReads,
        /* activationReads= */ weightReads,
        resultWrites,
        prologueBytes);
  }

  /** Steps of the product. */
  public long steps() {
    return Math.multiplyExact(mParts, Math.multiplyExact(nParts, kParts));
  }
}
