package io.bitwright.simulator.timing.chip;

import io.bitwright.simulator.mapping.MatmulTensors;
import io.bitwright.simulator.mapping.OperandPairChoice;
import io.bitwright.simulator.timing.chip.Chip.Cut;
import io.bitwright.simulator.timing.matrix.InputStationaryArray;
import io.bitwright.simulator.timing.matrix.MatrixUnit;
import io.bitwright.simulator.workload.ConvolutionOperator;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.ConvolutionShape;
import io.bitwright.spec.workload.MatmulShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Times a convolution on a chip, in one of two ways, a group at a time.
 *
 * <ul>
 *   <li><b>im2col</b> (Chellapilla, Puri, Simard 2006): the vector unit copies the window of each
 *       output pixel into a row, an element a lane and cycle, and the product M x K x N of {@link
 *       ConvolutionShape#product} follows. The rows are written to memory and read from there where
 *       they do not stay on the chip. Where a window is a pixel, nothing is copied.
 *   <li><b>direct</b>: the activation buffer is read by address, so that no row is ever made. K
 *       runs kernel position by kernel position; each is a product of K = channels of the group,
 *       whose last tile fills the rows of the array as badly as these channels do. From memory
 *       comes the input, and again what {@link HaloRows} says.
 * </ul>
 *
 * Tensors lie where {@link Chip#keeps} says so, as for products.
 */
public final class ConvolutionTiming {
  private final Chip chip;
  private final ConvolutionOperator operator;
  private final ConvolutionShape shape;
  private final MatmulShape product;
  private final boolean inputOnChip;
  private final boolean outputOnChip;

  private ConvolutionTiming(Chip chip, ConvolutionOperator operator, boolean alone) {
    this.chip = chip;
    this.operator = operator;
    this.shape = operator.shape();
    this.product = shape.product();
    this.inputOnChip = !alone && chip.keeps(operator.inputBytes());
    this.outputOnChip = !alone && chip.keeps(operator.outputBytes());
  }

  /**
   * Times a convolution.
   *
   * @param alone the input comes from memory and the output goes there
   * @throws io.bitwright.spec.SpecException if the buffers cannot hold a single pass
   */
  public static OperatorTiming of(Chip chip, ConvolutionOperator operator, boolean alone) {
    ConvolutionTiming timing = new ConvolutionTiming(chip, operator, alone);
    if (operator.shape().windowsArePixels()) {
      return timing.ofPixels();
    }
    return switch (operator.algorithm()) {
      case IM2COL -> timing.im2col();
      case DIRECT -> timing.direct();
      case BEST -> faster(timing.direct(), timing.im2col());
    };
  }

  /** The first of equals. */
  private static OperatorTiming faster(OperatorTiming one, OperatorTiming other) {
    return other.seconds() < one.seconds() ? other : one;
  }

  private OperatorTiming ofPixels() {
    OperatorTiming group = MatmulTiming.of(chip, operator.product(product), tensors(inputOnChip));
    return shape.groups() == 1 ? group : stream(group, group.traffic(), group.note());
  }

  /** The matrix of windows as it is read by the product. */
  private MatmulTensors tensors(boolean activationsOnChip) {
    return new MatmulTensors(
        product,
        bytes(operator.weights()),
        bytes(operator.activations()),
        bytes(operator.results()),
        activationsOnChip,
        outputOnChip);
  }

  private OperatorTiming im2col() {
    double windows = (double) product.m() * product.k() * bytes(operator.activations());
    boolean windowsOnChip = chip.keeps(windows);
    double needed = fetched(shape.rowsNeeded(), shape.columnsNeeded());
    double read = inputOnChip ? 0 : needed;
    double written = windowsOnChip ? 0 : windows;
    Traffic traffic = new Traffic(read, written, windows, windows + read);
    long cycles = chip.vectorCycles((double) product.m() * product.k());
    List<Cut> cuts = new ArrayList<>();
    for (long steps : VectorTiming.stepCounts(chip, read, written, cycles)) {
      cuts.add(new Cut(steps, 0, 0, cycles, traffic));
    }
    OperatorTiming copying = chip.fastest(cuts, "");
    OperatorTiming multiplying =
        MatmulTiming.of(chip, operator.product(product), tensors(windowsOnChip));
    return oneAfterTheOther(copying, multiplying);
  }

  /** Both, for each group anew. */
  private OperatorTiming oneAfterTheOther(OperatorTiming copying, OperatorTiming multiplying) {
    long matrixCycles = Math.multiplyExact(multiplying.matrixCycles(), shape.groups());
    long vectorCycles =
        Math.multiplyExact(copying.vectorCycles() + multiplying.vectorCycles(), shape.groups());
    double seconds = (copying.seconds() + multiplying.seconds()) * shape.groups();
    Traffic traffic = copying.traffic().plus(multiplying.traffic()).times(shape.groups());
    double hertz = chip.spec().clock().hertz();
    Bound bound =
        Bound.of(
            seconds,
            matrixCycles / hertz,
            chip.memory().transferSeconds(traffic.offChip()),
            vectorCycles / hertz);
    return new OperatorTiming(
        matrixCycles,
        vectorCycles,
        seconds,
        bound,
        traffic,
        multiplying.stream(),
        multiplying.mapping(),
        noted(multiplying.note(), "im2col"));
  }

  private OperatorTiming direct() {
    MatrixUnit unit = chip.matrixUnits().unit();
    long channels = shape.channelsPerGroup();
    boolean onMatrixUnit =
        OperandPairChoice.of(chip.spec().matrixUnit(), operator.weights(), operator.activations())
            .pair()
            .isPresent();
    long tiled = Math.ceilDiv(channels, unit.tileRows()) * unit.tileRows();
    long terms = onMatrixUnit ? Math.multiplyExact(shape.positions(), tiled) : product.k();
    MatmulShape padded = new MatmulShape(product.m(), terms, product.n());
    HaloRows rows = HaloRows.of(shape, chip.spec().buffers(), bytes(operator.activations()));
    double fetched = fetched(rows.rows(), rows.columns());
    MatmulTensors tensors =
        new MatmulTensors(
            padded,
            bytes(operator.weights()) * product.k() / terms,
            fetched / ((double) product.m() * terms),
            bytes(operator.results()),
            inputOnChip,
            outputOnChip);
    OperatorTiming group = MatmulTiming.of(chip, operator.product(padded), tensors);
    double windows = (double) product.m() * product.k() * bytes(operator.activations());
    Traffic read = new Traffic(0, 0, Math.max(0, windows - fetched) * tilesOfN(unit), 0);
    return stream(group, group.traffic().plus(read), noted(group.note(), "direct"));
  }

  /** Passes that each read the windows of all output pixels. */
  private long tilesOfN(MatrixUnit unit) {
    return unit instanceof InputStationaryArray array
        ? Math.ceilDiv(product.n(), array.exchanged().blockRows())
        : Math.ceilDiv(product.n(), unit.tileColumns());
  }

  /** All groups as one stream of steps: a group's first operands come during the one before. */
  private OperatorTiming stream(OperatorTiming group, Traffic traffic, String note) {
    long groups = shape.groups();
    Cut cut =
        new Cut(
            Math.multiplyExact(group.stream().steps(), groups),
            group.stream().prologueBytes(),
            Math.multiplyExact(group.matrixCycles(), groups),
            Math.multiplyExact(group.vectorCycles(), groups),
            traffic.times(groups),
            group.mapping());
    return chip.fastest(List.of(cut), note);
  }

  /** Bytes of one group's channels of so many rows and columns of all images. */
  private double fetched(long rows, long columns) {
    double pixels = (double) shape.batch() * rows * columns;
    return pixels * shape.channelsPerGroup() * bytes(operator.activations());
  }

  private static String noted(String note, String way) {
    String runs = "runs as " + way;
    return note.isEmpty() ? runs : note + "; " + runs;
  }

  private static double bytes(NumberFormat format) {
    return format.storageBits() / Byte.SIZE;
  }
}
