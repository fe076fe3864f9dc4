package io.bitwright.testbench.vectors;

import io.bitwright.codegen.model.StreamHarnessModel;
import io.bitwright.codegen.model.StreamHarnessModel.Field;
import io.bitwright.codegen.unit.StreamPort;
import java.util.StringJoiner;

/**
 * A stream's beats as lines: each data signal in hexadecimal, the highest digit first.
 *
 * @param layout how a beat lies in memory
 */
record BeatText(StreamHarnessModel.Stream layout) {
  private static final int DIGIT_BITS = 4;
  private static final int DIGIT_MASK = 0xf;

  static BeatText of(StreamPort port) {
    return new BeatText(StreamHarnessModel.Stream.of(port));
  }

  /** Bytes of a beat in memory. */
  int bytes() {
    return layout.beatBytes();
  }

  /** The line of a beat. */
  String line(byte[] beat) {
    StringJoiner line = new StringJoiner(" ");
    for (Field field : layout.fields()) {
      StringBuilder digits = new StringBuilder();
      for (int digit = (field.widthBits() - 1) / DIGIT_BITS; digit >= 0; digit--) {
        int bits = beat[field.byteOffset() + digit / 2] >> (digit % 2 * DIGIT_BITS);
        digits.append(Character.forDigit(bits & DIGIT_MASK, DIGIT_MASK + 1));
      }
      line.add(digits);
    }
    return line.toString();
  }
}
