package io.bitwright.testbench.cosim;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.bitwright.codegen.model.StreamHarnessModel.Field;
import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.simulator.mapping.Pass;
import io.bitwright.simulator.mapping.WeightStationarySchedule;
import io.bitwright.testbench.verilator.BeatSource;
import io.bitwright.spec.format.NumberFormat;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The weight tiles of a product as beats, {@code rows} beats a pass, row 0 first.
 *
 * <p>Beyond the edges of K and N every weight is -1: the contract allows any, and -1 has all its
 * bits set in every format, so that a unit which lets padding through is found out.
 */
final class WeightBeats implements BeatSource {
  private static final int PADDING = -1;

  private final WeightStationarySchedule schedule;
  private final IntegerWeights weights;
  private final int weightBits;
  private final int dataOffset;
  private final byte[] packed;

  WeightBeats(WeightStationarySchedule schedule, IntegerWeights weights, Field data) {
    this.schedule = schedule;
    this.weights = weights;
    this.weightBits = weights.format().registerBits();
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
    long k = pass.kTile() * schedule.rows() + beat % schedule.rows();
    long firstOutput = pass.nTile() * schedule.columns();
    Arrays.fill(packed, (byte) 0);
    for (int column = 0; column < schedule.columns(); column++) {
      int bit = column * weightBits;
      packed[bit / Byte.SIZE] |= (byte) (bits(firstOutput + column, k) << bit % Byte.SIZE);
    }
    MemorySegment.copy(packed, 0, buffer, JAVA_BYTE, offset + dataOffset, packed.length);
  }

  private int bits(long output, long input) {
    boolean inside = output < weights.outputs() && input < weights.inputs();
    return inside ? bits(weights, (int) output, (int) input) : stored(weights.format(), PADDING);
  }

  /** A weight's stored bits; no format's weight crosses a byte. */
  static int bits(IntegerWeights weights, int output, int input) {
    return stored(weights.format(), weights.row(output)[input]);
  }

  private static int stored(NumberFormat format, int weight) {
    return switch (format) {
      case BINARY -> weight < 0 ? 1 : 0;
      case TERNARY -> weight & 0b11;
      default -> weight & 0xff;
    };
  }
}
