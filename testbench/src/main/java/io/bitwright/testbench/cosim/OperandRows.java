package io.bitwright.testbench.cosim;

import io.bitwright.golden.format.IntegerActivations;
import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.spec.format.NumberFormat;

/** One operand of a product, rows of K values, as bits for a port. */
abstract class OperandRows {
  private final NumberFormat format;
  private final int rows;
  private final int terms;
  private final int beyondTerms;

  private OperandRows(NumberFormat format, int rows, int terms, int beyondTerms) {
    this.format = format;
    this.rows = rows;
    this.terms = terms;
    this.beyondTerms = beyondTerms;
  }

  /**
   * Weights. Beyond the edges every weight is -1: the contract allows any, and -1 has all its bits
   * set in every format, so that a unit which lets padding through is found out.
   */
  static OperandRows of(IntegerWeights weights) {
    return new OperandRows(weights.format(), weights.outputs(), weights.inputs(), -1) {
      @Override
      int value(int row, int term) {
        return weights.row(row)[term];
      }
    };
  }

  /** Activations. Beyond the edge of K they are 0, beyond that of M all their bits are set. */
  static OperandRows of(IntegerActivations activations) {
    return new OperandRows(activations.format(), activations.rows(), activations.inputs(), 0) {
      @Override
      int value(int row, int term) {
        return activations.row(row)[term];
      }
    };
  }

  abstract int value(int row, int term);

  /**
   * Writes the bits of a value behind those of the values before it; no value crosses a byte.
   *
   * @param packed bytes of a field, 0 where the value goes
   * @param element place in the field
   */
  final void pack(byte[] packed, int element, long row, long term) {
    int value = -1;
    if (term >= terms) {
      value = beyondTerms;
    } else if (row < rows) {
      value = value((int) row, (int) term);
    }
    int width = format.registerBits();
    int bit = element * width;
    int bits = (format == NumberFormat.BINARY ? value >>> 1 : value) & ((1 << width) - 1);
    packed[bit / Byte.SIZE] |= (byte) (bits << bit % Byte.SIZE);
    if (width > Byte.SIZE) {
      packed[bit / Byte.SIZE + 1] |= (byte) (bits >> Byte.SIZE);
    }
  }
}
