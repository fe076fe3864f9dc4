package io.bitwright.testbench.cosim;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.bitwright.codegen.model.StreamHarnessModel;
import io.bitwright.codegen.unit.StreamField;
import io.bitwright.codegen.unit.StreamPort;
import io.bitwright.testbench.verilator.BeatSource;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** All beats of a stream, in memory: every element of every field can be set and read. */
public final class Beats implements BeatSource {
  private final StreamPort port;
  private final StreamHarnessModel.Stream layout;
  private final byte[][] bytes;

  /**
   * Beats whose bits are all 0.
   *
   * @param port the stream
   * @param beats how many, at least 0
   */
  public Beats(StreamPort port, int beats) {
    this.port = port;
    this.layout = StreamHarnessModel.Stream.of(port);
    this.bytes = new byte[beats][layout.beatBytes()];
  }

  /** The stream. */
  public StreamPort port() {
    return port;
  }

  @Override
  public long beats() {
    return bytes.length;
  }

  /**
   * Sets one element of a field.
   *
   * @param beat number of the beat
   * @param signal the field's port
   * @param element number of the element, 0 in the low bits
   * @param value its low bits are taken, as many as the element has
   * @throws IllegalArgumentException if the element cannot hold the value, signed or unsigned
   */
  public void set(int beat, String signal, int element, long value) {
    StreamField field = port.field(signal);
    int width = field.elementBits();
    if (width < Long.SIZE && value >> width != 0 && value >> (width - 1) != -1) {
      throw new IllegalArgumentException(
          "%d does not fit the %d bits of an element of %s".formatted(value, width, signal));
    }
    int first = layout.field(signal).byteOffset() * Byte.SIZE + element * width;
    for (int bit = 0; bit < width; bit++) {
      int place = first + bit;
      int mask = 1 << place % Byte.SIZE;
      if ((value >>> bit & 1) == 1) {
        bytes[beat][place / Byte.SIZE] |= (byte) mask;
      } else {
        bytes[beat][place / Byte.SIZE] &= (byte) ~mask;
      }
    }
  }

  /** Sets a field of one element. */
  public void set(int beat, String signal, long value) {
    set(beat, signal, 0, value);
  }

  /** One element of a field, sign extended; an element of one bit is 0 or 1. */
  public long get(int beat, String signal, int element) {
    int width = port.field(signal).elementBits();
    int first = layout.field(signal).byteOffset() * Byte.SIZE + element * width;
    long value = 0;
    for (int bit = 0; bit < width; bit++) {
      int place = first + bit;
      value |= (long) (bytes[beat][place / Byte.SIZE] >> place % Byte.SIZE & 1) << bit;
    }
    int unused = width == 1 ? 0 : Long.SIZE - width;
    return value << unused >> unused;
  }

  /** The bytes of a beat as the harness lays them out; not to be written to. */
  byte[] bytes(int beat) {
    return bytes[beat];
  }

  /** Whether a beat of the harness is the same as one of these. */
  boolean equalsBeat(int beat, MemorySegment buffer, long offset) {
    return buffer.asSlice(offset, layout.beatBytes()).mismatch(MemorySegment.ofArray(bytes[beat]))
        == -1;
  }

  /** Takes over a beat of the harness. */
  void copyFrom(int beat, MemorySegment buffer, long offset) {
    MemorySegment.copy(buffer, JAVA_BYTE, offset, bytes[beat], 0, layout.beatBytes());
  }

  @Override
  public void write(long beat, MemorySegment buffer, long offset) {
    MemorySegment.copy(bytes[(int) beat], 0, buffer, JAVA_BYTE, offset, layout.beatBytes());
  }

  @Override
  public String toString() {
    return port.name() + " " + Arrays.deepToString(bytes);
  }
}
