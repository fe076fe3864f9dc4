package io.bitwright.simulator.timing.matrix;

/**
 * Cycles of a unit whose weights are scaled binary planes, each plane of a column with a tree of
 * its own (docs/units/bit_plane_array.md).
 *
 * @param tileRows lanes of a tree: terms of K in a tile, at least 1
 * @param tileColumns results of N in a tile, at least 1
 * @param blockRows rows of M whose sums one pass holds, at least 1
 * @param planes of a weight, at least 1
 * @param serial whether activations come bit by bit, or whole
 */
public record BitPlaneArray(
    int tileRows, int tileColumns, int blockRows, int planes, boolean serial)
    implements StationaryTileUnit {
  private static final int SCALE_BITS = 16;
  private static final int ACTIVATION_BITS = 8;

  public BitPlaneArray {
    if (tileRows < 1 || tileColumns < 1 || blockRows < 1 || planes < 1) {
      throw new IllegalArgumentException(
          "a tile of %d x %d, blocks of %d rows, %d planes"
              .formatted(tileRows, tileColumns, blockRows, planes));
    }
  }

  /** {@inheritDoc} One a term of K, and one a bit of the scales. */
  @Override
  public int loadBeats() {
    return tileRows + SCALE_BITS;
  }

  /** {@inheritDoc} One a bit, if activations come bit by bit. */
  @Override
  public int rowBeats() {
    return serial ? ACTIVATION_BITS : 1;
  }

  /** {@inheritDoc} They do if activations come bit by bit: zeros take a beat's place. */
  @Override
  public boolean swapsStandAlone() {
    return serial;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Those of an adder tree array that shares pairs, or of an array of XNOR-popcount columns;
   * then the products with the scales, and their adding by two.
   */
  @Override
  public int latencyCycles() {
    int adding = Integer.SIZE - Integer.numberOfLeadingZeros(planes - 1);
    StationaryTileUnit sums =
        serial
            ? new XnorPopcountArray(tileRows, tileColumns, blockRows)
            : new AdderTreeArray(tileRows, tileColumns, blockRows, true);
    return sums.latencyCycles() + 1 + adding;
  }

  @Override
  public BitPlaneArray withBlockRows(int rows) {
    return new BitPlaneArray(tileRows, tileColumns, rows, planes, serial);
  }
}
