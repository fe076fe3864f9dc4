package io.bitwright.golden.checkpoint;

import static io.bitwright.golden.checkpoint.safetensors.SafetensorsBytes.file;
import static io.bitwright.golden.checkpoint.safetensors.SafetensorsBytes.littleEndian;
import static io.bitwright.golden.checkpoint.safetensors.SafetensorsBytes.tensor;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.checkpoint.model.TransformerLayerWeights;
import io.bitwright.golden.checkpoint.model.TransformerWeights;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
  @TempDir private Path folder = Path.of("");

  private static ModelConfig config(String family, boolean tied) {
    return ModelReader.read(
        "tiny",
        """
        {"model_type": "%s", "tie_word_embeddings": %s, "hidden_size": 2, "intermediate_size": 3,
         "num_hidden_layers": 1, "num_attention_heads": 1, "vocab_size": 4,
         "max_position_embeddings": 8}
        """
            .formatted(family, tied)
            .getBytes(UTF_8));
  }

  private static Map<String, int[]> llamaShapes() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put("model.embed_tokens.weight", new int[] {4, 2});
    shapes.put("model.layers.0.input_layernorm.weight", new int[] {2});
    shapes.put("model.layers.0.self_attn.q_proj.weight", new int[] {2, 2});
    shapes.put("model.layers.0.self_attn.k_proj.weight", new int[] {2, 2});
    shapes.put("model.layers.0.self_attn.v_proj.weight", new int[] {2, 2});
    shapes.put("model.layers.0.self_attn.o_proj.weight", new int[] {2, 2});
    shapes.put("model.layers.0.post_attention_layernorm.weight", new int[] {2});
    shapes.put("model.layers.0.mlp.gate_proj.weight", new int[] {3, 2});
    shapes.put("model.layers.0.mlp.up_proj.weight", new int[] {3, 2});
    shapes.put("model.layers.0.mlp.down_proj.weight", new int[] {2, 3});
    shapes.put("model.norm.weight", new int[] {2});
    return shapes;
  }

  /** Writes tensors whose values count up from 0 through the file. */
  private void write(Map<String, int[]> shapes) throws IOException {
    int[] place = {0};
    String entries =
        shapes.entrySet().stream()
            .map(entry -> {
              int begin = place[0];
              place[0] += 4 * Arrays.stream(entry.getValue()).reduce(1, (a, b) -> a * b);
              String shape = Arrays.toString(entry.getValue());
              return tensor(entry.getKey(), "F32", shape, begin, place[0]);
            })
            .collect(Collectors.joining(",", "{", "}"));
    float[] values = new float[place[0] / 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Files.write(folder.resolve("model.safetensors"), file(entries, littleEndian(values)));
  }

  private void refused(ModelConfig config, String message) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> CheckpointFolder.open(folder, config))
        .withMessage(message.replace("FILE", folder.resolve("model.safetensors").toString()));
  }

  @Test
  void everyTensorLandsInItsPlace() throws IOException {
    write(llamaShapes());
    TransformerWeights weights = CheckpointFolder.open(folder, config("llama", true)).weights();

    assertThat(weights.embedding()[3]).containsExactly(6, 7);
    TransformerLayerWeights layer = weights.layers().getFirst();
    assertThat(layer.inputNorm().gain()).containsExactly(8, 9);
    assertThat(layer.query().rows()[0]).containsExactly(10, 11);
    assertThat(layer.key().rows()[0]).containsExactly(14, 15);
    assertThat(layer.value().rows()[0]).containsExactly(18, 19);
    assertThat(layer.output().rows()[0]).containsExactly(22, 23);
    assertThat(Objects.requireNonNull(layer.postAttentionNorm()).gain()).containsExactly(26, 27);
    assertThat(Objects.requireNonNull(layer.gate()).rows()[2]).containsExactly(32, 33);
    assertThat(layer.up().rows()[2]).containsExactly(38, 39);
    assertThat(layer.down().rows()[1]).containsExactly(43, 44, 45);
    assertThat(layer.attentionSubNorm()).isNull();
    assertThat(Objects.requireNonNull(weights.finalNorm()).gain()).containsExactly(46, 47);
    assertThat(weights.head().rows()).isSameAs(weights.embedding());
  }

  @Test
  void untiedHeadIsATensorOfItsOwn() throws IOException {
    Map<String, int[]> shapes = llamaShapes();
    shapes.put("lm_head.weight", new int[] {4, 2});
    write(shapes);
    TransformerWeights weights = CheckpointFolder.open(folder, config("llama", false)).weights();
    assertThat(weights.head().rows()[0]).containsExactly(48, 49);
  }

  @Test
  void tiedHeadMayBeStoredASecondTime() throws IOException {
    Map<String, int[]> shapes = llamaShapes();
    shapes.put("lm_head.weight", new int[] {4, 2});
    shapes.put("model.layers.0.self_attn.rotary_emb.inv_freq", new int[] {1});
    write(shapes);
    TransformerWeights weights = CheckpointFolder.open(folder, config("llama", true)).weights();
    assertThat(weights.head().rows()).isSameAs(weights.embedding());
  }

  @Test
  void missingTensorIsNamedWithTheNearest() throws IOException {
    write(llamaShapes());
    refused(config("llama", false), "FILE: has no tensor 'lm_head.weight'");
    refused(
        config("bitnet", true),
        "FILE: has no tensor 'model.layers.0.self_attn.attn_sub_norm.weight';"
            + " did you mean \"model.layers.0.self_attn.q_proj.weight\"?");
  }

  @Test
  void wrongShapeIsNamedWithTheRightOne() throws IOException {
    Map<String, int[]> shapes = llamaShapes();
    shapes.put("model.layers.0.mlp.down_proj.weight", new int[] {3, 2});
    write(shapes);
    refused(
        config("llama", true),
        "FILE: tensor 'model.layers.0.mlp.down_proj.weight' has the shape [3, 2],"
            + " but the configuration of tiny asks for [2, 3]");
  }

  @Test
  void tensorThatTheModelDoesNotHaveIsRefused() throws IOException {
    Map<String, int[]> shapes = llamaShapes();
    shapes.put("model.layers.0.self_attn.q_proj.bias", new int[] {2});
    write(shapes);
    refused(
        config("llama", true),
        "FILE: tensor 'model.layers.0.self_attn.q_proj.bias' is not part of the llama model tiny;"
            + " did you mean \"model.layers.0.self_attn.q_proj.weight\"?");
  }

  @Test
  void folderWithoutWeightsIsRefused() throws IOException {
    refused(config("llama", true), "FILE: there is no such file");
    Path index = Files.writeString(folder.resolve("model.safetensors.index.json"), "{}");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> CheckpointFolder.open(folder, config("llama", true)))
        .withMessage(index + ":1: weight_map: missing; write the file name of each tensor");
  }
}
