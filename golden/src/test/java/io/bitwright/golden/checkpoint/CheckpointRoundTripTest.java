package io.bitwright.golden.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.golden.TestModels;
import io.bitwright.golden.checkpoint.gguf.GgmlType;
import io.bitwright.golden.checkpoint.gguf.GgufFile;
import io.bitwright.golden.checkpoint.gguf.GgufValue;
import io.bitwright.golden.checkpoint.gguf.GgufWriter;
import io.bitwright.golden.checkpoint.safetensors.SafetensorsFile;
import io.bitwright.golden.checkpoint.safetensors.SafetensorsWriter;
import io.bitwright.golden.checkpoint.safetensors.ShardedSafetensors;
import io.bitwright.golden.checkpoint.tensor.ElementType;
import io.bitwright.golden.checkpoint.tensor.NewTensor;
import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.tiny.TinyModel;
import io.bitwright.golden.transformer.ByteTokens;
import io.bitwright.golden.transformer.ReferenceTransformer;
import io.bitwright.spec.model.ModelFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Checkpoints written to files of all formats and read back. */
class CheckpointRoundTripTest {
  private static final int[] PROMPT = ByteTokens.encode("KING RICHARD: My");
  private static final int[] TINY_PROMPT = {3, 36, 0, 17, 17, 8, 25, 30, 1};

  /** Families whose GGUF files are written. */
  private static final Set<ModelFamily> IN_GGUF =
      EnumSet.of(ModelFamily.LLAMA, ModelFamily.MISTRAL, ModelFamily.QWEN2, ModelFamily.BITNET);

  private static final int SHARDS = 3;

  @TempDir private Path folder = Path.of("");

  private static float[][] logits(Checkpoint checkpoint, int[] prompt) {
    return new ReferenceTransformer(
            checkpoint.config(), checkpoint.weights(), new GoldenIntegerMatmul())
        .logits(prompt);
  }

  private static List<NewTensor<ElementType>> tensors(Checkpoint checkpoint, ElementType type) {
    TensorSource source = checkpoint.tensors();
    return source.names().stream()
        .map(name ->
            NewTensor.copy(source, name, source.shape(name).size() == 1 ? ElementType.F32 : type))
        .toList();
  }

  private Checkpoint asSafetensors(Checkpoint checkpoint, ElementType type) {
    Path file = folder.resolve(type + ".safetensors");
    SafetensorsWriter.write(file, tensors(checkpoint, type));
    return new Checkpoint(checkpoint.config(), SafetensorsFile.open(file));
  }

  /** Three files that take the tensors in turns. */
  private Checkpoint asShards(Checkpoint checkpoint, ElementType type) throws IOException {
    List<NewTensor<ElementType>> tensors = tensors(checkpoint, type);
    Map<String, String> places = new TreeMap<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      String file = "shard-" + type + "-" + shard + ".safetensors";
      List<NewTensor<ElementType>> part = new ArrayList<>();
      for (int i = shard; i < tensors.size(); i += SHARDS) {
        part.add(tensors.get(i));
        places.put(tensors.get(i).name(), file);
      }
      SafetensorsWriter.write(folder.resolve(file), part);
    }
    String index = JsonMapper.shared().writeValueAsString(Map.of("weight_map", places));
    Path file = Files.writeString(folder.resolve(type + ".index.json"), index);
    return new Checkpoint(checkpoint.config(), ShardedSafetensors.open(file));
  }

  private Checkpoint asGguf(Checkpoint checkpoint, GgmlType type) {
    Path file = folder.resolve(type + ".gguf");
    Map<String, GgufValue> metadata = Map.of("general.architecture", GgufValue.text("llama"));
    GgufWriter.write(file, metadata, checkpoint.modelTensors().forGguf(role -> type));
    return new Checkpoint(checkpoint.config(), GgufFile.open(file));
  }

  private void checkAll(Checkpoint checkpoint, int[] prompt) throws IOException {
    float[][] expected = logits(checkpoint, prompt);
    boolean inGguf = IN_GGUF.contains(checkpoint.config().family());
    for (Types types : Types.values()) {
      float[][] single = logits(asSafetensors(checkpoint, types.safetensors), prompt);
      if (types == Types.F32) {
        assertThat(single).isDeepEqualTo(expected);
      }
      assertThat(logits(asShards(checkpoint, types.safetensors), prompt)).isDeepEqualTo(single);
      if (inGguf) {
        assertThat(logits(asGguf(checkpoint, types.gguf), prompt)).isDeepEqualTo(single);
      }
    }
  }

  /** One element type in both formats. */
  private enum Types {
    F32(ElementType.F32, GgmlType.F32),
    F16(ElementType.F16, GgmlType.F16),
    BF16(ElementType.BF16, GgmlType.BF16);

    private final ElementType safetensors;
    private final GgmlType gguf;

    Types(ElementType safetensors, GgmlType gguf) {
      this.safetensors = safetensors;
      this.gguf = gguf;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {TestModels.EMBEDDED, "float", "b1"})
  void trainedLogitsAreTheSameAfterAllFormats(String name) throws IOException {
    checkAll(TestModels.checkpoint(name), PROMPT);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "ROPE_.*")
  void logitsOfEveryFamilyAreTheSameAfterAllFormats(TinyModel model) throws IOException {
    checkAll(model.write(folder), TINY_PROMPT);
  }

  /** Llama's queries and keys stand in another order in GGUF files, BitNet's do not. */
  @ParameterizedTest
  @ValueSource(strings = {"float", "b1"})
  void queriesOfLlamaStandInPairs(String name) {
    Checkpoint trained = TestModels.checkpoint(name);
    float[][] rows = trained.weights().layers().get(1).query().rows();
    float[][] stored = asGguf(trained, GgmlType.F32).tensors().matrix("blk.1.attn_q.weight");
    boolean pairs = name.equals("float");
    int half = trained.config().lastStack().attention().headDimension() / 2;
    assertThat(stored[0]).isEqualTo(rows[0]);
    assertThat(stored[1]).isEqualTo(rows[pairs ? half : 1]);
    assertThat(stored[2 * half + 2]).isEqualTo(rows[2 * half + (pairs ? 1 : 2)]);
  }
}
