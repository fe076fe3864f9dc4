package io.bitwright.golden.checkpoint.gguf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The values of a GGUF file as bytes, little endian. */
final class GgufOutput {
  private final OutputStream out;
  private long written;

  GgufOutput(OutputStream out) {
    this.out = out;
  }

  /** Bytes so far. */
  long written() {
    return written;
  }

  void write(byte[] bytes, int count) throws IOException {
    out.write(bytes, 0, count);
    written += count;
  }

  void writeZeros(int count) throws IOException {
    write(new byte[count], count);
  }

  void writeInt(int value) throws IOException {
    writeNumber(value, Integer.BYTES);
  }

  void writeLong(long value) throws IOException {
    writeNumber(value, Long.BYTES);
  }

  void writeText(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writeLong(bytes.length);
    write(bytes, bytes.length);
  }

  void writeValue(GgufValue value) throws IOException {
    switch (value) {
      case GgufValue.Whole whole -> writeNumber(whole.value(), whole.type().leastBytes());
      case GgufValue.Real real -> {
        boolean isSingle = real.type() == GgufType.FLOAT32;
        writeNumber(
            isSingle
                ? Float.floatToRawIntBits((float) real.value())
                : Double.doubleToRawLongBits(real.value()),
            real.type().leastBytes());
      }
      case GgufValue.Flag flag -> writeNumber(flag.value() ? 1 : 0, Byte.BYTES);
      case GgufValue.Text text -> writeText(text.value());
      case GgufValue.Sequence sequence -> {
        writeInt(sequence.elementType().code());
        writeLong(sequence.values().size());
        for (GgufValue element : sequence.values()) {
          writeValue(element);
        }
      }
    }
  }

  /** The lowest bytes of a number. */
  private void writeNumber(long bits, int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (bits >>> (Byte.SIZE * i));
    }
    write(bytes, count);
  }
}
