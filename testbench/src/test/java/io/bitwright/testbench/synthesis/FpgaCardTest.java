package io.bitwright.testbench.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.BufferSpec;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.WidthRule;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.testbench.synthesis.SynthesisRecord.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Do the arrays of the FPGA cards fit their parts, by what synthesis found of an element?
 *
 * <p>The model, as docs/fpga_cards.md states it; of each resource at most four fifths are taken.
 *
 * <ul>
 *   <li>LUTs: elements x LUTs of an element x 1.35, the most that an 8x8 array takes over its
 *       elements; for elements on DSP blocks the LUTs of the 8x8 array over its elements.
 *   <li>Flip-flops: those of the elements, 8 bits of skew for each element above the diagonal of
 *       the rows, a sum of deskew for each above the diagonal of the columns, two rows of
 *       accumulators; and a tenth more.
 *   <li>DSP blocks: one an element, if it multiplies.
 *   <li>Memory: the three buffers, and block RAMs of 36 bits a row for the accumulators.
 * </ul>
 */
class FpgaCardTest {
  private static final Path RECORD = Path.of("..", "rtl", "synthesis-results.csv");
  private static final double MOST = 0.8;
  private static final double REST_OF_THE_ARRAY = 1.35;
  private static final double CONTROL_FLIP_FLOPS = 1.1;
  private static final int RECORDED_SIDE = 8;

  /** Bits of a block RAM's row, parity included: RAMB18E2 and PDPW16KD alike. */
  private static final int BLOCK_RAM_ROW_BITS = 36;

  /** Bytes of 36 kbit of block RAM and of an UltraRAM, parity left out. */
  private static final long BLOCK_RAM_BYTES = 4096;

  private static final long ULTRA_RAM_BYTES = 32768;

  /**
   * What a part has.
   *
   * <p>Sources: K26 and U280, DS987 and github.com/Xilinx/finn, finn/util/platforms.py (of the U280
   * what its shell leaves); XCZU9EG, DS891; LFE5U-85F, FPGA-DS-02012.
   */
  enum Card {
    KV260("kv260", "xilinx", 117_120, 234_240, 1248, 144 * BLOCK_RAM_BYTES + 64 * ULTRA_RAM_BYTES),
    ZCU102("zcu102", "xilinx", 274_080, 548_160, 2520, 912 * BLOCK_RAM_BYTES),
    U280(
        "u280",
        "xilinx",
        1_163_520,
        2_327_040,
        8496,
        1752 * BLOCK_RAM_BYTES + 960 * ULTRA_RAM_BYTES),
    ECP5_85F("ecp5-85f", "ecp5", 83_640, 83_640, 156, 208 * BLOCK_RAM_BYTES / 2);

    private final String accelerator;
    private final String family;
    private final int luts;
    private final int flipFlops;
    private final int dsps;
    private final long memoryBytes;

    Card(String accelerator, String family, int luts, int flipFlops, int dsps, long memoryBytes) {
      this.accelerator = accelerator;
      this.family = family;
      this.luts = luts;
      this.flipFlops = flipFlops;
      this.dsps = dsps;
      this.memoryBytes = memoryBytes;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theArrayFitsThePart(Card card) throws IOException {
    AcceleratorSpec accelerator = AcceleratorLibrary.get(card.accelerator);
    MatrixUnitSpec unit = accelerator.matrixUnit();
    int elements = unit.rows() * unit.columns();
    Area element = recorded(card.family, weights(unit), "rows=128 columns=1");

    assertThat(accelerator.generable()).isTrue();
    assertThat(luts(card, unit, element)).as("LUTs").isBetween(1.0, MOST * card.luts);
    assertThat(flipFlops(unit, element)).as("flip-flops").isBetween(1.0, MOST * card.flipFlops);
    assertThat((double) elements * element.dsps()).as("DSPs").isLessThanOrEqualTo(MOST * card.dsps);
    assertThat((double) memoryBytes(accelerator))
        .as("bytes of memory")
        .isBetween(1.0, MOST * card.memoryBytes);
  }

  @ParameterizedTest
  @EnumSource
  void theModelIsNoLessThanWhatSynthesisFoundOfASmallArray(Card card) throws IOException {
    MatrixUnitSpec unit = AcceleratorLibrary.get(card.accelerator).matrixUnit();
    MatrixUnitSpec small =
        new MatrixUnitSpec(
            unit.kind(),
            1,
            RECORDED_SIDE,
            RECORDED_SIDE,
            unit.operandPairs(),
            unit.accumulatorRows(),
            unit.longestSum(),
            unit.accumulatorWidth());
    Area found = recorded(card.family, weights(unit), arraySettings(unit));
    Area element = recorded(card.family, weights(unit), "rows=128 columns=1");

    assertThat(found.memoryLuts()).isZero();
    assertThat(luts(card, small, element)).isGreaterThanOrEqualTo(found.luts());
    assertThat(flipFlops(small, element)).isGreaterThanOrEqualTo(found.flipFlops());
    assertThat(accumulatorBlockRams(small)).isGreaterThanOrEqualTo(found.blockRams());
    assertThat(found.dsps()).isEqualTo(RECORDED_SIDE * RECORDED_SIDE * element.dsps());
  }

  private static double luts(Card card, MatrixUnitSpec unit, Area element) throws IOException {
    double elements = (double) unit.rows() * unit.columns();
    if (element.dsps() == 0) {
      return elements * element.luts() * REST_OF_THE_ARRAY;
    }
    Area array = recorded(card.family, weights(unit), arraySettings(unit));
    return elements * array.luts() / (RECORDED_SIDE * RECORDED_SIDE);
  }

  private static double flipFlops(MatrixUnitSpec unit, Area element) {
    double rows = unit.rows();
    double columns = unit.columns();
    int sumBits = WidthRule.signedBits(weights(unit), unit.rows());
    double skew = rows * (rows - 1) / 2 * Byte.SIZE + columns * (columns - 1) / 2 * sumBits;
    double accumulators = 2 * columns * unit.accumulatorWidth();
    return CONTROL_FLIP_FLOPS * (rows * columns * element.flipFlops() + skew + accumulators);
  }

  private static int accumulatorBlockRams(MatrixUnitSpec unit) {
    return Math.ceilDiv(unit.columns() * unit.accumulatorWidth(), BLOCK_RAM_ROW_BITS);
  }

  private static long memoryBytes(AcceleratorSpec accelerator) {
    BufferSpec buffers = accelerator.buffers();
    return buffers.weights().bytes()
        + buffers.activations().bytes()
        + buffers.results().bytes()
        + accumulatorBlockRams(accelerator.matrixUnit()) * BLOCK_RAM_BYTES / 2;
  }

  private static NumberFormat weights(MatrixUnitSpec unit) {
    return unit.operandPairs().getFirst().weights();
  }

  private static String arraySettings(MatrixUnitSpec unit) {
    return "rows=8 columns=8 accumulator-rows=%d longest-sum=%d"
        .formatted(unit.accumulatorRows(), unit.longestSum());
  }

  /** The recorded figures of a weight-stationary array or, of a column of one element, of it. */
  private static Area recorded(String family, NumberFormat weights, String size)
      throws IOException {
    String multiplier = weights == NumberFormat.INT8 ? " multiplier=dsp " : " ";
    String settings = "weights=" + weights + multiplier + size;
    List<Area> found =
        SynthesisRecord.parse("rtl/synthesis-results.csv", Files.readString(RECORD))
            .lines()
            .stream()
            .filter(line -> line.configuration().unit().equals("weight_stationary_array"))
            .filter(line -> line.configuration().target().label().startsWith(family))
            .filter(line -> line.configuration().settings().equals(settings))
            .map(Line::figures)
            .map(figures -> figures.orElseThrow().area())
            .toList();
    assertThat(found).as("%s on %s, recorded", settings, family).hasSize(1);
    return found.getFirst();
  }
}
