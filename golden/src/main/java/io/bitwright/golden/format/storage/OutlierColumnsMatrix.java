package io.bitwright.golden.format.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A matrix with some columns kept apart. */
public final class OutlierColumnsMatrix implements StoredMatrix {
  private final OutlierColumnsFormat format;
  private final MatrixShape shape;
  private final CodedMatrix regular;
  private final int[] outlierColumns;
  private final int[][] outliers; // fp16 codes, N rows

  private OutlierColumnsMatrix(CodedMatrix regular, int[] outlierColumns, int[][] outliers) {
    this.format = new OutlierColumnsFormat(regular.format(), outlierColumns.length);
    this.shape =
        new MatrixShape(regular.shape().rows(), regular.shape().columns() + outlierColumns.length);
    this.regular = regular;
    this.outlierColumns = outlierColumns;
    this.outliers = outliers;
  }

  /**
   * The parts put together.
   *
   * @param regular the other columns, in their order
   * @param outlierColumns numbers of those kept apart, ascending
   * @param outliers N rows of their values, rounded to fp16 here
   * @throws IllegalArgumentException if the numbers do not ascend within the matrix
   */
  public static OutlierColumnsMatrix of(
      CodedMatrix regular, int[] outlierColumns, float[][] outliers) {
    int columns = regular.shape().columns() + outlierColumns.length;
    for (int i = 0; i < outlierColumns.length; i++) {
      if (outlierColumns[i] >= columns
          || outlierColumns[i] < (i == 0 ? 0 : outlierColumns[i - 1] + 1)) {
        throw new IllegalArgumentException(
            Arrays.toString(outlierColumns) + " do not ascend within " + columns);
      }
    }
    int[][] codes = new int[outliers.length][outlierColumns.length];
    for (int n = 0; n < codes.length; n++) {
      for (int i = 0; i < outlierColumns.length; i++) {
        codes[n][i] = FloatEncoding.FP16.encode(outliers[n][i], FloatEncoding.Overflow.SATURATE);
      }
    }
    return new OutlierColumnsMatrix(regular, outlierColumns.clone(), codes);
  }

  /**
   * The matrix from its bytes.
   *
   * @throws IllegalArgumentException if there are not as many as the shape takes, or the columns do
   *     not ascend
   */
  public static OutlierColumnsMatrix read(
      OutlierColumnsFormat format, MatrixShape shape, byte[] bytes) {
    MatrixShape others = new MatrixShape(shape.rows(), shape.columns() - format.outliers());
    byte[] regular = new byte[Math.toIntExact(format.regular().storage(others).totalBytes())];
    if (bytes.length != format.storage(shape).totalBytes()) {
      throw new IllegalArgumentException(bytes.length + " bytes for " + format.label());
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).get(regular);
    int[] columns = new int[format.outliers()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = buffer.getInt();
    }
    float[][] outliers = new float[shape.rows()][columns.length];
    for (float[] row : outliers) {
      for (int i = 0; i < columns.length; i++) {
        row[i] = FloatEncoding.FP16.decode(Short.toUnsignedInt(buffer.getShort()));
      }
    }
    return of(CodedMatrix.read(format.regular(), others, regular), columns, outliers);
  }

  @Override
  public OutlierColumnsFormat format() {
    return format;
  }

  @Override
  public MatrixShape shape() {
    return shape;
  }

  @Override
  public Storage storage() {
    return format.storage(shape);
  }

  /** The columns that are not kept apart. */
  public CodedMatrix regular() {
    return regular;
  }

  /** Numbers of the columns kept apart, ascending. */
  public int[] outlierColumns() {
    return outlierColumns.clone();
  }

  /** N new rows of the values of the columns kept apart. */
  public float[][] outlierValues() {
    float[][] values = new float[outliers.length][outlierColumns.length];
    for (int n = 0; n < values.length; n++) {
      for (int i = 0; i < outlierColumns.length; i++) {
        values[n][i] = FloatEncoding.FP16.decode(outliers[n][i]);
      }
    }
    return values;
  }

  @Override
  public byte[] bytes() {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.toIntExact(storage().totalBytes()))
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(regular.bytes());
    for (int column : outlierColumns) {
      buffer.putInt(column);
    }
    for (int[] row : outliers) {
      for (int code : row) {
        buffer.putShort((short) code);
      }
    }
    return buffer.array();
  }

  @Override
  public float[][] values() {
    float[][] others = regular.values();
    float[][] apart = outlierValues();
    float[][] values = new float[shape.rows()][shape.columns()];
    for (int n = 0; n < values.length; n++) {
      int next = 0;
      for (int k = 0; k < shape.columns(); k++) {
        boolean isApart = next < outlierColumns.length && outlierColumns[next] == k;
        values[n][k] = isApart ? apart[n][next] : others[n][k - next];
        next += isApart ? 1 : 0;
      }
    }
    return values;
  }
}
