package io.bitwright.simulator.timing.chip;

import io.bitwright.spec.accelerator.BufferSpec;
import io.bitwright.spec.workload.ConvolutionShape;

/**
 * The rows and columns of an image that a direct convolution reads from memory.
 *
 * <p>Half of the activation buffer holds a block of whole rows of one group's channels.
 * Neighbouring blocks share kernel height - stride rows, the halo, which is read with both; inside
 * of a block everything is read once. Where not even one window's rows fit, a block is a piece of
 * one row of outputs, and pieces share columns in the same way.
 *
 * @param rows of an image, those read twice counted twice
 * @param columns of a row, those read twice counted twice
 */
record HaloRows(long rows, long columns) {

  static HaloRows of(ConvolutionShape shape, BufferSpec buffers, double activationBytes) {
    double pixel = shape.channelsPerGroup() * activationBytes;
    double pixels = Math.floor(buffers.activations().bytes() / 2.0 / pixel);
    long needed = shape.columnsNeeded();
    double rowsHeld = Math.floor(pixels / needed);
    if (rowsHeld >= Math.min(shape.kernelHeight(), shape.rowsNeeded())) {
      long blocks =
          rowsHeld >= shape.rowsNeeded()
              ? 1
              : blocks(shape, shape.outputHeight(), shape.kernelHeight(), rowsHeld);
      return new HaloRows(rows(shape, blocks), needed);
    }
    double columnsHeld = Math.floor(pixels / shape.kernelHeight());
    long pieces = blocks(shape, shape.outputWidth(), shape.kernelWidth(), columnsHeld);
    return new HaloRows(
        rows(shape, shape.outputHeight()),
        needed + (pieces - 1) * halo(shape.kernelWidth(), shape.stride()));
  }

  private static long rows(ConvolutionShape shape, long blocks) {
    return shape.rowsNeeded() + (blocks - 1) * halo(shape.kernelHeight(), shape.stride());
  }

  private static long halo(int kernel, int stride) {
    return Math.max(0, kernel - stride);
  }

  /** Blocks of one direction's outputs where so many inputs fit. */
  private static long blocks(ConvolutionShape shape, long outputs, int kernel, double held) {
    double outputsHeld = Math.floor((held - kernel) / shape.stride()) + 1;
    return (long) Math.ceil(outputs / Math.clamp(outputsHeld, 1.0, (double) outputs));
  }
}
