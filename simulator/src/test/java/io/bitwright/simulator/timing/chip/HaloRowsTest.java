package io.bitwright.simulator.timing.chip;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.accelerator.BufferSpec;
import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.workload.ConvolutionShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counted by hand: 32 rows of 32 pixels with 8 channels of one byte. */
class HaloRowsTest {

  @ParameterizedTest
  @CsvSource({
    // The whole image.
    "3x3, 1, 32, 32, 32",
    // 10 rows are 8 outputs: 4 blocks, 3 seams of 2 rows.
    "3x3, 1, 10, 38, 32",
    // 3 rows are 1 output: 32 blocks.
    "3x3, 1, 3, 94, 32",
    // Stride 2: 9 rows are 4 of 16 outputs; 4 blocks, 3 seams of 1 row.
    "3x3, 2, 9, 35, 32",
    // 1 pixel with stride 2 leaves every second row and column out.
    "1x1, 2, 1, 16, 16",
    // 2 rows hold no window: pieces of a row, 21 pixels of 3 rows are 19 outputs.
    "3x3, 1, 2, 94, 34"
  })
  void rowsBetweenBlocksAreReadTwice(
      String kernel, int stride, int rowsHeld, long rows, long columns) {
    ConvolutionShape shape = ConvolutionShape.parse("1x32x32x8,4x" + kernel + ",stride=" + stride);
    ByteSize any = new ByteSize(1 << 20);
    BufferSpec buffers = new BufferSpec(any, new ByteSize(2L * rowsHeld * 32 * 8), any);

    assertThat(HaloRows.of(shape, buffers, 1)).isEqualTo(new HaloRows(rows, columns));
  }
}
