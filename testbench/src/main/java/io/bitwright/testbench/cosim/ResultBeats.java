package io.bitwright.testbench.cosim;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.bitwright.codegen.model.StreamHarnessModel.Field;
import io.bitwright.simulator.mapping.WeightStationarySchedule;
import io.bitwright.testbench.verilator.BeatSink;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Takes the result beats of a product apart: one beat a row of M, block of M by block, tile of N by
 * tile.
 */
final class ResultBeats implements BeatSink {
  private final WeightStationarySchedule schedule;
  private final int accumulatorBits;
  private final Field data;
  private final ByteBuffer beatBytes;
  private final long[][] sums;
  private final long[][] cycles;

  ResultBeats(WeightStationarySchedule schedule, int accumulatorBits, Field data) {
    this.schedule = schedule;
    this.accumulatorBits = accumulatorBits;
    this.data = data;
    // Padded: the last sum is read as 9 bytes too.
    this.beatBytes =
        ByteBuffer.allocate(data.bytes() + Long.BYTES + 1).order(ByteOrder.LITTLE_ENDIAN);
    this.sums = new long[(int) schedule.shape().m()][(int) schedule.shape().n()];
    this.cycles = new long[sums.length][(int) schedule.nTiles()];
  }

  /** Beats to come: a row of M for each tile of N. */
  long beats() {
    return schedule.shape().m() * schedule.nTiles();
  }

  @Override
  public void accept(long beat, long cycle, MemorySegment buffer, long offset) {
    // Before the block of M that the beat belongs to, every block is full.
    long beatsPerBlock = schedule.accumulatorRows() * schedule.nTiles();
    long blockStart = beat / beatsPerBlock * schedule.accumulatorRows();
    long rowsOfBlock = Math.min(schedule.accumulatorRows(), schedule.shape().m() - blockStart);
    long inBlock = beat % beatsPerBlock;
    int row = (int) (blockStart + inBlock % rowsOfBlock);
    int tile = (int) (inBlock / rowsOfBlock);
    cycles[row][tile] = cycle;
    MemorySegment.copy(
        buffer, JAVA_BYTE, offset + data.byteOffset(), beatBytes.array(), 0, data.bytes());
    int firstColumn = tile * schedule.columns();
    int columns = Math.min(schedule.columns(), sums[row].length - firstColumn);
    for (int column = 0; column < columns; column++) {
      sums[row][firstColumn + column] = sum(column);
    }
  }

  /** A sum, sign extended: up to 64 bits, which may begin anywhere in a byte. */
  private long sum(int column) {
    int bit = column * accumulatorBits;
    int start = bit / Byte.SIZE;
    int shift = bit % Byte.SIZE;
    long bits = beatBytes.getLong(start) >>> shift;
    if (shift > 0) {
      bits |= (long) beatBytes.get(start + Long.BYTES) << (Long.SIZE - shift);
    }
    int unused = Long.SIZE - accumulatorBits;
    return bits << unused >> unused;
  }

  /** M rows of N sums. */
  long[][] sums() {
    return sums;
  }

  /** The cycle in which a sum's beat moved. */
  long cycle(int row, int column) {
    return cycles[row][column / schedule.columns()];
  }
}
