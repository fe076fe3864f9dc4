package io.bitwright.golden.checkpoint.safetensors;

import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.golden.checkpoint.tensor.TensorValues;
import io.bitwright.spec.NearestWord;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.JsonReader;
import io.bitwright.spec.document.Section;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors of several safetensors files in one folder, by the index that names the file of each.
 *
 * <p>Format (docs of huggingface_hub, "Serialization", and github huggingface/transformers, {@code
 * modeling_utils.py}): a JSON object whose {@code weight_map} gives each tensor's file.
 */
public final class ShardedSafetensors implements TensorSource {
  /** The index of the largest public models has about 10 MB. */
  private static final int MOST_BYTES = 64 << 20;

  private static final String WEIGHT_MAP = "weight_map";

  private final String file;
  private final Map<String, SafetensorsFile> shardOfTensor = new LinkedHashMap<>();

  private ShardedSafetensors(Path index) {
    this.file = index.toString();
  }

  /**
   * Maps all files that an index names.
   *
   * @param index {@code model.safetensors.index.json}
   * @throws SpecException if the index or one of the files cannot be read, or they name different
   *     tensors
   */
  public static ShardedSafetensors open(Path index) {
    Section document = Section.open(JsonReader.read(index, MOST_BYTES));
    Section weights =
        document
            .optionalOpenSection(WEIGHT_MAP)
            .orElseThrow(
                () -> document.problem(WEIGHT_MAP, "missing; write the file name of each tensor"));
    ShardedSafetensors sharded = new ShardedSafetensors(index);
    Map<String, SafetensorsFile> shards = new LinkedHashMap<>();
    for (String tensor : weights.keys()) {
      String name = weights.value(tensor, "a file name", ShardedSafetensors::plainName);
      SafetensorsFile shard =
          shards.computeIfAbsent(name, key -> SafetensorsFile.open(index.resolveSibling(key)));
      shard.info(tensor);
      sharded.shardOfTensor.put(tensor, shard);
    }
    sharded.refuseTensorsWithoutIndex(shards);
    return sharded;
  }

  /** A name that stays in its folder. */
  private static String plainName(String name) {
    boolean plain =
        name.endsWith(".safetensors")
            && name.chars().allMatch(c -> c > ' ' && "/\\:".indexOf(c) < 0);
    if (!plain) {
      throw new SpecException(
          "found \"" + name + "\"; write the name of a .safetensors file in the same folder");
    }
    return name;
  }

  private void refuseTensorsWithoutIndex(Map<String, SafetensorsFile> shards) {
    for (SafetensorsFile shard : shards.values()) {
      for (String tensor : shard.names()) {
        if (shardOfTensor.get(tensor) != shard) {
          throw new SpecException(
              "%s: tensor '%s' is not placed there by %s".formatted(shard.file(), tensor, file));
        }
      }
    }
  }

  @Override
  public String file() {
    return file;
  }

  @Override
  public List<String> names() {
    return List.copyOf(shardOfTensor.keySet());
  }

  @Override
  public List<Long> shape(String name) {
    return shard(name).shape(name);
  }

  @Override
  public TensorValues values(String name) {
    return shard(name).values(name);
  }

  private SafetensorsFile shard(String name) {
    SafetensorsFile shard = shardOfTensor.get(name);
    if (shard == null) {
      throw new SpecException(
          file + ": has no tensor '" + name + "'" + NearestWord.hint(name, shardOfTensor.keySet()));
    }
    return shard;
  }
}
