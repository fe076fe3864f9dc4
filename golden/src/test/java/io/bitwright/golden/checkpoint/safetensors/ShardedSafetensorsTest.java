package io.bitwright.golden.checkpoint.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.checkpoint.tensor.ElementType;
import io.bitwright.golden.checkpoint.tensor.NewTensor;
import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardedSafetensorsTest {
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void writeShards() {
    SafetensorsWriter.write(
        folder.resolve("one.safetensors"),
        List.of(NewTensor.vector("a.weight", ElementType.F32, 1, 2)));
    SafetensorsWriter.write(
        folder.resolve("two.safetensors"),
        List.of(NewTensor.matrix("b.weight", ElementType.BF16, new float[][] {{3, 4}, {5, 6}})));
  }

  private Path index(String weightMap) throws IOException {
    return Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\n\"metadata\": {\"total_size\": 16},\n\"weight_map\": " + weightMap + "}");
  }

  private void refused(String weightMap, String message) throws IOException {
    Path index = index(weightMap);
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> ShardedSafetensors.open(index))
        .withMessageStartingWith(
            message.replace("INDEX", index.toString()).replace("FOLDER", folder.toString()));
  }

  @Test
  void tensorsOfAllShardsAreOneSource() throws IOException {
    ShardedSafetensors sharded =
        ShardedSafetensors.open(
            index("{\"b.weight\": \"two.safetensors\", \"a.weight\": \"one.safetensors\"}"));
    assertThat(sharded.names()).containsExactly("b.weight", "a.weight");
    assertThat(sharded.floats("a.weight")).containsExactly(1, 2);
    assertThat(sharded.matrix("b.weight")).isDeepEqualTo(new float[][] {{3, 4}, {5, 6}});
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> sharded.shape("c.weight"))
        .withMessageEndingWith("has no tensor 'c.weight'; did you mean \"b.weight\"?");
  }

  @Test
  void indexAndShardsMustNameTheSameTensors() throws IOException {
    refused("{\"c\": \"one.safetensors\"}", "FOLDER/one.safetensors: has no tensor 'c'");
    refused("{\"a.weight\": \"six.safetensors\"}", "FOLDER/six.safetensors: there is no such file");
    SafetensorsWriter.write(
        folder.resolve("one.safetensors"),
        List.of(
            NewTensor.vector("a.weight", ElementType.F32, 1),
            NewTensor.vector("d", ElementType.F32, 1)));
    refused(
        "{\"a.weight\": \"one.safetensors\"}",
        "FOLDER/one.safetensors: tensor 'd' is not placed there by INDEX");
  }

  @Test
  void shardOutsideTheFolderIsRefusedWithItsLine() throws IOException {
    refused(
        "{\n\"a.weight\": \"../one.safetensors\"}",
        "INDEX:4: weight_map.a.weight: found \"../one.safetensors\";"
            + " write the name of a .safetensors file in the same folder");
    refused("[]", "INDEX:3: weight_map: is a list; write a mapping of keys");
    Path index = Files.writeString(folder.resolve("x.json"), "{}");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> ShardedSafetensors.open(index))
        .withMessage(index + ":1: weight_map: missing; write the file name of each tensor");
  }
}
