package io.bitwright.spec.accelerator;

import static io.bitwright.spec.accelerator.AcceleratorText.RIGHT;
import static io.bitwright.spec.accelerator.AcceleratorText.read;
import static io.bitwright.spec.accelerator.AcceleratorText.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.quantity.Frequency;
import io.bitwright.spec.quantity.Power;
import io.bitwright.spec.quantity.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceleratorReaderTest {

  @Test
  void everyKeyArrivesInItsField() {
    AcceleratorSpec expected =
        new AcceleratorSpec(
            "mine",
            "one line",
            "designed here",
            7,
            new Frequency(200e6),
            new MatrixUnitSpec(
                MatrixUnitKind.WEIGHT_STATIONARY_ARRAY,
                1,
                16,
                8,
                List.of(new OperandPair(NumberFormat.TERNARY, NumberFormat.INT8, 1)),
                64,
                4096,
                21),
            new VectorUnitSpec(16),
            new BufferSpec(new ByteSize(64), new ByteSize(2048), new ByteSize(4096)),
            new MemorySpec(
                "LPDDR4", new ByteSize(2L << 30), new Bandwidth(6.4e9), new TimeSpan(1e-7)),
            Optional.of(new Power(0.25)),
            true,
            Optional.empty());

    assertThat(read(RIGHT)).isEqualTo(expected);
  }

  @Test
  void aFileIsReadAsItsBytesAre(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), RIGHT);

    assertThat(AcceleratorReader.read(file)).isEqualTo(read(RIGHT));
  }

  @Test
  void optionalKeysMayBeLeftOut() {
    String text =
        RIGHT
            .replace("power:\n  idle: 250 mW\n", "")
            .replace("generable: true\n", "")
            .replace(", rate: 1", "");

    AcceleratorSpec spec = read(text);

    assertThat(spec.idlePower()).isEmpty();
    assertThat(spec.generable()).isFalse();
    assertThat(spec.matrixUnit()).isEqualTo(read(RIGHT).matrixUnit());
  }

  @Test
  void aStatedAccumulatorWidthOfAtLeastTheRuleIsTaken() {
    String exact = with("longest-sum: 4096", "longest-sum: 4096\n  accumulator-width: 21");
    String wider = with("longest-sum: 4096", "longest-sum: 4096\n  accumulator-width: 32");

    assertThat(read(exact).matrixUnit().accumulatorWidth()).isEqualTo(21);
    assertThat(
            read(wider.replace("results: 4 KiB", "results: 5 KiB")).matrixUnit().accumulatorWidth())
        .isEqualTo(32);
  }

  @Test
  void theDefaultAccumulatorWidthServesEveryPair() {
    String pairs =
        with("generable: true", "generable: false")
            .replace("results: 4 KiB", "results: 8 KiB")
            .replace("weights: 64 B", "weights: 1 KiB")
            .replace("activations: 2 KiB", "activations: 4 KiB")
            .replace(
                "{weights: ternary, activations: int8, rate: 1}",
                "{weights: ternary, activations: int8}\n    - {weights: bf16, activations: bf16}");

    assertThat(read(pairs).matrixUnit().accumulatorWidth()).isEqualTo(32);
    assertThat(read(pairs.replace("bf16", "int8")).matrixUnit().accumulatorWidth()).isEqualTo(28);
  }

  @Test
  void buffersOfExactlyTwoTilesAreEnough() {
    // Results: 2 x 64 x 8 x 21 bits.
    assertThat(read(with("results: 4 KiB", "results: 2688 B")).buffers().results())
        .isEqualTo(new ByteSize(2688));
  }

  @Test
  void theLimitsOfAGenerableArrayAreReached() {
    String largest =
        with("rows: 16\n  columns: 8", "rows: 128\n  columns: 128")
            .replace("accumulator-rows: 64", "accumulator-rows: 4096")
            .replace("longest-sum: 4096", "longest-sum: 1048576")
            .replace("weights: 64 B", "weights: 8 KiB")
            .replace("activations: 2 KiB", "activations: 1 MiB")
            .replace("results: 4 KiB", "results: 4 MiB");

    assertThat(read(largest).matrixUnit().accumulatorWidth()).isEqualTo(29);
    assertThat(read(largest).generable()).isTrue();
  }
}
