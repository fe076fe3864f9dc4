package io.bitwright.golden.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.bitwright.golden.checkpoint.gguf.GgmlType;
import io.bitwright.golden.checkpoint.gguf.GgufFile;
import io.bitwright.golden.checkpoint.gguf.GgufType;
import io.bitwright.golden.checkpoint.gguf.GgufValue;
import io.bitwright.golden.checkpoint.gguf.GgufWriter;
import io.bitwright.golden.checkpoint.safetensors.SafetensorsFile;
import io.bitwright.golden.checkpoint.safetensors.SafetensorsWriter;
import io.bitwright.golden.checkpoint.tensor.ElementType;
import io.bitwright.golden.checkpoint.tensor.NewTensor;
import io.bitwright.golden.checkpoint.tensor.TensorShape;
import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.golden.checkpoint.tokenizer.Tokenizer;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand files with faults of each kind: refused with a {@link SpecException} or read, without
 * a crash, a hang, or memory that neither the file's size nor the sound file explains.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MutatedFilesTest {
  private static final int MUTANTS = 1000;

  /** Buffers of parsers and messages, which do not depend on the file. */
  private static final long FIXED_BYTES = 1 << 15;

  /** What a fault may make of the sound file's memory. */
  private static final int MOST_TIMES_THE_SOUND_FILE = 2;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir private Path folder = Path.of("");
  private int read;

  /**
   * Reads all mutants.
   *
   * @param mostBytesAByte memory that reading may take for each byte of the file
   */
  private void readAll(byte[] sound, int dense, int mostBytesAByte, Consumer<byte[]> reader) {
    reader.accept(sound);
    warmUp(sound, dense, reader);
    long mostBytes = MOST_TIMES_THE_SOUND_FILE * bytesTaken(sound, reader) + FIXED_BYTES;
    Random random = new Random(20_260_101);
    for (int mutant = 0; mutant < MUTANTS; mutant++) {
      byte[] bytes = Mutations.of(sound, dense, random);
      if (isRead(bytes, reader)) {
        read++;
      }
      assertThat(bytesTaken(bytes, reader))
          .as("bytes taken for mutant %d of %d bytes", mutant, bytes.length)
          .isLessThan((long) mostBytesAByte * bytes.length + FIXED_BYTES)
          .isLessThan(mostBytes);
    }
    assertThat(read).as("mutants that are read").isBetween(1, MUTANTS - 300);
  }

  /** Memory that a second reading takes, without the classes that the first one loads. */
  private long bytesTaken(byte[] bytes, Consumer<byte[]> reader) {
    long before = threads.getCurrentThreadAllocatedBytes();
    isRead(bytes, reader);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static boolean isRead(byte[] bytes, Consumer<byte[]> reader) {
    try {
      reader.accept(bytes);
      return true;
    } catch (SpecException e) {
      assertThat(e.getMessage()).as("message of a mutant").isNotBlank();
      return false;
    }
  }

  /** Other mutants first, for what the virtual machine takes but once. */
  private static void warmUp(byte[] sound, int dense, Consumer<byte[]> reader) {
    Random random = new Random(7);
    for (int mutant = 0; mutant < 200; mutant++) {
      try {
        reader.accept(Mutations.of(sound, dense, random));
      } catch (SpecException expected) {
        assertThat(expected).hasMessageNotContaining("null:");
      }
    }
  }

  private static void lookAtAll(TensorSource source) {
    for (String name : source.names()) {
      long elements = TensorShape.elements(source.shape(name));
      if (elements > 0) {
        source.values(name).at(0);
        source.values(name).at(elements - 1);
      }
    }
  }

  @Test
  void safetensors() throws IOException {
    List<NewTensor<ElementType>> tensors = new ArrayList<>();
    for (ElementType type : ElementType.values()) {
      if (type.isFloatingPoint()) {
        tensors.add(NewTensor.matrix("layer." + type, type, new float[64][100]));
      }
    }
    Path file = folder.resolve("x.safetensors");
    SafetensorsWriter.write(file, Map.of("format", "pt"), tensors);
    readAll(
        Files.readAllBytes(file), 600, 2, bytes -> lookAtAll(SafetensorsFile.of("mutant", bytes)));
  }

  @Test
  void gguf() throws IOException {
    Map<String, GgufValue> metadata = new LinkedHashMap<>();
    metadata.put("general.architecture", GgufValue.text("llama"));
    metadata.put("llama.block_count", GgufValue.count(1));
    List<GgufValue> words = List.of(GgufValue.text("a"), GgufValue.text("\u0120the"));
    GgufValue list = new GgufValue.Sequence(GgufType.STRING, words);
    metadata.put("tokenizer.ggml.tokens", list);
    metadata.put("nested", new GgufValue.Sequence(GgufType.ARRAY, List.of(list)));
    List<NewTensor<GgmlType>> tensors = new ArrayList<>();
    for (GgmlType type : GgmlType.values()) {
      if (type.isFloatingPoint()) {
        tensors.add(NewTensor.matrix("blk.0." + type, type, new float[8][256]));
      }
    }
    Path file = folder.resolve("x.gguf");
    GgufWriter.write(file, metadata, tensors);
    readAll(
        Files.readAllBytes(file),
        700,
        2,
        bytes -> {
          GgufFile gguf = GgufFile.of("mutant", bytes);
          gguf.metadata().values().forEach(MutatedFilesTest::walk);
          lookAtAll(gguf);
        });
  }

  private static void walk(GgufValue value) {
    if (value instanceof GgufValue.Sequence sequence) {
      sequence.values().iterator().forEachRemaining(MutatedFilesTest::walk);
    }
  }

  /**
   * Java's objects for a token take more than the ten bytes of its line: this file takes 107 bytes
   * a byte, most of it for members of the vocabulary and of the merges that are dropped one by one.
   */
  @Test
  void tokenizer() throws IOException {
    Path sound = Path.of("src/test/resources/io/bitwright/golden/checkpoint/tokenizer/llama2.json");
    Path file = folder.resolve("tokenizer.json");
    readAll(
        Files.readAllBytes(sound),
        8000,
        120,
        bytes -> {
          write(file, bytes);
          Tokenizer tokenizer = Tokenizer.open(file);
          tokenizer.decode(tokenizer.encode("The king's <s>crown\u2603 "));
        });
  }

  @Test
  void modelConfiguration() {
    String config =
        """
        {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_act": "silu",
        "hidden_size": 192, "intermediate_size": 512, "num_hidden_layers": 4,
        "num_attention_heads": 6, "num_key_value_heads": 2, "head_dim": 32,
        "max_position_embeddings": 256, "rms_norm_eps": 1e-05, "rope_theta": 10000.0,
        "rope_scaling": null, "tie_word_embeddings": true, "torch_dtype": "bfloat16",
        "vocab_size": 256, "attention_bias": false}
        """;
    readAll(
        config.getBytes(StandardCharsets.UTF_8),
        600,
        100,
        bytes -> assertThat(ModelReader.read("mutant", bytes).parameters()).isPositive());
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
