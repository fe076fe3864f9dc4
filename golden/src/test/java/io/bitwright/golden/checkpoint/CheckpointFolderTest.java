package io.bitwright.golden.checkpoint;

import static io.bitwright.golden.checkpoint.safetensors.SafetensorsBytes.file;
import static io.bitwright.golden.checkpoint.safetensors.SafetensorsBytes.littleEndian;
import static io.bitwright.golden.checkpoint.safetensors.SafetensorsBytes.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.GatedDecoder;
import io.bitwright.spec.model.ModelFamily;
import io.bitwright.spec.transformer.HiddenActivation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
  @TempDir private Path folder = Path.of("");

  private static GatedDecoder config(ModelFamily family, boolean tied) {
    return new GatedDecoder(
        "tiny",
        family,
        2,
        3,
        1,
        1,
        1,
        2,
        4,
        8,
        1e-5,
        10_000,
        tied,
        false,
        8,
        HiddenActivation.SILU,
        NumberFormat.BF16,
        NumberFormat.BF16);
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

  private void refused(GatedDecoder config, String message) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> CheckpointFolder.open(folder, config))
        .withMessage(message.replace("FILE", folder.resolve("model.safetensors").toString()));
  }

  @Test
  void everyTensorLandsInItsPlace() throws IOException {
    write(llamaShapes());
    DecoderWeights weights =
        CheckpointFolder.open(folder, config(ModelFamily.LLAMA, true)).weights();

    assertThat(weights.embedding()[3]).containsExactly(6, 7);
    DecoderLayerWeights layer = weights.layers().getFirst();
    assertThat(layer.inputNorm()).containsExactly(8, 9);
    assertThat(layer.query()[0]).containsExactly(10, 11);
    assertThat(layer.key()[0]).containsExactly(14, 15);
    assertThat(layer.value()[0]).containsExactly(18, 19);
    assertThat(layer.output()[0]).containsExactly(22, 23);
    assertThat(layer.postAttentionNorm()).containsExactly(26, 27);
    assertThat(layer.gate()[2]).containsExactly(32, 33);
    assertThat(layer.up()[2]).containsExactly(38, 39);
    assertThat(layer.down()[1]).containsExactly(43, 44, 45);
    assertThat(layer.attentionSubNorm()).isNull();
    assertThat(weights.finalNorm()).containsExactly(46, 47);
    assertThat(weights.head()).isSameAs(weights.embedding());
  }

  @Test
  void untiedHeadIsATensorOfItsOwn() throws IOException {
    Map<String, int[]> shapes = llamaShapes();
    shapes.put("lm_head.weight", new int[] {4, 2});
    write(shapes);
    DecoderWeights weights =
        CheckpointFolder.open(folder, config(ModelFamily.LLAMA, false)).weights();
    assertThat(weights.head()[0]).containsExactly(48, 49);
  }

  @Test
  void tiedHeadMayBeStoredASecondTime() throws IOException {
    Map<String, int[]> shapes = llamaShapes();
    shapes.put("lm_head.weight", new int[] {4, 2});
    shapes.put("model.layers.0.self_attn.rotary_emb.inv_freq", new int[] {1});
    write(shapes);
    DecoderWeights weights =
        CheckpointFolder.open(folder, config(ModelFamily.LLAMA, true)).weights();
    assertThat(weights.head()).isSameAs(weights.embedding());
  }

  @Test
  void missingTensorIsNamedWithTheNearest() throws IOException {
    write(llamaShapes());
    refused(config(ModelFamily.LLAMA, false), "FILE: has no tensor 'lm_head.weight'");
    refused(
        config(ModelFamily.BITNET, true),
        "FILE: has no tensor 'model.layers.0.self_attn.attn_sub_norm.weight';"
            + " did you mean \"model.layers.0.self_attn.q_proj.weight\"?");
  }

  @Test
  void wrongShapeIsNamedWithTheRightOne() throws IOException {
    Map<String, int[]> shapes = llamaShapes();
    shapes.put("model.layers.0.mlp.down_proj.weight", new int[] {3, 2});
    write(shapes);
    refused(
        config(ModelFamily.LLAMA, true),
        "FILE: tensor 'model.layers.0.mlp.down_proj.weight' has the shape [3, 2],"
            + " but the configuration of tiny asks for [2, 3]");
  }

  @Test
  void tensorThatTheModelDoesNotHaveIsRefused() throws IOException {
    Map<String, int[]> shapes = llamaShapes();
    shapes.put("model.layers.0.self_attn.q_proj.bias", new int[] {2});
    write(shapes);
    refused(
        config(ModelFamily.LLAMA, true),
        "FILE: tensor 'model.layers.0.self_attn.q_proj.bias' is not part of the llama model tiny;"
            + " did you mean \"model.layers.0.self_attn.q_proj.weight\"?");
  }

  @Test
  void folderWithoutWeightsIsRefused() throws IOException {
    refused(config(ModelFamily.LLAMA, true), "FILE: there is no such file");
    Path index = Files.writeString(folder.resolve("model.safetensors.index.json"), "{}");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> CheckpointFolder.open(folder, config(ModelFamily.LLAMA, true)))
        .withMessage(index + ":1: weight_map: missing; write the file name of each tensor");
  }
}
