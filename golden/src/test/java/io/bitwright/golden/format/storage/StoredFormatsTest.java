package io.bitwright.golden.format.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bitwright.golden.unit.TernaryDictionary;
import io.bitwright.spec.format.Codebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Every format: matrices come back from their bytes, which are as many as the format says. */
class StoredFormatsTest {
  private static final List<ScaleStorage> SCALES =
      List.of(
          PlainScales.FP32,
          PlainScales.FP16,
          PlainScales.BF16,
          DoubleQuantisedScales.QLORA,
          new DoubleQuantisedScales(3));

  private static List<CodedFormat> formats(Granularity granularity, ScaleStorage scales) {
    List<CodedFormat> formats = new ArrayList<>();
    formats.add(new BinaryFormat(granularity, scales));
    for (TernaryFormat.Packing packing : TernaryFormat.Packing.values()) {
      formats.add(new TernaryFormat(packing, granularity, scales));
    }
    for (int planes = 1; planes <= 4; planes++) {
      formats.add(new BinaryCodingFormat(planes, granularity, scales));
    }
    for (int bits = 2; bits <= 8; bits++) {
      formats.add(IntegerFormat.symmetric(bits, granularity, scales));
      formats.add(IntegerFormat.asymmetric(bits, granularity, scales));
    }
    formats.add(new CodebookFormat(Codebook.NF4, granularity, scales));
    formats.add(new CodebookFormat(Codebook.NF2, granularity, scales));
    for (FloatEncoding encoding : FloatEncoding.values()) {
      formats.add(new FloatingPointFormat(encoding, granularity, scales));
      formats.add(FloatingPointFormat.unscaled(encoding));
    }
    return formats;
  }

  private static Granularity granularity(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Granularity.TENSOR;
      case 1 -> Granularity.ROW;
      case 2 -> Granularity.TOKEN;
      default -> Granularity.group(random.nextInt(1, 9));
    };
  }

  private static int code(CodedFormat format, Random random) {
    return switch (format) {
      case TernaryFormat ternary -> random.nextInt(3);
      case FloatingPointFormat floating ->
          floating.encoding().encode((float) random.nextGaussian());
      default -> random.nextInt(1 << format.codeBits());
    };
  }

  private static CodedMatrix random(CodedFormat format, MatrixShape shape, Random random) {
    int[][] codes = new int[shape.rows()][shape.columns()];
    for (int[] row : codes) {
      for (int k = 0; k < row.length; k++) {
        row[k] = code(format, random);
      }
    }
    int groups = format.granularity().groups(shape);
    float[] scales = new float[groups * format.scalesInGroup()];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = 0.01f + random.nextFloat();
    }
    int[] zeroPoints = new int[format.zeroPointBits() == 0 ? 0 : groups];
    for (int i = 0; i < zeroPoints.length; i++) {
      zeroPoints[i] = random.nextInt(1 << format.zeroPointBits());
    }
    return CodedMatrix.of(format, codes, scales, zeroPoints);
  }

  @Property(tries = 150, seed = "21")
  void matricesComeBackFromAsManyBytesAsTheFormatSays(@ForAll long seed) {
    Random random = new Random(seed);
    MatrixShape shape = new MatrixShape(random.nextInt(1, 6), random.nextInt(1, 20));
    ScaleStorage scales = SCALES.get(random.nextInt(SCALES.size()));
    for (CodedFormat format : formats(granularity(random), scales)) {
      CodedMatrix matrix = random(format, shape, random);
      byte[] bytes = matrix.bytes();
      assertThat(format.storage(shape).totalBits()).isEqualTo(8L * bytes.length);
      CodedMatrix read = CodedMatrix.read(format, shape, bytes);
      assertThat(read.bytes()).isEqualTo(bytes);
      assertThat(read.values()).isDeepEqualTo(matrix.values());
      assertThat(read.scales()).isEqualTo(matrix.scales());
      assertThat(read.zeroPoints()).isEqualTo(matrix.zeroPoints());
      for (int n = 0; n < shape.rows(); n++) {
        assertThat(read.codes(n)).isEqualTo(matrix.codes(n));
      }
    }
  }

  @Property(tries = 100, seed = "22")
  void matricesWithOutlierColumnsComeBack(@ForAll long seed) {
    Random random = new Random(seed);
    MatrixShape others = new MatrixShape(random.nextInt(1, 5), random.nextInt(1, 12));
    int[] columns =
        random.ints(random.nextInt(4), 0, others.columns()).sorted().distinct().toArray();
    float[][] outliers = new float[others.rows()][columns.length];
    for (float[] row : outliers) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    OutlierColumnsFormat format = OutlierColumnsFormat.int8(columns.length);
    CodedMatrix regular = random(format.regular(), others, random);
    OutlierColumnsMatrix matrix = OutlierColumnsMatrix.of(regular, columns, outliers);
    byte[] bytes = matrix.bytes();
    assertThat(matrix.storage().totalBits()).isEqualTo(8L * bytes.length);
    OutlierColumnsMatrix read = OutlierColumnsMatrix.read(format, matrix.shape(), bytes);
    assertThat(read.bytes()).isEqualTo(bytes);
    assertThat(read.values()).isDeepEqualTo(matrix.values());
    for (int i = 0; i < columns.length; i++) {
      assertThat(read.values()[0][columns[i]])
          .isEqualTo(Float.float16ToFloat(Float.floatToFloat16(outliers[0][i])));
    }
  }

  @Property(tries = 40, seed = "23")
  void matricesOfCodewordsComeBackWithTheirTable(@ForAll long seed) {
    Random random = new Random(seed);
    int step = random.nextInt(1, 3);
    TernaryDictionaryFormat format =
        new TernaryDictionaryFormat(random.nextInt(4, 10), 6 * step, step, 0.85);
    TernaryDictionary dictionary = format.dictionary();
    byte[][] trits = new byte[random.nextInt(1, 5)][step * random.nextInt(1, 60)];
    float[] lowest = new float[trits.length];
    float[] highest = new float[trits.length];
    for (int n = 0; n < trits.length; n++) {
      lowest[n] = -random.nextInt(1, 100) / 64f;
      highest[n] = random.nextInt(1, 100) / 64f;
      for (int k = 0; k < trits[n].length; k++) {
        trits[n][k] = (byte) (random.nextFloat() < 0.85 ? 0 : random.nextBoolean() ? 1 : -1);
      }
    }
    TernaryDictionaryMatrix matrix =
        TernaryDictionaryMatrix.of(format, dictionary, trits, lowest, highest);
    byte[] bytes = matrix.bytes();
    assertThat(matrix.storage().totalBits()).isEqualTo(8L * bytes.length);
    TernaryDictionaryMatrix read = TernaryDictionaryMatrix.read(format, matrix.shape(), bytes);
    assertThat(read.trits()).isDeepEqualTo(trits);
    assertThat(read.bytes()).isEqualTo(bytes);
    for (int n = 0; n < trits.length; n++) {
      for (int k = 0; k < trits[n].length; k++) {
        float expected = trits[n][k] == 0 ? 0 : trits[n][k] < 0 ? lowest[n] : highest[n];
        assertThat(read.values()[n][k]).isEqualTo(expected);
      }
    }
  }

  @Test
  void codesMeanWhatTheirFormatsSay() {
    assertThat(values(new BinaryFormat(Granularity.TENSOR, PlainScales.FP32), 0, 1))
        .containsExactly(-0.5f, 0.5f);
    assertThat(ternary(TernaryFormat.Packing.FIVE_IN_A_BYTE)).containsExactly(-0.5f, 0, 0.5f);
    IntegerFormat symmetric = IntegerFormat.symmetric(3, Granularity.TENSOR, PlainScales.FP32);
    assertThat(values(symmetric, 0, 3, 4, 7)).containsExactly(0, 1.5f, -2, -0.5f);
    IntegerFormat asymmetric = IntegerFormat.asymmetric(3, Granularity.TENSOR, PlainScales.FP32);
    CodedMatrix shifted =
        CodedMatrix.of(asymmetric, new int[][] {{0, 2, 7}}, new float[] {0.5f}, 2);
    assertThat(shifted.values()[0]).containsExactly(-1, 0, 2.5f);
    BinaryCodingFormat planes = new BinaryCodingFormat(2, Granularity.TENSOR, PlainScales.FP32);
    CodedMatrix coded = CodedMatrix.of(planes, new int[][] {{0, 1, 2, 3}}, new float[] {1, 0.25f});
    assertThat(coded.values()[0]).containsExactly(-1.25f, 0.75f, -0.75f, 1.25f);
    CodebookFormat nf4 = new CodebookFormat(Codebook.NF4, Granularity.TENSOR, PlainScales.FP32);
    assertThat(values(nf4, 0, 7, 15)).containsExactly(-0.5f, 0, 0.5f);
  }

  private static float[] ternary(TernaryFormat.Packing packing) {
    return values(new TernaryFormat(packing, Granularity.TENSOR, PlainScales.FP32), 0, 1, 2);
  }

  private static float[] values(CodedFormat format, int... codes) {
    return CodedMatrix.of(format, new int[][] {codes}, new float[] {0.5f}).values()[0];
  }

  @Test
  void whatIsNotOfTheFormatIsRefused() {
    IntegerFormat int4 = IntegerFormat.asymmetric(4, Granularity.ROW, PlainScales.FP16);
    float[] scale = {1};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodedMatrix.of(int4, new int[][] {{16}}, scale, 0))
        .withMessage("16 is no code of int4-asymmetric/row/fp16");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodedMatrix.of(int4, new int[][] {{-1}}, scale, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodedMatrix.of(int4, new int[][] {{1}}, scale))
        .withMessageContaining("0 zero points for 1 groups");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodedMatrix.of(int4, new int[][] {{1}, {1, 2}}, new float[2], 0, 0))
        .withMessageContaining("differ in length");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodedMatrix.read(int4, new MatrixShape(1, 3), new byte[4]))
        .withMessageContaining("takes 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IntegerFormat.symmetric(9, Granularity.ROW, PlainScales.FP16));
    assertThatIllegalArgumentException().isThrownBy(() -> Granularity.group(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new MatrixShape(0, 1));
  }
}
