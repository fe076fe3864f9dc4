package io.bitwright.golden.checkpoint.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.checkpoint.tensor.NewTensor;
import io.bitwright.golden.checkpoint.tensor.TensorValues;
import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufFileTest {
  @TempDir private Path folder = Path.of("");
  private Path path = Path.of("");

  @BeforeEach
  void setUp() {
    path = folder.resolve("x.gguf");
  }

  private static Map<String, GgufValue> everyKindOfValue() {
    Map<String, GgufValue> metadata = new LinkedHashMap<>();
    metadata.put("general.architecture", GgufValue.text("llama"));
    metadata.put("general.alignment", GgufValue.count(64));
    metadata.put("a.uint8", new GgufValue.Whole(GgufType.UINT8, 255));
    metadata.put("a.int8", new GgufValue.Whole(GgufType.INT8, -128));
    metadata.put("a.uint16", new GgufValue.Whole(GgufType.UINT16, 65_535));
    metadata.put("a.int16", new GgufValue.Whole(GgufType.INT16, -2));
    metadata.put("a.uint32", GgufValue.count(4_294_967_295L));
    metadata.put("a.int32", new GgufValue.Whole(GgufType.INT32, -3));
    metadata.put("a.uint64", new GgufValue.Whole(GgufType.UINT64, -1));
    metadata.put("a.int64", new GgufValue.Whole(GgufType.INT64, Long.MIN_VALUE));
    metadata.put("a.float32", GgufValue.real(1e-5));
    metadata.put("a.float64", new GgufValue.Real(GgufType.FLOAT64, 0.1));
    metadata.put("a.flag", new GgufValue.Flag(true));
    List<GgufValue> words = List.of(GgufValue.text("\u0120the"), GgufValue.text(""));
    GgufValue inner = new GgufValue.Sequence(GgufType.STRING, words);
    metadata.put("a.words", inner);
    metadata.put("a.nested", new GgufValue.Sequence(GgufType.ARRAY, List.of(inner, inner)));
    metadata.put("a.empty", new GgufValue.Sequence(GgufType.UINT64, List.of()));
    return metadata;
  }

  @Test
  void everyKindOfMetadataComesBack() {
    GgufWriter.write(path, everyKindOfValue(), List.of());
    GgufFile file = GgufFile.open(path);
    assertThat(file.metadata()).isEqualTo(everyKindOfValue());
    assertThat(List.copyOf(file.metadata().keySet()))
        .isEqualTo(List.copyOf(everyKindOfValue().keySet()));
    assertThat(file.text("general.architecture")).isEqualTo("llama");
    assertThat(file.whole("a.uint32")).isEqualTo(4_294_967_295L);
    refused(() -> file.whole("a.uint64"), "metadata 'a.uint64' is no whole number below 2^63");
    refused(() -> file.whole("a.flag"), "metadata 'a.flag' is no whole number below 2^63");
    refused(() -> file.text("a.wods"), "has no metadata 'a.wods'; did you mean \"a.words\"?");
  }

  private void refused(Runnable reading, String message) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(reading::run)
        .withMessage(path + ": " + message);
  }

  @Test
  void independentReaderSeesTheSame() throws IOException {
    float[][] rows = {{1, 2, 3}, {4, 5, 6.5f}};
    GgufWriter.write(
        path,
        everyKindOfValue(),
        List.of(
            NewTensor.matrix("token_embd.weight", GgmlType.F16, rows),
            NewTensor.vector("output_norm.weight", GgmlType.F32, 0.1f, -0.2f)));
    IndependentGguf file = new IndependentGguf(Files.readAllBytes(path));
    assertThat(file.metadata)
        .containsEntry("a.uint8", 255L)
        .containsEntry("a.int8", -128L)
        .containsEntry("a.uint16", 65_535L)
        .containsEntry("a.int16", -2L)
        .containsEntry("a.uint32", 4_294_967_295L)
        .containsEntry("a.int32", -3L)
        .containsEntry("a.uint64", -1L)
        .containsEntry("a.int64", Long.MIN_VALUE)
        .containsEntry("a.float32", 1e-5f)
        .containsEntry("a.float64", 0.1)
        .containsEntry("a.flag", true)
        .containsEntry("a.words", List.of("\u0120the", ""))
        .containsEntry("a.nested", List.of(List.of("\u0120the", ""), List.of("\u0120the", "")))
        .hasSize(everyKindOfValue().size());
    assertThat(file.tensor("token_embd.weight").sizes()).containsExactly(3L, 2L);
    assertThat(file.tensor("output_norm.weight").offset()).isEqualTo(64);
    assertThat(file.floats("token_embd.weight")).containsExactly(1, 2, 3, 4, 5, 6.5f);
    assertThat(file.floats("output_norm.weight")).containsExactly(0.1f, -0.2f);
  }

  @Test
  void everyTypeOfTensorComesBack() throws IOException {
    Random random = new Random(7);
    List<NewTensor<GgmlType>> tensors = new ArrayList<>();
    for (GgmlType type : GgmlType.values()) {
      List<Long> shape = List.of(3L, 2L * type.blockElements());
      double[] values = new double[6 * type.blockElements()];
      for (int i = 0; i < values.length; i++) {
        values[i] = type.isFloatingPoint() ? random.nextInt(3) - 1 : random.nextInt(200) - 100;
      }
      TensorValues source = place -> values[(int) place];
      tensors.add(new NewTensor<>(type.name(), type, shape, source));
    }
    GgufWriter.write(path, Map.of(), tensors);
    GgufFile file = GgufFile.open(path);
    for (NewTensor<GgmlType> tensor : tensors) {
      double tolerance =
          tensor.type() == GgmlType.Q8_0 ? 1e-3 : tensor.type() == GgmlType.Q4_0 ? 0.125 : 0;
      assertThat(file.shape(tensor.name())).isEqualTo(tensor.shape());
      for (long place = 0; place < tensor.elements(); place++) {
        double read =
            tensor.type().isFloatingPoint()
                ? file.values(tensor.name()).at(place)
                : file.integer(tensor.name(), place);
        assertThat(Math.abs(read - tensor.values().at(place))).isLessThanOrEqualTo(tolerance);
      }
    }
    byte[] first = Files.readAllBytes(path);
    GgufWriter.write(path, Map.of(), tensors);
    assertThat(path).hasBinaryContent(first);
  }

  @Test
  void wrongTensorIsRefusedBeforeAFileIsThere() {
    refused(
        () -> write(NewTensor.vector("x", GgmlType.Q4_0, new float[33])),
        "tensor 'x' has rows of 33, which are no whole blocks of 32 of Q4_0");
    refused(
        () -> write(NewTensor.vector("x", GgmlType.F16, 1, 1e6f)),
        "tensor 'x' has a value that F16 cannot hold in the block of [1]");
    refused(
        () -> write(new NewTensor<>("x", GgmlType.F32, List.of(), place -> 0)),
        "tensor 'x' has 0 dimensions; allowed are 1 to 4");
    assertThat(folder).isEmptyDirectory();
  }

  private void write(NewTensor<GgmlType> tensor) {
    GgufWriter.write(path, Map.of(), List.of(tensor));
  }
}
