package io.bitwright.golden.checkpoint;

import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.spec.NearestWord;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.GatedDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors that a decoder has, by their Hugging Face names (models llama and bitnet of github
 * huggingface/transformers), with their shapes.
 */
final class DecoderTensors {
  static final String EMBEDDING = "model.embed_tokens.weight";
  static final String FINAL_NORM = "model.norm.weight";
  static final String HEAD = "lm_head.weight";
  static final String INPUT_NORM = "input_layernorm.weight";
  static final String QUERY = "self_attn.q_proj.weight";
  static final String KEY = "self_attn.k_proj.weight";
  static final String VALUE = "self_attn.v_proj.weight";
  static final String ATTENTION_SUB_NORM = "self_attn.attn_sub_norm.weight";
  static final String OUTPUT = "self_attn.o_proj.weight";
  static final String POST_ATTENTION_NORM = "post_attention_layernorm.weight";
  static final String GATE = "mlp.gate_proj.weight";
  static final String UP = "mlp.up_proj.weight";
  static final String FEED_FORWARD_SUB_NORM = "mlp.ffn_sub_norm.weight";
  static final String DOWN = "mlp.down_proj.weight";

  /** A table that older files store and that follows from the configuration. */
  private static final String DERIVED_SUFFIX = "rotary_emb.inv_freq";

  private final GatedDecoder config;
  private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

  DecoderTensors(GatedDecoder config) {
    this.config = config;
    long hidden = config.hiddenSize();
    matrix(EMBEDDING, config.vocabularySize(), hidden);
    for (int layer = 0; layer < config.layers(); layer++) {
      layer(layerPrefix(layer));
    }
    vector(FINAL_NORM, hidden);
    if (!config.tiedEmbeddings()) {
      matrix(HEAD, config.vocabularySize(), hidden);
    }
  }

  static String layerPrefix(int layer) {
    return "model.layers." + layer + ".";
  }

  private void layer(String prefix) {
    long hidden = config.hiddenSize();
    long queries = config.queryWidth();
    long keys = config.keyValueWidth();
    long intermediate = config.intermediateSize();
    vector(prefix + INPUT_NORM, hidden);
    matrix(prefix + QUERY, queries, hidden);
    matrix(prefix + KEY, keys, hidden);
    matrix(prefix + VALUE, keys, hidden);
    matrix(prefix + OUTPUT, hidden, queries);
    vector(prefix + POST_ATTENTION_NORM, hidden);
    matrix(prefix + GATE, intermediate, hidden);
    matrix(prefix + UP, intermediate, hidden);
    matrix(prefix + DOWN, hidden, intermediate);
    if (config.hasSubLayerNorms()) {
      vector(prefix + ATTENTION_SUB_NORM, queries);
      vector(prefix + FEED_FORWARD_SUB_NORM, intermediate);
    }
  }

  private void vector(String name, long size) {
    shapes.put(name, List.of(size));
  }

  private void matrix(String name, long rows, long columns) {
    shapes.put(name, List.of(rows, columns));
  }

  /** Refuses a file with a tensor missing, of another shape, or unknown to the model. */
  void check(TensorSource tensors) {
    shapes.forEach((name, shape) -> {
      List<Long> found = tensors.shape(name);
      if (!found.equals(shape)) {
        throw new SpecException(
            "%s: tensor '%s' has the shape %s, but the configuration of %s asks for %s"
                .formatted(tensors.file(), name, found, config.name(), shape));
      }
    });
    for (String name : tensors.names()) {
      if (!shapes.containsKey(name) && !name.endsWith(DERIVED_SUFFIX) && !isTiedHead(name)) {
        throw new SpecException(
            "%s: tensor '%s' is not part of the %s model %s%s"
                .formatted(
                    tensors.file(),
                    name,
                    config.family().label(),
                    config.name(),
                    NearestWord.hint(name, shapes.keySet())));
      }
    }
  }

  /** Some files store the tied head a second time; the embedding stands for it. */
  private boolean isTiedHead(String name) {
    return config.tiedEmbeddings() && name.equals(HEAD);
  }
}
