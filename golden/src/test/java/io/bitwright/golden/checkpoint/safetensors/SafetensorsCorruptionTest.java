package io.bitwright.golden.checkpoint.safetensors;

import static io.bitwright.golden.checkpoint.safetensors.SafetensorsBytes.file;
import static io.bitwright.golden.checkpoint.safetensors.SafetensorsBytes.littleEndian;
import static io.bitwright.golden.checkpoint.safetensors.SafetensorsBytes.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bitwright.golden.checkpoint.tensor.ElementType;
import io.bitwright.spec.SpecException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsCorruptionTest {
  private static final byte[] TWO = littleEndian(1, 2);

  private static Arguments header(String header, String message) {
    return arguments(file(header, TWO), message);
  }

  private static String two(String first, String second) {
    return "{" + first + "," + second + "}";
  }

  private static String tensors(String rest) {
    return "{\"x\":{" + rest + "}}";
  }

  static Stream<Arguments> corruptions() {
    return Stream.of(lengths(), text(), structure(), numbers(), places()).flatMap(stream -> stream);
  }

  private static Stream<Arguments> lengths() {
    byte[] sound = file("{" + tensor("x", "F32", "[2]", 0, 8) + "}", TWO);
    return Stream.of(
        arguments(new byte[0], "has 0 bytes; a safetensors file starts with 8 of header length"),
        arguments(new byte[7], "has 7 bytes; a safetensors file starts with 8 of header length"),
        arguments(new byte[8], "the header does not start with '{'"),
        arguments(
            file(3, "{}".getBytes(StandardCharsets.UTF_8), new byte[0]),
            "gives a header length of 3 bytes, but only 2 follow: truncated?"),
        arguments(
            file(100_000_001, new byte[0], new byte[0]),
            "gives a header length of 100000001 bytes; allowed are 100000000:"
                + " not a safetensors file?"),
        arguments(
            file(-1, new byte[0], new byte[0]),
            "gives a header length of 18446744073709551615 bytes; allowed are 100000000:"
                + " not a safetensors file?"),
        arguments(
            Arrays.copyOf(sound, sound.length - 1),
            "tensor 'x' ends at byte 8 of the data, but the file has only 7 of them"),
        arguments(
            Arrays.copyOf(sound, sound.length + 1),
            "tensor 'x' ends at byte 8 of the data, but the file has 9 of them: the rest is unused"));
  }

  private static Stream<Arguments> text() {
    byte[] notUtf8 = "{\"?\":{}}".getBytes(StandardCharsets.UTF_8);
    notUtf8[2] = (byte) 0xFF;
    return Stream.of(
        arguments(file(notUtf8, TWO), "the header is not UTF-8"),
        header(" {}", "the header does not start with '{'"),
        header("[]", "the header does not start with '{'"),
        header("{} {}", "the header goes on after its last brace"),
        header("{\"x\":", "the header is not valid JSON at character 5: "),
        header("{\"x\":{\"dtype\":NaN}}", "the header is not valid JSON at character "));
  }

  private static Stream<Arguments> structure() {
    return Stream.of(
        header("{\"x\":3}", "tensor 'x' is not a JSON object"),
        header("{\"__metadata__\":[]}", "__metadata__ is not a JSON object"),
        header("{\"x\":{}}", "tensor 'x' needs all of dtype, shape and data_offsets"),
        header(
            tensors("\"dtype\":\"F32\",\"shape\":[2]"),
            "tensor 'x' needs all of dtype, shape and data_offsets"),
        header(
            tensors("\"dtype\":\"F32\",\"dtype\":\"F32\""), "tensor 'x' has the key 'dtype' twice"),
        header(
            tensors("\"type\":\"F32\""),
            "tensor 'x' has the unknown key 'type'; allowed are dtype, shape, data_offsets"),
        header(tensors("\"dtype\":32"), "tensor 'x' has a dtype that is not a word"),
        header(
            tensors("\"dtype\":\"f32\""),
            "tensor 'x' has the unknown dtype 'f32'; allowed are [BOOL, U8, "),
        header(
            two(tensor("x", "F32", "[1]", 0, 4), tensor("x", "F32", "[1]", 4, 8)),
            "tensor 'x' is in the header twice"));
  }

  private static Stream<Arguments> numbers() {
    return Stream.of(
        header(tensors("\"shape\":2"), "tensor 'x' has a shape that is not a list"),
        header(
            tensors("\"shape\":[-2]"), "tensor 'x' has in its shape '-2', not a whole number >= 0"),
        header(
            tensors("\"shape\":[2.0]"),
            "tensor 'x' has in its shape '2.0', not a whole number >= 0"),
        header(
            tensors("\"shape\":[18446744073709551616]"),
            "tensor 'x' has in its shape '18446744073709551616', not a whole number >= 0"),
        header(
            tensors("\"data_offsets\":[\"0\",8]"),
            "tensor 'x' has in its data_offsets '0', not a whole number >= 0"),
        header(
            tensors("\"shape\":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]"),
            "tensor 'x' has more than 16 numbers in its shape"),
        header(
            "{" + tensor("x", "F32", "[4294967296,4294967296]", 0, 8) + "}",
            "tensor 'x' of F32 [4294967296, 4294967296] takes more than 2^63 bytes"),
        header(
            "{" + tensor("x", "F32", "[3]", 0, 8) + "}",
            "tensor 'x' of F32 [3] takes 12 bytes, but its data_offsets hold 8"));
  }

  private static Stream<Arguments> places() {
    return Stream.of(
        header(
            "{" + tensor("x", "F32", "[2]", 8, 0) + "}",
            "tensor 'x' has data_offsets [8, 0], not [begin, end] with begin <= end"),
        header(
            tensors("\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]"),
            "tensor 'x' has data_offsets [0], not [begin, end] with begin <= end"),
        header(
            "{" + tensor("x", "F32", "[2]", 4, 12) + "}",
            "tensor 'x' ends at byte 12 of the data, but the file has only 8 of them"),
        header(
            two(tensor("x", "F32", "[2]", 0, 8), tensor("y", "F32", "[1]", 4, 8)),
            "tensor 'y' begins at byte 4 of the data, but tensor 'x' ends at byte 8: they overlap"),
        header(
            "{" + tensor("x", "F32", "[1]", 4, 8) + "}",
            "tensor 'x' begins at byte 4 of the data, but the header ends at byte 0:"
                + " a hole is between them"));
  }

  @ParameterizedTest
  @MethodSource("corruptions")
  void corruptFileIsRefusedWithItsNameAndReason(byte[] bytes, String message) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> SafetensorsFile.of("bad.safetensors", bytes))
        .withMessageStartingWith("bad.safetensors: " + message);
  }

  @Test
  void deeplyNestedHeaderIsRefused() {
    String nested = "{\"x\":{\"dtype\":" + "[".repeat(100_000);
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> SafetensorsFile.of("bad.safetensors", file(nested, TWO)))
        .withMessage("bad.safetensors: tensor 'x' has a dtype that is not a word");
    String metadata = "{\"__metadata__\":" + "{\"a\":".repeat(100_000);
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> SafetensorsFile.of("bad.safetensors", file(metadata, TWO)))
        .withMessageStartingWith("bad.safetensors: the header is not valid JSON: ")
        .withMessageContaining("nesting depth");
  }

  /** Mutants of a sound file: refused with a {@link SpecException}, or read byte for byte. */
  @Test
  void randomMutantIsRefusedOrReadCorrectly() {
    byte[] sound =
        file(
            two(
                tensor("model.norm.weight", "F32", "[2,3]", 0, 24),
                tensor("model.embed_tokens.weight", "F32", "[4]", 24, 40)),
            littleEndian(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    Random random = new Random(20_260_101);
    int read = 0;
    int refused = 0;
    for (int mutant = 0; mutant < 1000; mutant++) {
      byte[] bytes = mutate(sound, random);
      try {
        checkEveryValue(SafetensorsFile.of("mutant", bytes), bytes);
        read++;
      } catch (SpecException e) {
        assertThat(e).hasMessageStartingWith("mutant: ");
        refused++;
      }
    }
    assertThat(read).isGreaterThan(60);
    assertThat(refused).isGreaterThan(300);
  }

  private static byte[] mutate(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    for (int change = random.nextInt(3); change >= 0; change--) {
      int place = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[place] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[place] = (byte) "{}[]\",:0123456789-.eE ".charAt(random.nextInt(22));
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, place));
        default -> bytes[place] = bytes[random.nextInt(bytes.length)];
      }
    }
    return bytes;
  }

  private static void checkEveryValue(SafetensorsFile file, byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int start = Math.toIntExact(8 + data.getLong(0));
    for (String name : file.names()) {
      TensorInfo info = file.info(name);
      float[] values = file.floats(name);
      assertThat(values).hasSize(Math.toIntExact(info.elements()));
      if (info.type() == ElementType.F32) {
        for (int i = 0; i < values.length; i++) {
          assertThat(values[i]).isEqualTo(data.getFloat(start + (int) info.begin() + 4 * i));
        }
      }
    }
  }
}
