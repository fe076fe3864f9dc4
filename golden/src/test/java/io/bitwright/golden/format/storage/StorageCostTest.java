package io.bitwright.golden.format.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.golden.unit.TernaryDictionary;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.Codebook;
import io.bitwright.spec.format.NumberFormat;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Bits a weight against what the papers print. */
class StorageCostTest {
  private static final MatrixShape LLAMA_PROJECTION = new MatrixShape(4096, 4096);

  @Test
  void scalesOfQloraTake127ThousandthsOfABit() {
    // QLoRA (arXiv 2305.14314) section 3: 32 / 64 = 0.5 bit before, 8 / 64 + 32 / (64 * 256) =
    // 0.127 bit after; here also 32 bits of the mean for the whole matrix.
    Storage twice = CodebookFormat.qlora().storage(LLAMA_PROJECTION);
    double scaleBits = (double) twice.scaleBits() / LLAMA_PROJECTION.weights();
    assertThat(scaleBits).isCloseTo(8 / 64.0 + 32 / (64.0 * 256), within(2e-6));
    assertThat(scaleBits).isCloseTo(0.127, within(0.0005));
    Storage once =
        new CodebookFormat(Codebook.NF4, Granularity.group(64), PlainScales.FP32)
            .storage(LLAMA_PROJECTION);
    assertThat((double) once.scaleBits() / LLAMA_PROJECTION.weights()).isEqualTo(0.5);
    assertThat(twice.bitsPerWeight(LLAMA_PROJECTION)).isCloseTo(4.127, within(0.0005));
  }

  @Test
  void fiveTernaryWeightsInAByteTake1Point6Bits() {
    TernaryFormat packed =
        new TernaryFormat(
            TernaryFormat.Packing.FIVE_IN_A_BYTE, Granularity.TENSOR, PlainScales.FP16);
    MatrixShape shape = new MatrixShape(2560, 6400);
    Storage storage = packed.storage(shape);
    assertThat((double) storage.codeBits() / shape.weights()).isEqualTo(1.6);
    assertThat(storage.scaleBits()).isEqualTo(16);
    // A row that five does not divide takes a whole byte for what is left.
    assertThat(packed.storage(new MatrixShape(3, 11)).codeBits()).isEqualTo(3 * 3 * 8);
  }

  /**
   * LoftQ (arXiv 2310.08659) Table 7: backbone and adapters as a share of the 16-bit matrices. Its
   * NF2 and NF4 have a scale of 16 bits for each 64 weights; its uniform format counts codes alone.
   *
   * @param adaptersPercent the table's trainable parameters, themselves rounded
   */
  @ParameterizedTest
  @CsvSource({
    "DeBERTaV3-base, int2, 3.1, 15.6",
    "DeBERTaV3-base, int2, 6.3, 18.8",
    "DeBERTaV3-base, nf2, 3.1, 17.2",
    "DeBERTaV3-base, nf2, 6.3, 20.4",
    "BART-large, nf2, 1.2, 15.3",
    "BART-large, nf2, 2.5, 16.7",
    "BART-large, nf4, 1.2, 27.8",
    "BART-large, nf4, 2.5, 29.0",
    "BART-large, int4, 1.2, 26.2",
    "BART-large, int4, 2.5, 27.5",
    "LLaMA-2-7b, nf2, 2.4, 16.6",
    "LLaMA-2-7b, nf4, 2.4, 29.0",
    "LLaMA-2-13b, nf2, 1.9, 16.0",
    "LLaMA-2-13b, nf4, 1.9, 28.5"
  })
  void loftqTakesTheShareOfItsTable(
      String model, String codes, double adaptersPercent, double publishedPercent) {
    FixedRateFormat format =
        codes.startsWith("nf")
            ? (FixedRateFormat) MatrixFormat.parse(codes + "/g64/fp16")
            : (FixedRateFormat) MatrixFormat.parse(codes);
    Storage storage = format.storage(LLAMA_PROJECTION);
    double bits =
        codes.startsWith("nf")
            ? storage.bitsPerWeight(LLAMA_PROJECTION)
            : (double) storage.codeBits() / LLAMA_PROJECTION.weights();
    // Both numbers of the table are rounded to a tenth.
    assertThat(100 * bits / Short.SIZE + adaptersPercent)
        .as(model)
        .isCloseTo(publishedPercent, within(0.1501));
  }

  /** AlphaTuning (arXiv 2210.03858): q (1 + 32 / g) bits with groups of g and fp32 scales. */
  @ParameterizedTest
  @CsvSource({"1, 64", "2, 128", "3, 256", "4, 32", "3, 1024"})
  void binaryCodingTakesQTimesOnePlus32OverG(int planes, int group) {
    MatrixShape shape = new MatrixShape(1024, 3072);
    double expected = planes * (1 + 32.0 / group);
    assertThat(
            new BinaryCodingFormat(planes, Granularity.group(group), PlainScales.FP32)
                .bitsPerWeight(shape))
        .isEqualTo(expected);
    // Per row is a group as long as the row.
    assertThat(
            new BinaryCodingFormat(planes, Granularity.ROW, PlainScales.FP32)
                .bitsPerWeight(new MatrixShape(7, group)))
        .isEqualTo(expected);
  }

  /**
   * LoftQ (arXiv 2310.08659) table 7: backbone and adapters in percent of the original in 16 bits.
   * NormalFloat has a 16-bit scale for each 64 weights, uniform one for the whole matrix; the share
   * of the adapters is the table's own, of LLaMA-2 computed below. Rows are printed with one
   * decimal, and the adapters' with one, too: 0.2 percentage points cover both.
   */
  @ParameterizedTest
  @CsvSource({
    "UNIFORM, 2, 3.1, 15.6",
    "UNIFORM, 2, 6.3, 18.8",
    "NORMAL, 2, 3.1, 17.2",
    "NORMAL, 2, 6.3, 20.4",
    "NORMAL, 2, 1.2, 15.3",
    "NORMAL, 2, 2.5, 16.7",
    "NORMAL, 4, 1.2, 27.8",
    "NORMAL, 4, 2.5, 29.0",
    "UNIFORM, 4, 1.2, 26.2",
    "UNIFORM, 4, 2.5, 27.5",
    "NORMAL, 2, 2.4, 16.6",
    "NORMAL, 4, 2.4, 29.0",
    "NORMAL, 2, 1.9, 16.0",
    "NORMAL, 4, 1.9, 28.5",
  })
  void compressionOfLoftq(String kind, int bits, double adapterPercent, double percent) {
    CodedFormat format =
        kind.equals("UNIFORM")
            ? IntegerFormat.symmetric(bits, Granularity.TENSOR, PlainScales.FP16)
            : new CodebookFormat(
                bits == 4 ? Codebook.NF4 : Codebook.NF2, Granularity.group(64), PlainScales.FP16);
    double backbone = 100 * format.bitsPerWeight(new MatrixShape(1024, 1024)) / 16;
    assertThat(backbone + adapterPercent).isCloseTo(percent, within(0.2));
  }

  @Test
  void llmInt8TakesEightBitsAndEightMoreForAnOutlier() {
    // LLM.int8() (arXiv 2208.07339): up to 7 outlier columns in 6.7 billion parameters.
    Storage storage = OutlierColumnsFormat.int8(7).storage(LLAMA_PROJECTION);
    assertThat(storage.codeBits()).isEqualTo(4096L * (4089 * 8 + 7 * 16));
    assertThat(storage.scaleBits()).isEqualTo(4096L * 16);
    assertThat(storage.indexBits()).isEqualTo(7 * 32);
    assertThat(storage.bitsPerWeight(LLAMA_PROJECTION)).isCloseTo(8.018, within(0.001));
  }

  @ParameterizedTest
  @EnumSource(
      value = NumberFormat.class,
      names = {"INT16", "INT32"},
      mode = EnumSource.Mode.EXCLUDE)
  void plainFormatsTakeWhatTheirNameSays(NumberFormat format) {
    CodedFormat plain = MatrixFormat.of(format);
    Storage storage = plain.storage(LLAMA_PROJECTION);
    assertThat((double) storage.codeBits() / LLAMA_PROJECTION.weights())
        .isEqualTo(format.storageBits());
    assertThat(plain.label()).startsWith(format.label());
  }

  @Test
  void weightsAreNotStoredAsAccumulators() {
    Assertions.assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> MatrixFormat.of(NumberFormat.INT32))
        .withMessageContaining("allowed are binary, ternary");
  }

  @Test
  void paddingIsCounted() {
    Storage storage =
        IntegerFormat.asymmetric(3, Granularity.group(4), PlainScales.FP16)
            .storage(new MatrixShape(5, 9));
    // 27 bits a row in 4 bytes; 15 groups with zero points of 45 bits in 6 bytes.
    assertThat(storage).isEqualTo(new Storage(5 * 27, 15 * 16, 45, 0, 0, 5 * 5 + 3));
  }

  /**
   * QMoE (arXiv 2310.16795) section 4: with a probability of 0.885 of a 0 and 2^16 codewords 21.11
   * times less than 16 bits, 0.758 bits a weight. The rate is that of random matrices, as in the
   * authors' test.py, with the same indexes and scales of rows: 64 bits a row.
   */
  @Test
  void qmoeTakesItsPublishedBitsPerWeight() {
    double published = 16 / 21.11;
    TernaryDictionary dictionary = TernaryDictionaryFormat.QMOE.dictionary();
    // An expert of c2048 has one matrix of each shape, both of as many weights.
    double wide = qmoeRate(dictionary, 60, 6144);
    double narrow = qmoeRate(dictionary, 180, 2080);
    assertThat((wide + narrow) / 2).isCloseTo(published, within(0.02 * published));
  }

  private static double qmoeRate(TernaryDictionary dictionary, int rows, int columns) {
    Random random = new Random(31);
    byte[][] trits = new byte[rows][columns];
    for (byte[] row : trits) {
      for (int k = 0; k < columns; k++) {
        row[k] = (byte) (random.nextDouble() < 0.885 ? 0 : random.nextBoolean() ? 1 : -1);
      }
    }
    float[] scales = new float[rows];
    TernaryDictionaryMatrix matrix =
        TernaryDictionaryMatrix.of(TernaryDictionaryFormat.QMOE, dictionary, trits, scales, scales);
    Storage storage = matrix.storage();
    // 2^16 entries of 64 bits: half a mebibyte that all experts of a model share.
    assertThat(storage.tableBits()).isEqualTo(64L << 16);
    return storage.withoutTable().bitsPerWeight(matrix.shape());
  }
}
