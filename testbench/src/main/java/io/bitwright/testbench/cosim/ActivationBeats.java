package io.bitwright.testbench.cosim;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.bitwright.codegen.model.StreamHarnessModel.Stream;
import io.bitwright.simulator.mapping.Pass;
import io.bitwright.simulator.mapping.WeightStationarySchedule;
import io.bitwright.testbench.verilator.BeatSource;
import java.lang.foreign.MemorySegment;
import java.util.function.LongConsumer;

/** The activation rows of a product as beats, pass by pass; beyond the edge of K they are 0. */
final class ActivationBeats implements BeatSource {
  private final WeightStationarySchedule schedule;
  private final byte[][] activations;
  private final int dataOffset;
  private final int firstOffset;
  private final int lastOffset;
  private final int endOffset;
  private final long beats;
  private final byte[] row;

  private LongConsumer whenMoved = _ -> {};
  private Pass pass;
  private long passIndex;
  private int rowOfPass;

  ActivationBeats(WeightStationarySchedule schedule, byte[][] activations, Stream stream) {
    this.schedule = schedule;
    this.activations = activations;
    this.dataOffset = stream.field("activation_data_i").byteOffset();
    this.firstOffset = stream.field("activation_first_i").byteOffset();
    this.lastOffset = stream.field("activation_last_i").byteOffset();
    this.endOffset = stream.field("activation_end_i").byteOffset();
    // Every row of M is used once for each tile of N and of K.
    this.beats =
        Math.multiplyExact(
            schedule.shape().m(), Math.multiplyExact(schedule.nTiles(), schedule.kTiles()));
    this.row = new byte[schedule.rows()];
    this.pass = schedule.pass(0);
  }

  @Override
  public long beats() {
    return beats;
  }

  @Override
  public void write(long beat, MemorySegment buffer, long offset) {
    if (rowOfPass == pass.mRows()) {
      passIndex++;
      pass = schedule.pass(passIndex);
      rowOfPass = 0;
    }
    byte[] source = activations[(int) pass.mStart() + rowOfPass];
    int start = (int) (pass.kTile() * row.length);
    int inside = Math.min(row.length, source.length - start);
    System.arraycopy(source, start, row, 0, inside);
    for (int padded = inside; padded < row.length; padded++) {
      row[padded] = 0;
    }
    MemorySegment.copy(row, 0, buffer, JAVA_BYTE, offset + dataOffset, row.length);
    rowOfPass++;
    flag(buffer, offset + firstOffset, pass.first());
    flag(buffer, offset + lastOffset, pass.last());
    flag(buffer, offset + endOffset, rowOfPass == pass.mRows());
  }

  /** Asks to be told the cycle in which each beat moves. */
  void whenMoved(LongConsumer cycle) {
    whenMoved = cycle;
  }

  @Override
  public void moved(long beat, long cycle) {
    whenMoved.accept(cycle);
  }

  private static void flag(MemorySegment buffer, long offset, boolean value) {
    buffer.set(JAVA_BYTE, offset, (byte) (value ? 1 : 0));
  }
}
