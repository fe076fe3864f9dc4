package io.bitwright.simulator.timing.chip;

import io.bitwright.simulator.actions.BufferBytes;
import io.bitwright.simulator.mapping.MatmulTensors;
import io.bitwright.simulator.mapping.OperandPairChoice;
import io.bitwright.simulator.timing.chip.Chip.Cut;
import io.bitwright.simulator.timing.chip.MatmulTiming.Cuts;
import io.bitwright.simulator.timing.matrix.InputStationaryArray;
import io.bitwright.simulator.timing.matrix.MatrixUnit;
import io.bitwright.simulator.workload.ConvolutionOperator;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.ConvolutionShape;
import io.bitwright.spec.workload.MatmulShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Times a convolution on a chip in one of three ways, the first two a group at a time.
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
 *   <li><b>vector</b>: the matrix units rest and the vector unit does a multiply-accumulate a lane
 *       and cycle, on the same bytes as direct. It is tried for depth-wise convolutions, whose
 *       products have one column.
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
    return switch (operator.algorithm()) {
      case IM2COL -> timing.im2col();
      case DIRECT -> timing.direct();
      case VECTOR -> timing.vector();
      case BEST -> timing.best();
    };
  }

  private OperatorTiming best() {
    OperatorTiming product = faster(direct(), im2col());
    return shape.isDepthWise() ? faster(product, vector()) : product;
  }

  /** The first of equals. */
  private static OperatorTiming faster(OperatorTiming one, OperatorTiming other) {
    return other.seconds() < one.seconds() ? other : one;
  }

  private OperatorTiming im2col() {
    if (!shape.windowsArePixels()) {
      return oneAfterTheOther(copying(), multiplying());
    }
    Cuts cuts = MatmulTiming.cuts(chip, operator.product(product), tensors(inputOnChip));
    return stream(cuts, Traffic.NONE, cuts.note());
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

  private OperatorTiming multiplying() {
    MatmulTensors tensors = tensors(chip.keeps(windowBytes()));
    return MatmulTiming.of(chip, operator.product(product), tensors);
  }

  /** Bytes of the windows of all output pixels, of one group. */
  private double windowBytes() {
    return (double) product.m() * product.k() * bytes(operator.activations());
  }

  private OperatorTiming copying() {
    double windows = windowBytes();
    double needed = fetched(shape.rowsNeeded(), shape.columnsNeeded());
    double read = inputOnChip ? 0 : needed;
    double written = chip.keeps(windows) ? 0 : windows;
    Traffic traffic =
        new Traffic(
            read, written, new BufferBytes(0, windows, 0), new BufferBytes(0, windows + read, 0));
    long cycles = chip.vectorCycles((double) product.m() * product.k());
    List<Cut> cuts = new ArrayList<>();
    for (long steps : VectorTiming.stepCounts(chip, read, written, cycles)) {
      cuts.add(new Cut(steps, 0, 0, cycles, traffic));
    }
    return chip.fastest(cuts, "");
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
    if (shape.windowsArePixels()) {
      return im2col();
    }
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
    Cuts cuts = MatmulTiming.cuts(chip, operator.product(padded), tensors);
    double again = Math.max(0, windowBytes() - fetched) * tilesOfN(unit);
    Traffic read = new Traffic(0, 0, new BufferBytes(0, again, 0), BufferBytes.NONE);
    return stream(cuts, read, noted(cuts.note(), "direct"));
  }

  private OperatorTiming vector() {
    HaloRows rows = HaloRows.of(shape, chip.spec().buffers(), bytes(operator.activations()));
    double fetched = fetched(rows.rows(), rows.columns()) * shape.groups();
    double read = operator.weightBytes() + (inputOnChip ? 0 : fetched);
    double written = outputOnChip ? 0 : operator.outputBytes();
    double terms = shape.multiplyAccumulates();
    Traffic traffic =
        new Traffic(
            read,
            written,
            new BufferBytes(
                terms * bytes(operator.weights()),
                terms * bytes(operator.activations()),
                operator.outputBytes()),
            new BufferBytes(
                operator.weightBytes(), inputOnChip ? 0 : fetched, operator.outputBytes()));
    long cycles = chip.vectorCycles(terms);
    List<Cut> cuts = new ArrayList<>();
    for (long steps : VectorTiming.stepCounts(chip, read, written, cycles)) {
      cuts.add(new Cut(steps, 0, 0, cycles, traffic));
    }
    return chip.fastest(cuts, "runs on the vector unit");
  }

  /** Passes that each read the windows of all output pixels. */
  private long tilesOfN(MatrixUnit unit) {
    return unit instanceof InputStationaryArray array
        ? Math.ceilDiv(product.n(), array.exchanged().blockRows())
        : Math.ceilDiv(product.n(), unit.tileColumns());
  }

  /**
   * All groups as one stream of steps: a group's first operands come during the one before.
   *
   * @param more traffic of a group beside that of its cut
   */
  private OperatorTiming stream(Cuts ofGroup, Traffic more, String note) {
    long groups = shape.groups();
    List<Cut> cuts = new ArrayList<>();
    for (Cut cut : ofGroup.all()) {
      cuts.add(
          new Cut(
              Math.multiplyExact(cut.steps(), groups),
              cut.prologueBytes(),
              Math.multiplyExact(cut.matrixCycles(), groups),
              Math.multiplyExact(cut.vectorCycles(), groups),
              cut.traffic().plus(more).times((double) groups),
              cut.mapping()));
    }
    return chip.fastest(cuts, note);
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
