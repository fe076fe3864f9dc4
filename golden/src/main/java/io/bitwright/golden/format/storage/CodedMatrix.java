package io.bitwright.golden.format.storage;

import java.nio.ByteBuffer;

/** A matrix of codes with its scales and zero points. */
public final class CodedMatrix implements StoredMatrix {
  private final CodedFormat format;
  private final MatrixShape shape;
  private final int[][] codes;
  private final byte[] scaleBytes;
  private final float[] scales;
  private final int[] zeroPoints;

  private CodedMatrix(CodedFormat format, int[][] codes, byte[] scaleBytes, int[] zeroPoints) {
    this.format = format;
    this.shape = new MatrixShape(codes.length, codes.length == 0 ? 0 : codes[0].length);
    this.codes = codes;
    this.scaleBytes = scaleBytes;
    this.scales = format.scales().read(scaleBytes, scaleCount(format, shape));
    this.zeroPoints = zeroPoints;
  }

  private static int scaleCount(CodedFormat format, MatrixShape shape) {
    return Math.multiplyExact(format.granularity().groups(shape), format.scalesInGroup());
  }

  /**
   * A matrix of a format.
   *
   * @param codes N rows of K codes; kept, not to be written to afterwards
   * @param scales those of each group, group by group; rounded as the format stores them
   * @param zeroPoints one a group, empty if the format has none; kept
   * @throws IllegalArgumentException if rows differ in length, or a code, the scales or the zero
   *     points are not of the format
   */
  public static CodedMatrix of(
      CodedFormat format, int[][] codes, float[] scales, int... zeroPoints) {
    MatrixShape shape = new MatrixShape(codes.length, codes.length == 0 ? 0 : codes[0].length);
    int groups = format.granularity().groups(shape);
    int zeroPointCount = format.zeroPointBits() == 0 ? 0 : groups;
    if (scales.length != groups * format.scalesInGroup() || zeroPoints.length != zeroPointCount) {
      throw new IllegalArgumentException(
          "%d scales and %d zero points for %d groups of %s"
              .formatted(scales.length, zeroPoints.length, groups, format.label()));
    }
    for (int[] row : codes) {
      if (row.length != shape.columns()) {
        throw new IllegalArgumentException("rows of codes differ in length");
      }
      requireCodes(row, format.codeBits(), format);
    }
    requireCodes(zeroPoints, format.zeroPointBits(), format);
    byte[] scaleBytes = scales.length == 0 ? new byte[0] : format.scales().write(scales);
    return new CodedMatrix(format, codes, scaleBytes, zeroPoints);
  }

  private static void requireCodes(int[] codes, int bits, CodedFormat format) {
    for (int code : codes) {
      if (bits < Integer.SIZE && code >>> bits != 0) {
        throw new IllegalArgumentException(code + " is no code of " + format.label());
      }
    }
  }

  /**
   * The matrix from its bytes.
   *
   * @throws IllegalArgumentException if there are not as many as the shape takes
   */
  public static CodedMatrix read(CodedFormat format, MatrixShape shape, byte[] bytes) {
    Storage storage = format.storage(shape);
    if (bytes.length != storage.totalBytes()) {
      throw new IllegalArgumentException(
          "%d bytes; %s of %s takes %d"
              .formatted(bytes.length, format.label(), shape, storage.totalBytes()));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte[] row = new byte[Math.toIntExact(Math.ceilDiv(format.rowBits(shape.columns()), 8))];
    int[][] codes = new int[shape.rows()][];
    for (int n = 0; n < codes.length; n++) {
      buffer.get(row);
      codes[n] = format.unpack(row, shape.columns());
    }
    byte[] scaleBytes = new byte[(int) (storage.scaleBits() / Byte.SIZE)];
    buffer.get(scaleBytes);
    byte[] zeroPoints = new byte[buffer.remaining()];
    buffer.get(zeroPoints);
    int bits = format.zeroPointBits();
    int count = bits == 0 ? 0 : format.granularity().groups(shape);
    return new CodedMatrix(
        format, codes, scaleBytes, BitPacking.unpack(zeroPoints, count, Math.max(bits, 1)));
  }

  @Override
  public CodedFormat format() {
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

  /** The K codes of a row; not to be written to. */
  public int[] codes(int row) {
    return codes[row];
  }

  /** The scales as they are stored, group by group. */
  public float[] scales() {
    return scales.clone();
  }

  /** The zero points, one a group; empty if the format has none. */
  public int[] zeroPoints() {
    return zeroPoints.clone();
  }

  @Override
  public byte[] bytes() {
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(storage().totalBytes()));
    for (int[] row : codes) {
      buffer.put(format.pack(row));
    }
    buffer.put(scaleBytes);
    if (zeroPoints.length > 0) {
      buffer.put(BitPacking.pack(zeroPoints, format.zeroPointBits()));
    }
    return buffer.array();
  }

  @Override
  public float[][] values() {
    Granularity granularity = format.granularity();
    float[][] values = new float[shape.rows()][shape.columns()];
    for (int n = 0; n < values.length; n++) {
      for (int k = 0; k < shape.columns(); k++) {
        int group = granularity.group(n, k, shape);
        int zeroPoint = zeroPoints.length == 0 ? 0 : zeroPoints[group];
        values[n][k] = format.value(codes[n][k], scales, group * format.scalesInGroup(), zeroPoint);
      }
    }
    return values;
  }
}
