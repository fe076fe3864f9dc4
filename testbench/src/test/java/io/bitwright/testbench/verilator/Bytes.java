package io.bitwright.testbench.verilator;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.List;

/** Beats of one byte. */
record Bytes(List<Byte> values) implements BeatSource {
  @Override
  public long beats() {
    return values.size();
  }

  @Override
  public void write(long beat, MemorySegment buffer, long offset) {
    buffer.set(JAVA_BYTE, offset, values.get((int) beat));
  }
}
