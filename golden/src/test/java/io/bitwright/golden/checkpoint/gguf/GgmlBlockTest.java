package io.bitwright.golden.checkpoint.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GgmlBlockTest {

  static Stream<List<String>> encoded() {
    return vectors("encoded");
  }

  static Stream<List<String>> decoded() {
    return vectors("decoded");
  }

  private static Stream<List<String>> vectors(String kind) {
    try (InputStream stream =
            Objects.requireNonNull(GgmlBlockTest.class.getResourceAsStream("blocks.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      List<List<String>> all = lines.lines().map(line -> List.of(line.split(" ", -1))).toList();
      return all.stream().filter(line -> line.getFirst().equals(kind));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("encoded")
  void numbersBecomeTheBytesOfTheReference(List<String> vector) {
    GgmlBlock block = GgmlBlock.valueOf(vector.get(1));
    double[] numbers = new double[block.elements()];
    Arrays.setAll(numbers, i -> (i * 37 % 101 - 50) / 16.0);
    byte[] bytes = new byte[block.bytes()];
    assertThat(block.put(MemorySegment.ofArray(bytes), 0, numbers)).isTrue();
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(vector.get(2));
  }

  @ParameterizedTest
  @MethodSource("decoded")
  void bytesBecomeTheNumbersOfTheReference(List<String> vector) {
    GgmlBlock block = GgmlBlock.valueOf(vector.get(1));
    byte[] bytes = new byte[block.bytes()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 89 + 7);
    }
    bytes[block.scalePlace()] = 0;
    bytes[block.scalePlace() + 1] = 0x3C;
    double[] expected =
        Stream.of(vector.get(2).split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    MemorySegment data = MemorySegment.ofArray(bytes);
    assertThat(expected).hasSize(block.elements());
    for (int i = 0; i < expected.length; i++) {
      assertThat(block.number(data, i)).isEqualTo((float) expected[i]);
    }
  }

  /** Bits a weight: 4.5, 8.5, 1.6875 and 2.0625 (github ggml-org/llama.cpp, pull request 8151). */
  @Test
  void blocksTakeTheBytesOfTheirStructs() {
    assertThat(GgmlType.Q4_0.bitsPerElement()).isEqualTo(4.5);
    assertThat(GgmlType.Q8_0.bitsPerElement()).isEqualTo(8.5);
    assertThat(GgmlType.TQ1_0.bitsPerElement()).isEqualTo(1.6875);
    assertThat(GgmlType.TQ2_0.bitsPerElement()).isEqualTo(2.0625);
  }

  @Property(seed = "20260101", tries = 100)
  void ternaryNumbersWithOneScaleComeBackExactly(@ForAll long seed) {
    Random random = new Random(seed);
    float scale = Float.float16ToFloat(Float.floatToFloat16(random.nextFloat() + 0.01f));
    double[] numbers = new double[512];
    Arrays.setAll(numbers, i -> (random.nextInt(3) - 1) * scale);
    for (GgmlBlock block : List.of(GgmlBlock.TQ1_0, GgmlBlock.TQ2_0)) {
      MemorySegment data = MemorySegment.ofArray(new byte[2 * block.bytes()]);
      assertThat(block.put(data, 0, Arrays.copyOf(numbers, 256))).isTrue();
      assertThat(block.put(data, 1, Arrays.copyOfRange(numbers, 256, 512))).isTrue();
      for (int i = 0; i < numbers.length; i++) {
        assertThat((double) block.number(data, i)).isEqualTo(numbers[i] + 0.0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(GgmlBlock.class)
  void numbersWithoutASoundScaleAreSeen(GgmlBlock block) {
    MemorySegment data = MemorySegment.ofArray(new byte[block.bytes()]);
    double[] numbers = new double[block.elements()];
    numbers[3] = 1e8;
    assertThat(block.put(data, 0, numbers)).isFalse();
    numbers[3] = Double.NaN;
    assertThat(block.put(data, 0, numbers)).isFalse();
    numbers[3] = Float.MIN_VALUE;
    assertThat(block.put(data, 0, numbers)).isTrue();
    for (int i = 0; i < numbers.length; i++) {
      assertThat(Math.abs(block.number(data, i))).isZero();
    }
  }
}
