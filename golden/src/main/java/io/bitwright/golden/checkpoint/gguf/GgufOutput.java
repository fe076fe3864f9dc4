package io.bitwright.golden.checkpoint.gguf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    write(buffer().putInt(value));
  }

  void writeLong(long value) throws IOException {
    write(buffer().putLong(value));
  }

  void writeText(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writeLong(bytes.length);
    write(bytes, bytes.length);
  }

  void writeValue(GgufValue value) throws IOException {
    switch (value) {
      case GgufValue.Whole whole -> writeWhole(whole);
      case GgufValue.Real real ->
          write(
              real.type() == GgufType.FLOAT32
                  ? buffer().putFloat((float) real.value())
                  : buffer().putDouble(real.value()));
      case GgufValue.Flag flag -> write(buffer().put((byte) (flag.value() ? 1 : 0)));
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

  private void writeWhole(GgufValue.Whole whole) throws IOException {
    ByteBuffer buffer = buffer().putLong(whole.value());
    write(buffer.array(), whole.type().leastBytes());
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(ByteBuffer buffer) throws IOException {
    write(buffer.array(), buffer.position());
  }
}
