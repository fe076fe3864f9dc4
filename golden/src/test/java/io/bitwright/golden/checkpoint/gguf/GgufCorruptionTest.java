package io.bitwright.golden.checkpoint.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bitwright.golden.checkpoint.Mutations;
import io.bitwright.golden.checkpoint.tensor.NewTensor;
import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GgufCorruptionTest {

  /** A file put together by hand, all after the version. */
  private static byte[] file(Consumer<ByteBuffer> rest) {
    ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("GGUF".getBytes(StandardCharsets.US_ASCII)).putInt(3);
    rest.accept(bytes);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static ByteBuffer text(ByteBuffer bytes, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.UTF_8);
    return bytes.putLong(ascii.length).put(ascii);
  }

  /** One key "k" of the type. */
  private static ByteBuffer key(ByteBuffer bytes, int type) {
    return text(bytes.putLong(0).putLong(1), "k").putInt(type);
  }

  /** One tensor "x" of a vector. */
  private static byte[] tensor(long size, int type, long offset, int dataBytes) {
    return file(bytes -> {
      text(bytes.putLong(1).putLong(0), "x").putInt(1).putLong(size).putInt(type).putLong(offset);
      bytes.position((bytes.position() + 31) / 32 * 32 + dataBytes);
    });
  }

  static Stream<Arguments> corruptions() {
    return Stream.of(headers(), metadata(), tensors(), places()).flatMap(stream -> stream);
  }

  private static Stream<Arguments> headers() {
    byte[] bigEndian = file(bytes -> bytes.putInt(4, 0x03000000).putLong(0).putLong(0));
    byte[] second = file(bytes -> bytes.putInt(4, 2).putLong(0).putLong(0));
    return Stream.of(
        arguments(new byte[0], "does not begin with 'GGUF': not a GGUF file"),
        arguments(new byte[20], "does not begin with 'GGUF': not a GGUF file"),
        arguments(bigEndian, "is big endian; little endian is read"),
        arguments(second, "is of GGUF version 2; version 3 is read"),
        arguments(
            file(bytes -> bytes.putLong(1L << 60).putLong(0)),
            "at byte 16: the number of tensors is 1152921504606846976, but only 8 bytes follow"),
        arguments(
            file(bytes -> bytes.putLong(0).putLong(-1)),
            "at byte 24: the number of metadata keys is 18446744073709551615,"
                + " but only 0 bytes follow"));
  }

  private static Stream<Arguments> metadata() {
    return Stream.of(
        arguments(
            file(bytes -> key(bytes, 13).putLong(0)),
            "at byte 37: metadata 'k' is of the unknown type 13; allowed are 0 to 12"),
        arguments(
            file(bytes -> key(bytes, 10).putInt(0)),
            "at byte 37: metadata 'k' takes 8 bytes, but only 4 follow: truncated?"),
        arguments(
            file(bytes -> key(bytes, 7).put((byte) 2)),
            "at byte 38: metadata 'k' is 2, which is neither false (0) nor true (1)"),
        arguments(
            file(bytes -> key(bytes, 9).putInt(8).putLong(1L << 40)),
            "at byte 49: the number of elements of metadata 'k' is 1099511627776,"
                + " but only 0 bytes follow"),
        arguments(
            file(bytes -> key(bytes, 8).putLong(2).put((byte) 0xC3).put((byte) 0x28)),
            "metadata 'k' before byte 47 is not UTF-8"),
        arguments(
            file(bytes -> {
              key(bytes, 0).put((byte) 1);
              bytes.putLong(16, 2);
              text(bytes, "k").putInt(0).put((byte) 1);
            }),
            "metadata 'k' is there twice"),
        arguments(
            file(bytes ->
                text(bytes.putLong(0).putLong(1), "general.alignment").putInt(4).putInt(12)),
            "metadata 'general.alignment' is no multiple of 8 from 8 to 2^30"),
        arguments(
            file(bytes -> {
              key(bytes, 9);
              for (int depth = 0; depth < 9; depth++) {
                bytes.putInt(9).putLong(1);
              }
              bytes.putInt(0).putLong(0);
            }),
            "at byte 145: metadata 'k' has arrays nested deeper than 8 levels"));
  }

  private static Stream<Arguments> tensors() {
    return Stream.of(
        arguments(
            tensor(4, 36, 0, 16),
            "tensor 'x' is of I2_S (36), whose order depends on the machine that made the file and"
                + " is not told in it; convert it to TQ1_0 or TQ2_0"),
        arguments(
            tensor(256, 12, 0, 144),
            "tensor 'x' is of the ggml type 12, which is not read; read are F32 (0), F16 (1), "),
        arguments(
            tensor(33, 2, 0, 36),
            "tensor 'x' has rows of 33, which are no whole blocks of 32 of Q4_0"));
  }

  private static Stream<Arguments> places() {
    return Stream.of(
        arguments(
            tensor(4, 0, 0, 15),
            "tensor 'x' takes 16 bytes from byte 0 of the data, but the file has only 15 of them:"),
        arguments(
            tensor(4, 0, 32, 16),
            "tensor 'x' takes 16 bytes from byte 32 of the data, but the file has only 16 of them"),
        arguments(
            tensor(4, 0, 8, 32),
            "tensor 'x' begins at byte 8 of the data, which is no multiple of 32"),
        arguments(
            tensor(4, 0, -32, 32),
            "tensor 'x' begins at byte 18446744073709551584 of the data, which is no multiple"),
        arguments(tensor(-4, 0, 0, 16), "tensor 'x' has a dimension of 18446744073709551612"),
        arguments(
            tensor(1L << 62, 0, 0, 16),
            "tensor 'x' of F32 [4611686018427387904] takes more than 2^63 bytes"),
        arguments(
            file(bytes -> {
              text(bytes.putLong(1).putLong(0), "x").putInt(5).putLong(1).putLong(1).putLong(1);
            }),
            "tensor 'x' has 5 dimensions; allowed are 4"),
        arguments(
            file(bytes -> {
              bytes.putLong(2).putLong(0);
              text(bytes, "x").putInt(1).putLong(9).putInt(0).putLong(0);
              text(bytes, "y").putInt(1).putLong(1).putInt(0).putLong(32);
              bytes.position(192);
            }),
            "tensor 'y' begins at byte 32 of the data, inside the one before it"));
  }

  @ParameterizedTest
  @MethodSource("corruptions")
  void corruptFileIsRefusedWithItsNameAndReason(byte[] bytes, String message) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> GgufFile.of("bad.gguf", bytes))
        .withMessageStartingWith("bad.gguf: " + message);
  }

  /** A thousand mutants: those that are read say the same to a reader of other code. */
  @Test
  void mutantIsRefusedOrReadAsAnotherReaderDoes(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("x.gguf");
    Map<String, GgufValue> metadata = new LinkedHashMap<>();
    metadata.put("general.architecture", GgufValue.text("llama"));
    metadata.put("general.alignment", GgufValue.count(32));
    metadata.put("llama.rope", GgufValue.real(0.5));
    List<GgufValue> words = List.of(GgufValue.text("a"), GgufValue.text("bc"));
    metadata.put("words", new GgufValue.Sequence(GgufType.STRING, words));
    GgufWriter.write(
        path,
        metadata,
        List.of(
            NewTensor.matrix("x", GgmlType.F32, new float[][] {{1, 2, 3}, {4, 5, 6}}),
            NewTensor.vector("y", GgmlType.F16, 7, 8, 9)));
    byte[] sound = Files.readAllBytes(path);
    Random random = new Random(20_260_102);
    int read = 0;
    for (int mutant = 0; mutant < 1000; mutant++) {
      byte[] bytes = Mutations.of(sound, sound.length, random);
      try {
        compare(GgufFile.of("mutant", bytes), new IndependentGguf(bytes));
        read++;
      } catch (SpecException e) {
        assertThat(e).hasMessageStartingWith("mutant: ");
      }
    }
    assertThat(read).isBetween(100, 700);
  }

  private static void compare(GgufFile file, IndependentGguf other) {
    assertThat(file.metadata().keySet()).isEqualTo(other.metadata.keySet());
    file.metadata()
        .forEach((key, value) -> {
          if (value instanceof GgufValue.Whole whole) {
            assertThat(other.metadata).containsEntry(key, whole.value());
          } else if (value instanceof GgufValue.Text text) {
            assertThat(other.metadata).containsEntry(key, text.value());
          }
        });
    assertThat(file.names()).isEqualTo(List.copyOf(other.tensors.keySet()));
    for (String name : file.names()) {
      GgmlType type = file.tensor(name).type();
      if (type == GgmlType.F32 || type == GgmlType.F16) {
        float[] values = other.floats(name);
        for (int i = 0; i < values.length; i++) {
          assertThat(Float.floatToIntBits((float) file.values(name).at(i)))
              .isEqualTo(Float.floatToIntBits(values[i]));
        }
      }
    }
  }
}
