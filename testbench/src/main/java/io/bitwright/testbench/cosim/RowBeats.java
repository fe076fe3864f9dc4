package io.bitwright.testbench.cosim;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.bitwright.codegen.model.StreamHarnessModel.Stream;
import io.bitwright.simulator.mapping.Pass;
import io.bitwright.simulator.mapping.WeightStationarySchedule;
import io.bitwright.testbench.verilator.BeatSource;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** The streaming rows of a product as beats, pass by pass. */
final class RowBeats implements BeatSource {
  private final WeightStationarySchedule schedule;
  private final OperandRows operand;
  private final int dataOffset;
  private final int firstOffset;
  private final int lastOffset;
  private final int endOffset;
  private final long beats;
  private final byte[] packed;

  private LongConsumer whenMoved = _ -> {};
  private Pass pass;
  private long passIndex;
  private int rowOfPass;

  RowBeats(WeightStationarySchedule schedule, OperandRows operand, Stream stream) {
    this.schedule = schedule;
    this.operand = operand;
    this.dataOffset = stream.field(stream.name() + "_data_i").byteOffset();
    this.firstOffset = stream.field(stream.name() + "_first_i").byteOffset();
    this.lastOffset = stream.field(stream.name() + "_last_i").byteOffset();
    this.endOffset = stream.field(stream.name() + "_end_i").byteOffset();
    // Every row is used once for each tile of columns and of K.
    this.beats =
        Math.multiplyExact(
            schedule.shape().m(), Math.multiplyExact(schedule.nTiles(), schedule.kTiles()));
    this.packed = new byte[stream.field(stream.name() + "_data_i").bytes()];
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
    long row = pass.mStart() + rowOfPass;
    long firstTerm = pass.kTile() * schedule.rows();
    Arrays.fill(packed, (byte) 0);
    for (int lane = 0; lane < schedule.rows(); lane++) {
      operand.pack(packed, lane, row, firstTerm + lane);
    }
    MemorySegment.copy(packed, 0, buffer, JAVA_BYTE, offset + dataOffset, packed.length);
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
