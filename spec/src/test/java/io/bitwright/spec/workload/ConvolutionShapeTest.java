package io.bitwright.spec.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionShapeTest {

  /** Sums of a convolution, one by one. */
  private static final class Loops {
    private final ConvolutionShape shape;
    private final boolean[] rows;
    private final boolean[] columns;
    private long multiplyAccumulates;
    private long outputs;

    Loops(ConvolutionShape shape) {
      this.shape = shape;
      this.rows = new boolean[shape.inputHeight()];
      this.columns = new boolean[shape.inputWidth()];
      for (int filter = 0; filter < shape.outputChannels(); filter++) {
        for (long y = 0; y < shape.outputHeight(); y++) {
          for (long x = 0; x < shape.outputWidth(); x++) {
            outputs += shape.batch();
            sum(y, x);
          }
        }
      }
    }

    private void sum(long y, long x) {
      ConvolutionPadding padding = shape.padding();
      long top = padding.before(shape.inputHeight(), shape.kernelHeight(), shape.stride());
      long left = padding.before(shape.inputWidth(), shape.kernelWidth(), shape.stride());
      for (int i = 0; i < shape.kernelHeight(); i++) {
        for (int j = 0; j < shape.kernelWidth(); j++) {
          multiplyAccumulates += (long) shape.batch() * shape.channelsPerGroup();
          touch(rows, y * shape.stride() + i - top);
          touch(columns, x * shape.stride() + j - left);
        }
      }
    }

    private static void touch(boolean[] pixels, long place) {
      if (place >= 0 && place < pixels.length) {
        pixels[(int) place] = true;
      }
    }

    private static long count(boolean[] pixels) {
      long count = 0;
      for (boolean pixel : pixels) {
        count += pixel ? 1 : 0;
      }
      return count;
    }
  }

  static ConvolutionShape random(Random random) {
    int groups = 1 + random.nextInt(3);
    int kernelHeight = 1 + random.nextInt(4);
    int kernelWidth = 1 + random.nextInt(4);
    return new ConvolutionShape(
        1 + random.nextInt(3),
        kernelHeight + random.nextInt(9),
        kernelWidth + random.nextInt(9),
        groups * (1 + random.nextInt(4)),
        groups * (1 + random.nextInt(4)),
        kernelHeight,
        kernelWidth,
        1 + random.nextInt(4),
        random.nextBoolean() ? ConvolutionPadding.SAME : ConvolutionPadding.of(random.nextInt(3)),
        groups);
  }

  @Test
  void countsAreThoseOfTheLoops() {
    Random random = new Random(1);
    for (int run = 0; run < 2000; run++) {
      ConvolutionShape shape = random(random);
      Loops loops = new Loops(shape);

      assertThat(shape.multiplyAccumulates())
          .as("%s", shape)
          .isEqualTo((double) loops.multiplyAccumulates);
      assertThat(shape.outputs()).isEqualTo((double) loops.outputs);
      long rows = Loops.count(loops.rows);
      long columns = Loops.count(loops.columns);
      if (shape.stride() < Math.min(shape.kernelHeight(), shape.kernelWidth())) {
        assertThat(shape.rowsNeeded()).as("%s", shape).isEqualTo(rows);
        assertThat(shape.columnsNeeded()).as("%s", shape).isEqualTo(columns);
      }
      assertThat(shape.rowsNeeded()).isBetween(rows, (long) shape.inputHeight());
      assertThat(shape.columnsNeeded()).isBetween(columns, (long) shape.inputWidth());
    }
  }

  /** Sizes as TensorFlow and PyTorch give them. */
  @ParameterizedTest
  @CsvSource({
    "'1x224x224x3,64x7x7,stride=2', 112",
    "'1x224x224x3,64x7x7,stride=2,padding=3', 112",
    "'1x224x224x3 64x7x7 stride=2 padding=valid', 109",
    "'1x227x227x3,96x11x11,stride=4,padding=0', 55",
    "'1x56x56x64,64X3X3', 56",
    "'1x7x7x64,64x1x1,stride=2', 4"
  })
  void outputsHaveTheSizeThatFrameworksGive(String text, long size) {
    ConvolutionShape shape = ConvolutionShape.parse(text);

    assertThat(shape.outputHeight()).isEqualTo(size);
    assertThat(shape.outputWidth()).isEqualTo(size);
  }

  @Test
  void im2colMakesAProductOfEachGroup() {
    ConvolutionShape shape = ConvolutionShape.parse("2x28x28x96,192x3x3,stride=2,groups=4");

    assertThat(shape.product()).isEqualTo(new MatmulShape(2 * 14 * 14, 9 * 24, 48));
    assertThat(shape.weights()).isEqualTo(9.0 * 24 * 192);
    assertThat(shape.inputs()).isEqualTo(2.0 * 28 * 28 * 96);
    assertThat(shape.windowsArePixels()).isFalse();
    assertThat(ConvolutionShape.parse("2x28x28x96,192x1x1").windowsArePixels()).isTrue();
    assertThat(ConvolutionShape.parse("2x28x28x96,192x1x1,padding=1").windowsArePixels()).isFalse();
    assertThat(ConvolutionShape.parse("2x28x28x96,192x1x1,stride=2").windowsArePixels()).isFalse();
  }

  @Test
  void whatIsWrittenIsRead() {
    Random random = new Random(2);
    for (int run = 0; run < 200; run++) {
      ConvolutionShape shape = random(random);

      assertThat(ConvolutionShape.parse(shape.toString())).isEqualTo(shape);
    }
    assertThat(ConvolutionShape.parse("1x8x8x4,8x3x3,padding=same,groups=2"))
        .hasToString("1x8x8x4,8x3x3,groups=2");
    assertThat(ConvolutionShape.parse("1x8x8x4,8x3x3").withBatch(5)).hasToString("5x8x8x4,8x3x3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1x8x8x4", "8x8x4,8x3x3", "1x8x8x4,8x3", "1x8x8x4,8x3x3x3", "a,b"})
  void otherTextIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> ConvolutionShape.parse(text))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "convolution: '"
                + text
                + "' is not NxHxWxC,FxRxS such as 1x56x56x64,128x3x3,stride=2 (N images of H x W x"
                + " C, F filters of R x S)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0x8x8x4,8x3x3 | images: \"0\" is out of range; write a whole number from 1 to 1048576",
        "1x8x8x4,8x9999x3 | kernel height: \"9999\" is out of range; write a whole number from 1 to"
            + " 4096",
        "1x8x8x4,8x3x3,strid=2 | unknown key of a convolution \"strid\"; allowed: stride, padding,"
            + " groups; did you mean \"stride\"?",
        "1x8x8x4,8x3x3,stride=x | stride: \"x\" is not a whole number; write a whole number from 1 to"
            + " 1048576",
        "1x8x8x4,8x3x3,stride | stride has no value; write stride=...",
        "1x8x8x4,8x3x3,groups=2,groups=2 | groups stands twice",
        "1x8x8x4,8x3x3,padding=-1 | padding: \"-1\" is out of range; write a whole number from 0 to"
            + " 65536, same or valid",
        "1x8x8x4,8x3x3,groups=3 | 3 groups do not divide 4 channels and 8 filters; allowed: divisors"
            + " of both",
        "1x2x2x4,8x3x3,padding=0 | a kernel of 3x3 is larger than the input of 2x2 with padding 0"
      })
  void impossibleConvolutionsAreRefused(String text, String message) {
    assertThatThrownBy(() -> ConvolutionShape.parse(text))
        .isInstanceOf(SpecException.class)
        .hasMessage("convolution: " + message);
  }

  @Test
  void sizesAreAtLeastOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConvolutionShape.same(1, 8, 4, 8, 3, 0, 1))
        .withMessage("all sizes, stride and groups must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConvolutionShape.same(1 << 30, 1 << 30, 4, 8, 3, 1, 1))
        .withMessage("too large to be counted");
  }
}
