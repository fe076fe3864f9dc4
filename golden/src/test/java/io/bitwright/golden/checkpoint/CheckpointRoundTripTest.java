package io.bitwright.golden.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.golden.TestModels;
import io.bitwright.golden.checkpoint.gguf.GgmlType;
import io.bitwright.golden.checkpoint.gguf.GgufFile;
import io.bitwright.golden.checkpoint.gguf.GgufValue;
import io.bitwright.golden.checkpoint.gguf.GgufWriter;
import io.bitwright.golden.checkpoint.safetensors.SafetensorsFile;
import io.bitwright.golden.checkpoint.safetensors.SafetensorsWriter;
import io.bitwright.golden.checkpoint.tensor.ElementType;
import io.bitwright.golden.checkpoint.tensor.NewTensor;
import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.transformer.ByteTokens;
import io.bitwright.golden.transformer.ReferenceTransformer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trained checkpoints written to files of both formats and read back. */
class CheckpointRoundTripTest {
  private static final int[] PROMPT = ByteTokens.encode("KING RICHARD: My");

  @TempDir private Path folder = Path.of("");

  private static float[][] logits(Checkpoint checkpoint) {
    return new ReferenceTransformer(
            checkpoint.config(), checkpoint.weights(), new GoldenIntegerMatmul())
        .logits(PROMPT);
  }

  private Checkpoint asSafetensors(Checkpoint checkpoint, ElementType type) {
    Path file = folder.resolve(type + ".safetensors");
    TensorSource source = checkpoint.tensors();
    List<NewTensor<ElementType>> tensors =
        source.names().stream()
            .map(name ->
                NewTensor.copy(
                    source, name, source.shape(name).size() == 1 ? ElementType.F32 : type))
            .toList();
    SafetensorsWriter.write(file, tensors);
    return new Checkpoint(checkpoint.config(), SafetensorsFile.open(file));
  }

  private Checkpoint asGguf(Checkpoint checkpoint, GgmlType type) {
    Path file = folder.resolve(type + ".gguf");
    Map<String, GgufValue> metadata = Map.of("general.architecture", GgufValue.text("llama"));
    GgufWriter.write(file, metadata, checkpoint.modelTensors().forGguf(role -> type));
    return new Checkpoint(checkpoint.config(), GgufFile.open(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {TestModels.EMBEDDED, "float", "b1"})
  void logitsAreTheSameAfterBothFormats(String name) {
    Checkpoint trained = TestModels.checkpoint(name);
    float[][] expected = logits(trained);
    assertThat(logits(asSafetensors(trained, ElementType.F32))).isDeepEqualTo(expected);
    assertThat(logits(asGguf(trained, GgmlType.F32))).isDeepEqualTo(expected);

    float[][] rounded = logits(asSafetensors(trained, ElementType.F16));
    assertThat(logits(asGguf(trained, GgmlType.F16))).isDeepEqualTo(rounded);
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
