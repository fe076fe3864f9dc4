package io.bitwright.golden.checkpoint.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.checkpoint.tensor.ElementType;
import io.bitwright.golden.checkpoint.tensor.NewTensor;
import io.bitwright.golden.checkpoint.tensor.TensorShape;
import io.bitwright.golden.checkpoint.tensor.TensorValues;
import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {

  @Test
  void fileIsThatOfTheFormatByteForByte(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("x.safetensors");
    SafetensorsWriter.write(
        path,
        Map.of("format", "pt"),
        List.of(
            NewTensor.vector("small", ElementType.F16, 1),
            NewTensor.vector("large", ElementType.F32, 2, 3)));
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + SafetensorsBytes.tensor("large", "F32", "[2]", 0, 8)
            + ","
            + SafetensorsBytes.tensor("small", "F16", "[1]", 8, 10)
            + "}";
    header += " ".repeat(-header.length() & 7);
    byte[] data = Arrays.copyOf(SafetensorsBytes.littleEndian(2, 3), 10);
    data[9] = 0x3C;
    assertThat(path).hasBinaryContent(SafetensorsBytes.file(header, data));
  }

  @Property(seed = "20260101", tries = 40)
  void whatIsWrittenIsReadBack(@ForAll long seed) {
    Random random = new Random(seed);
    List<NewTensor<ElementType>> tensors = new ArrayList<>();
    for (ElementType type : ElementType.values()) {
      List<Long> shape = List.of(1L + random.nextInt(4), (long) random.nextInt(5));
      double[] values = values(type, random, TensorShape.elements(shape));
      TensorValues source = place -> values[(int) place];
      tensors.add(new NewTensor<>("\u00fc\"" + type, type, shape, source));
    }
    SafetensorsFile file = SafetensorsFile.of("file", bytes(tensors));
    for (NewTensor<ElementType> tensor : tensors) {
      assertThat(file.shape(tensor.name())).isEqualTo(tensor.shape());
      for (long place = 0; place < tensor.elements(); place++) {
        double read =
            tensor.type().isFloatingPoint()
                ? file.values(tensor.name()).at(place)
                : file.integer(tensor.name(), place);
        assertThat(read).isEqualTo(tensor.values().at(place));
      }
    }
  }

  private static double[] values(ElementType type, Random random, long count) {
    double[] values = new double[(int) count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (type) {
            case BOOL -> random.nextInt(2);
            case U8, U16, U32, U64 -> random.nextInt(256);
            case I8 -> random.nextInt(256) - 128;
            case I16, I32, I64 -> random.nextInt(65536) - 32768;
            case F8_E4M3, F8_E5M2 -> random.nextInt(9) - 4;
            case F16 -> Float.float16ToFloat(Float.floatToFloat16(random.nextFloat()));
            case BF16 -> random.nextInt(256) / 32.0;
            case F32 -> random.nextFloat() - 0.5f;
            case F64 -> random.nextGaussian();
          };
    }
    return values;
  }

  private static byte[] bytes(List<NewTensor<ElementType>> tensors) {
    try {
      Path path = Files.createTempFile("tensors", ".safetensors");
      SafetensorsWriter.write(path, tensors);
      byte[] bytes = Files.readAllBytes(path);
      Files.delete(path);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void valueThatDoesNotFitLeavesNoFile(@TempDir Path folder) {
    Path path = folder.resolve("x.safetensors");
    refused(path, ElementType.F16, 65520, "tensor 'x' has 65520.0 at [1], which F16 cannot hold");
    refused(
        path, ElementType.F8_E4M3, 500, "tensor 'x' has 500.0 at [1], which F8_E4M3 cannot hold");
    refused(path, ElementType.I8, 1.5f, "tensor 'x' has 1.5 at [1], which I8 cannot hold");
    refused(path, ElementType.U8, 256, "tensor 'x' has 256.0 at [1], which U8 cannot hold");
    refused(path, ElementType.BOOL, 2, "tensor 'x' has 2.0 at [1], which BOOL cannot hold");
    refused(path, ElementType.F32, Float.NaN, "tensor 'x' has NaN at [1], which F32 cannot hold");
    assertThat(folder).isEmptyDirectory();
  }

  private static void refused(Path path, ElementType type, float value, String message) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(
            () -> SafetensorsWriter.write(path, List.of(NewTensor.vector("x", type, 1, value))))
        .withMessage(path + ": " + message);
  }

  @Test
  void secondTensorOfANameIsRefused(@TempDir Path folder) {
    NewTensor<ElementType> tensor = NewTensor.vector("x", ElementType.F32, 1);
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> SafetensorsWriter.write(folder.resolve("x"), List.of(tensor, tensor)))
        .withMessageEndingWith("a second tensor would be named 'x'");
  }

  @Test
  void textOfNamesIsKept() {
    byte[] bytes = bytes(List.of(NewTensor.vector("a\n\u20ac", ElementType.F32, 1)));
    assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("\"a\\n\u20ac\"");
    assertThat(SafetensorsFile.of("x", bytes).names()).containsExactly("a\n\u20ac");
  }
}
