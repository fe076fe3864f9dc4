package io.bitwright.simulator.area;

import io.bitwright.spec.accelerator.BufferSpec;
import io.bitwright.spec.part.FpgaFamily;
import io.bitwright.spec.part.FpgaPart;

/**
 * The memory blocks of an accelerator: its buffers by their bytes, parity left out, beside the
 * block RAMs that its arrays take. The buffers are dealt out to block RAMs and UltraRAMs so that
 * the same share of either is taken, as far as the arrays leave it.
 *
 * @param blockRams all of them, those of the arrays included
 * @param ultraRams all of them
 */
record BufferMemory(long blockRams, long ultraRams) {
  /** The blocks on a part. */
  static BufferMemory of(BufferSpec buffers, long blockRamsOfArrays, FpgaPart part) {
    long blockBytes = part.family().blockRamBytes();
    long bytes =
        buffers.weights().bytes() + buffers.activations().bytes() + buffers.results().bytes();
    double allBytes = (double) bytes + blockRamsOfArrays * blockBytes;
    double ultraBytes = (double) part.ultraRams() * FpgaFamily.ULTRA_RAM_BYTES;
    double partBytes = (double) part.blockRams() * blockBytes + ultraBytes;
    long proportional = partBytes == 0 ? 0 : Math.round(allBytes / partBytes * part.ultraRams());
    long ultraRams = Math.min(proportional, Math.ceilDiv(bytes, (long) FpgaFamily.ULTRA_RAM_BYTES));
    long rest = Math.max(0, bytes - ultraRams * FpgaFamily.ULTRA_RAM_BYTES);
    return new BufferMemory(blockRamsOfArrays + Math.ceilDiv(rest, blockBytes), ultraRams);
  }
}
