package io.bitwright.testbench.cosim;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.bitwright.codegen.model.StreamHarnessModel.Field;
import io.bitwright.simulator.mapping.Pass;
import io.bitwright.simulator.mapping.WeightStationarySchedule;
import io.bitwright.testbench.verilator.BeatSource;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The stationary tiles of a product as beats, {@code rows} beats a pass, term 0 first. */
final class StationaryBeats implements BeatSource {
  private final WeightStationarySchedule schedule;
  private final OperandRows operand;
  private final int dataOffset;
  private final byte[] packed;

  StationaryBeats(WeightStationarySchedule schedule, OperandRows operand, Field data) {
    this.schedule = schedule;
    this.operand = operand;
    this.dataOffset = data.byteOffset();
    this.packed = new byte[data.bytes()];
  }

  @Override
  public long beats() {
    return Math.multiplyExact(schedule.passes(), schedule.rows());
  }

  @Override
  public void write(long beat, MemorySegment buffer, long offset) {
    Pass pass = schedule.pass(beat / schedule.rows());
    long term = pass.kTile() * schedule.rows() + beat % schedule.rows();
    long first = pass.nTile() * schedule.columns();
    Arrays.fill(packed, (byte) 0);
    for (int column = 0; column < schedule.columns(); column++) {
      operand.pack(packed, column, first + column, term);
    }
    MemorySegment.copy(packed, 0, buffer, JAVA_BYTE, offset + dataOffset, packed.length);
  }
}
