package io.bitwright.golden.kernel;

import io.bitwright.golden.format.IntegerWeights;
import java.util.Arrays;

/**
 * Weights of several outputs in one fp64 number, {@code w0 + w1 * 2^b + w2 * 2^2b}: an activation
 * times such a number is a product of each output at once, and a sum of them holds the sum of each
 * as long as none leaves its field of b bits. All of it is exact, as it stays below 2^52. K is cut
 * into blocks for which that is so, columns of numbers into tiles for the caches.
 *
 * <p>Of all vector instructions that plain Java is compiled to, fused multiply-adds do most per
 * cycle; packing makes two or three products of each.
 */
final class PackedOutputs implements PreparedWeights {
  /** Rows whose inputs and partial sums stay in the second-level cache. */
  private static final int ROWS_AT_ONCE = 24;

  /** How many outputs share a number, and the bits of each one's sum. */
  enum Packing {
    TWO(2, 26),
    THREE(3, 17);

    private final int fields;
    private final int bits;

    Packing(int fields, int bits) {
      this.fields = fields;
      this.bits = bits;
    }

    /** Products whose sum is sure to fit its field. */
    int exactTerms(int largestProduct) {
      return ((1 << (bits - 1)) - 1) / largestProduct;
    }
  }

  private final Packing packing;
  private final int inputs;
  private final int outputs;
  private final int blockTerms;

  /** Columns of numbers: the field f of the column n is the output n + f * columns. */
  private final ColumnTiles columns;

  /** By block of K and tile: one row of the tile's width per term. */
  private final double[][][][] tiles;

  /**
   * @param largestProduct largest magnitude of an activation times a weight
   */
  PackedOutputs(IntegerWeights weights, Packing packing, int largestProduct) {
    this.packing = packing;
    inputs = weights.inputs();
    outputs = weights.outputs();
    blockTerms = packing.exactTerms(largestProduct) / DoubleMatmul.TERMS * DoubleMatmul.TERMS;
    columns = ColumnTiles.of(Math.ceilDiv(outputs, packing.fields), Double.BYTES);
    tiles = new double[Math.ceilDiv(inputs, blockTerms)][columns.count()][][];
    for (int block = 0; block < tiles.length; block++) {
      for (int tile = 0; tile < columns.count(); tile++) {
        tiles[block][tile] = packed(weights, block * blockTerms, tile);
      }
    }
  }

  private double[][] packed(IntegerWeights weights, int firstTerm, int tile) {
    double[][] rows = new double[Math.min(blockTerms, inputs - firstTerm)][columns.width(tile)];
    byte[][] sources = new byte[packing.fields][];
    byte[] none = new byte[inputs];
    for (int n = 0; n < columns.width(tile); n++) {
      for (int field = 0; field < packing.fields; field++) {
        int output = columns.first(tile) + n + field * columns.columns();
        sources[field] = output < outputs ? weights.row(output) : none;
      }
      for (int k = 0; k < rows.length; k++) {
        rows[k][n] = packed(sources, firstTerm + k);
      }
    }
    return rows;
  }

  private double packed(byte[][] sources, int k) {
    long number = 0;
    for (int field = packing.fields - 1; field >= 0; field--) {
      number = (number << packing.bits) + sources[field][k];
    }
    return number;
  }

  /** Outputs of a tile's field: the last fields may be short of some. */
  private int outputsIn(int firstOutput, int tile) {
    return Math.clamp(outputs - firstOutput, 0, columns.width(tile));
  }

  @Override
  public int[][] multiply(byte[][] activations) {
    for (byte[] row : activations) {
      if (row.length != inputs) {
        throw new IllegalArgumentException(
            "activations of K = " + row.length + " for weights of K = " + inputs);
      }
    }
    int[][] sums = new int[activations.length][outputs];
    for (int first = 0; first < sums.length; first += ROWS_AT_ONCE) {
      int end = Math.min(sums.length, first + ROWS_AT_ONCE);
      int[][] someSums = Arrays.copyOfRange(sums, first, end);
      byte[][] someActivations = Arrays.copyOfRange(activations, first, end);
      for (int block = 0; block < tiles.length; block++) {
        addBlock(someSums, someActivations, block);
      }
    }
    return sums;
  }

  private void addBlock(int[][] sums, byte[][] activations, int block) {
    double[][] doubles = new double[activations.length][tiles[block][0].length];
    for (int m = 0; m < doubles.length; m++) {
      convert(activations[m], block * blockTerms, doubles[m]);
    }
    for (int tile = 0; tile < columns.count(); tile++) {
      double[][] partial = DoubleMatmul.multiply(doubles, tiles[block][tile]);
      for (int field = 0; field < packing.fields; field++) {
        int first = columns.first(tile) + field * columns.columns();
        for (int m = 0; m < sums.length; m++) {
          addSums(partial[m], field, sums[m], first, outputsIn(first, tile));
        }
      }
    }
  }

  private static void convert(byte[] integers, int first, double[] doubles) {
    for (int k = 0; k < doubles.length; k++) {
      doubles[k] = integers[first + k];
    }
  }

  private void addSums(double[] numbers, int field, int[] sums, int first, int count) {
    int shift = field * packing.bits;
    int unused = Long.SIZE - packing.bits;
    long halves = 0;
    for (int lower = 0; lower < field; lower++) {
      halves += 1L << (lower * packing.bits + packing.bits - 1);
    }
    addSums(numbers, halves, shift, unused, sums, first, count);
  }

  /** Halves of the lower fields make the shift round to the nearest, whatever their signs. */
  private static void addSums(
      double[] numbers, long halves, int shift, int unused, int[] sums, int first, int count) {
    for (int n = 0; n < count; n++) {
      sums[first + n] += (int) (((long) numbers[n] + halves) >> shift << unused >> unused);
    }
  }
}
