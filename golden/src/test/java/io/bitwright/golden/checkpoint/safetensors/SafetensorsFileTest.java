package io.bitwright.golden.checkpoint.safetensors;

import static io.bitwright.golden.checkpoint.safetensors.SafetensorsBytes.file;
import static io.bitwright.golden.checkpoint.safetensors.SafetensorsBytes.littleEndian;
import static io.bitwright.golden.checkpoint.safetensors.SafetensorsBytes.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.checkpoint.tensor.ElementType;
import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {

  private static SafetensorsFile single(String type, String shape, byte[] data) {
    return SafetensorsFile.of(
        "file", file("{" + tensor("x", type, shape, 0, data.length) + "}", data));
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void mappedFileReadsLikeBytesInMemory(@TempDir Path folder) throws IOException {
    byte[] bytes =
        file(
            "{\"__metadata__\":{\"format\":\"pt\"},"
                + tensor("b", "F32", "[2,2]", 4, 20)
                + ","
                + tensor("a", "F32", "[1]", 0, 4)
                + "}  ",
            littleEndian(7, 1, 2, 3, 4));
    Path path = Files.write(folder.resolve("model.safetensors"), bytes);

    for (SafetensorsFile file :
        List.of(SafetensorsFile.open(path), SafetensorsFile.of("x", bytes))) {
      assertThat(file.names()).containsExactly("b", "a");
      assertThat(file.floats("a")).containsExactly(7);
      assertThat(file.matrix("b")).isDeepEqualTo(new float[][] {{1, 2}, {3, 4}});
      assertThat(file.info("b"))
          .isEqualTo(new TensorInfo("b", ElementType.F32, List.of(2L, 2L), 4, 20));
    }
  }

  @Test
  void everyFloatingPointTypeBecomesTheSameNumbers() {
    byte[] half =
        buffer(6).putShort((short) 0x3C00).putShort((short) 0xC100).putShort((short) 1).array();
    assertThat(single("F16", "[3]", half).floats("x")).containsExactly(1f, -2.5f, 0x1p-24f);
    byte[] brain = buffer(4).putShort((short) 0x3F80).putShort((short) 0xC020).array();
    assertThat(single("BF16", "[2]", brain).floats("x")).containsExactly(1f, -2.5f);
    byte[] twice = buffer(16).putDouble(0.1).putDouble(-2.5).array();
    assertThat(single("F64", "[2]", twice).floats("x")).containsExactly(0.1f, -2.5f);
    assertThat(single("F32", "[]", littleEndian(3)).floats("x")).containsExactly(3f);
  }

  @Test
  void everyIntegerTypeBecomesTheSameNumbers() {
    byte[] ones = {-1, -1, -1, -1, -1, -1, -1, -1};
    assertThat(single("I8", "[8]", ones).integers("x")).containsOnly(-1).hasSize(8);
    assertThat(single("U8", "[8]", ones).integers("x")).containsOnly(255).hasSize(8);
    assertThat(single("I16", "[4]", ones).integers("x")).containsOnly(-1).hasSize(4);
    assertThat(single("U16", "[4]", ones).integers("x")).containsOnly(65535).hasSize(4);
    assertThat(single("I32", "[2]", ones).integers("x")).containsOnly(-1).hasSize(2);
    assertThat(single("I64", "[1]", ones).integers("x")).containsExactly(-1);
    assertThat(single("BOOL", "[2]", new byte[] {0, 1}).integers("x")).containsExactly(0, 1);
    byte[] seven = buffer(4).putInt(7).array();
    assertThat(single("U32", "[1]", seven).integers("x")).containsExactly(7);
  }

  @Test
  void fileWithoutTensorsIsReadAsEmpty() {
    assertThat(SafetensorsFile.of("x", file("{}", new byte[0])).names()).isEmpty();
  }

  @Test
  void tensorWithoutElementsIsReadAsEmpty() {
    assertThat(single("F32", "[0,5]", new byte[0]).floats("x")).isEmpty();
  }

  @Test
  void valueThatIsNotFiniteIsNamedWithTensorAndIndices() {
    refused(
        single("F32", "[2,2]", littleEndian(1, 2, 3, Float.NaN)),
        "file: tensor 'x' holds NaN at [1, 1]");
    refused(
        single("F32", "[2,2]", littleEndian(1, 2, Float.NEGATIVE_INFINITY, 0)),
        "file: tensor 'x' holds -Infinity at [1, 0]");
    byte[] brainNan = buffer(4).putShort((short) 0x3F80).putShort((short) 0x7FC0).array();
    refused(single("BF16", "[2]", brainNan), "file: tensor 'x' holds NaN at [1]");
    byte[] tooLarge = buffer(8).putDouble(1e300).array();
    refused(single("F64", "[]", tooLarge), "file: tensor 'x' holds Infinity at []");
  }

  private static void refused(SafetensorsFile file, String message) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> file.floats("x"))
        .withMessage(message);
  }

  @Test
  void typeThatIsNotOfTheAskedKindIsRefused() {
    refused(
        single("U8", "[1]", new byte[1]),
        "file: tensor 'x' is of U8; values are read from BF16, F16, F32, F64, F8_E4M3 or F8_E5M2");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> single("F32", "[1]", littleEndian(1)).integers("x"))
        .withMessage(
            "file: tensor 'x' is of F32; integers are read from BOOL, I8 to I64, U8 to U64");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> single("U32", "[1]", new byte[] {-1, -1, -1, -1}).integers("x"))
        .withMessage("file: tensor 'x' holds 4294967295 at [0], which does not fit 32 bits");
  }

  @Test
  void shapeThatIsNoMatrixIsRefusedBeforeMemoryIsTaken() {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> single("F32", "[4]", littleEndian(1, 2, 3, 4)).matrix("x"))
        .withMessage("file: tensor 'x' has the shape [4], not that of a matrix");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> single("F32", "[9000000000,0]", new byte[0]).matrix("x"))
        .withMessage("file: tensor 'x' has the shape [9000000000, 0], not that of a matrix");
  }

  @Test
  void missingTensorIsAnsweredWithTheNearestName() {
    byte[] bytes =
        file(
            "{"
                + tensor("norm", "F32", "[1]", 0, 4)
                + ","
                + tensor("gate", "F32", "[1]", 4, 8)
                + "}",
            littleEndian(1, 2));
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> SafetensorsFile.of("file", bytes).floats("gates"))
        .withMessage("file: has no tensor 'gates'; did you mean \"gate\"?");
  }

  @Test
  void missingFileIsRefused(@TempDir Path folder) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> SafetensorsFile.open(folder.resolve("absent.safetensors")))
        .withMessageEndingWith("absent.safetensors: there is no such file");
  }
}
