package io.bitwright.golden.format.storage;

import io.bitwright.spec.format.NumberFormat;

/**
 * Most columns in one format, a few in fp16, with the number of each of these in 32 bits.
 *
 * <p>Source: LLM.int8() (arXiv 2208.07339) section 3.2, mixed-precision decomposition, where the
 * format of the others is int8 with a scale for each output.
 *
 * @param regular the format of the other columns
 * @param outliers columns in fp16, fewer than a matrix has
 */
public record OutlierColumnsFormat(CodedFormat regular, int outliers) implements FixedRateFormat {
  /** That of LLM.int8()'s other columns: a scale of 16 bits for each row. */
  public static final IntegerFormat INT8 =
      IntegerFormat.symmetric(8, Granularity.ROW, PlainScales.FP16);

  /**
   * @throws IllegalArgumentException if there are fewer than 0 outliers
   */
  public OutlierColumnsFormat {
    if (outliers < 0) {
      throw new IllegalArgumentException(outliers + " columns of outliers");
    }
  }

  /** Int8 with a scale for each row, 16 bits wide, and fp16. */
  public static OutlierColumnsFormat int8(int outliers) {
    return new OutlierColumnsFormat(INT8, outliers);
  }

  @Override
  public Storage storage(MatrixShape shape) {
    Storage others = regular.storage(new MatrixShape(shape.rows(), shape.columns() - outliers));
    long values = (long) shape.rows() * outliers * FloatEncoding.FP16.bits();
    return others.plus(new Storage(values, 0, 0, (long) outliers * Integer.SIZE, 0, 0));
  }

  @Override
  public NumberFormat arithmetic() {
    return regular.arithmetic();
  }

  @Override
  public String label() {
    return regular.label() + "+" + outliers + "-fp16-columns";
  }
}
