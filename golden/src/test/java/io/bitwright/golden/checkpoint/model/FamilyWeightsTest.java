package io.bitwright.golden.checkpoint.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.checkpoint.CheckpointFolder;
import io.bitwright.golden.checkpoint.safetensors.SafetensorsWriter;
import io.bitwright.golden.checkpoint.tensor.ElementType;
import io.bitwright.golden.checkpoint.tensor.NewTensor;
import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of one layer of each family, whose values count up through the file. */
class FamilyWeightsTest {
  private static final String LLAMA_SHAPE =
      "\"hidden_size\": 4, \"intermediate_size\": 6, \"num_hidden_layers\": 1,"
          + " \"num_attention_heads\": 2, \"num_key_value_heads\": 1, \"vocab_size\": 5,"
          + " \"head_dim\": 2, \"max_position_embeddings\": 8,";

  @TempDir private Path folder = Path.of("");
  private final List<NewTensor<ElementType>> tensors = new ArrayList<>();
  private int count;

  /** Adds a tensor of the next values; names in one order, so that each knows its first value. */
  private int add(String name, long... shape) {
    int first = count;
    List<Long> sizes = new ArrayList<>();
    int elements = 1;
    for (long size : shape) {
      sizes.add(size);
      elements *= (int) size;
    }
    count += elements;
    tensors.add(new NewTensor<>(name, ElementType.F32, sizes, place -> first + place));
    return first;
  }

  private void addNorm(String name) {
    add(name + ".weight", 4);
    add(name + ".bias", 4);
  }

  private static ModelConfig config(String keys) {
    return ModelReader.read("tiny", ("{" + keys + "}").getBytes(UTF_8));
  }

  private TransformerWeights read(String keys) {
    return new ModelTensors(config(keys), source()).weights();
  }

  private TensorSource source() {
    SafetensorsWriter.write(folder.resolve("model.safetensors"), tensors);
    return CheckpointFolder.weights(folder);
  }

  private void addLlamaLayer(boolean biases, String prefix) {
    add(prefix + "embed_tokens.weight", 5, 4);
    String layer = prefix + "layers.0.";
    add(layer + "input_layernorm.weight", 4);
    for (String projection : List.of("q", "k", "v")) {
      long outputs = projection.equals("q") ? 4 : 2;
      add(layer + "self_attn." + projection + "_proj.weight", outputs, 4);
      if (biases) {
        add(layer + "self_attn." + projection + "_proj.bias", outputs);
      }
    }
    add(layer + "self_attn.o_proj.weight", 4, 4);
    add(layer + "post_attention_layernorm.weight", 4);
    add(layer + "mlp.gate_proj.weight", 6, 4);
    add(layer + "mlp.up_proj.weight", 6, 4);
    add(layer + "mlp.down_proj.weight", 4, 6);
    add(prefix + "norm.weight", 4);
  }

  @Test
  void llamaAndMistralAreReadByTheirNames() {
    addLlamaLayer(false, "model.");
    int head = add("lm_head.weight", 5, 4);
    for (String family : List.of("llama", "mistral")) {
      TransformerWeights weights =
          read("\"model_type\": \"" + family + "\"," + LLAMA_SHAPE + "\"rms_norm_eps\": 1e-5");
      TransformerLayerWeights layer = weights.layers().getFirst();
      assertThat(layer.query().rows()[1]).containsExactly(28, 29, 30, 31);
      assertThat(layer.query().bias()).isNull();
      assertThat(layer.attentionSubNorm()).isNull();
      assertThat(weights.head().rows()[0][0]).isEqualTo(head);
    }
  }

  @Test
  void qwen2HasBiasesOfQueriesKeysAndValues() {
    addLlamaLayer(true, "model.");
    TransformerWeights weights =
        read(
            "\"model_type\": \"qwen2\","
                + LLAMA_SHAPE
                + "\"rms_norm_eps\": 1e-6, \"tie_word_embeddings\": true");
    TransformerLayerWeights layer = weights.layers().getFirst();
    assertThat(layer.query().bias()).containsExactly(40, 41, 42, 43);
    assertThat(layer.key().bias()).containsExactly(52, 53);
    assertThat(layer.value().rows()[0]).containsExactly(54, 55, 56, 57);
    assertThat(layer.output().bias()).isNull();
    assertThat(weights.head().rows()).isSameAs(weights.embedding());
  }

  @Test
  void gemmaIsReadWithoutThePrefixToo() {
    addLlamaLayer(false, "");
    TransformerWeights weights =
        read("\"model_type\": \"gemma\"," + LLAMA_SHAPE + "\"rms_norm_eps\": 1e-6");
    assertThat(weights.layers().getFirst().inputNorm().gain()).containsExactly(20, 21, 22, 23);
  }

  @Test
  void bitnetHasNormsBeforeOutputAndDown() {
    addLlamaLayer(false, "model.");
    int attention = add("model.layers.0.self_attn.attn_sub_norm.weight", 4);
    int feedForward = add("model.layers.0.mlp.ffn_sub_norm.weight", 6);
    TransformerWeights weights =
        read(
            "\"model_type\": \"bitnet\", \"hidden_act\": \"relu2\", \"rms_norm_eps\": 1e-5,"
                + LLAMA_SHAPE
                + "\"tie_word_embeddings\": true");
    TransformerLayerWeights layer = weights.layers().getFirst();
    assertThat(Objects.requireNonNull(layer.attentionSubNorm()).gain()[0]).isEqualTo(attention);
    assertThat(Objects.requireNonNull(layer.feedForwardSubNorm()).gain()).hasSize(6);
    assertThat(Objects.requireNonNull(layer.feedForwardSubNorm()).gain()[0]).isEqualTo(feedForward);
  }

  private static final String PHI =
      "\"model_type\": \"phi\", \"hidden_size\": 4, \"intermediate_size\": 6,"
          + " \"num_hidden_layers\": 1, \"num_attention_heads\": 1, \"vocab_size\": 5,"
          + " \"max_position_embeddings\": 8";

  @Test
  void phiHasBiasesEverywhereAndOneNorm() {
    add("model.embed_tokens.weight", 5, 4);
    addNorm("model.layers.0.input_layernorm");
    for (String name : List.of("q_proj", "k_proj", "v_proj", "dense")) {
      add("model.layers.0.self_attn." + name + ".weight", 4, 4);
      add("model.layers.0.self_attn." + name + ".bias", 4);
    }
    add("model.layers.0.mlp.fc1.weight", 6, 4);
    add("model.layers.0.mlp.fc1.bias", 6);
    add("model.layers.0.mlp.fc2.weight", 4, 6);
    int down = add("model.layers.0.mlp.fc2.bias", 4);
    addNorm("model.final_layernorm");
    add("lm_head.weight", 5, 4);
    int head = add("lm_head.bias", 5);
    TransformerWeights weights = read(PHI);
    TransformerLayerWeights layer = weights.layers().getFirst();
    assertThat(layer.inputNorm().bias()).containsExactly(24, 25, 26, 27);
    assertThat(layer.postAttentionNorm()).isNull();
    assertThat(layer.gate()).isNull();
    assertThat(Objects.requireNonNull(layer.down().bias())[0]).isEqualTo(down);
    assertThat(Objects.requireNonNull(weights.head().bias())[4]).isEqualTo(head + 4);
  }

  @Test
  void phiOfTheOlderFilesIsTakenApart() {
    add("transformer.embd.wte.weight", 5, 4);
    addNorm("transformer.h.0.ln");
    int fused = add("transformer.h.0.mixer.Wqkv.weight", 12, 4);
    int fusedBias = add("transformer.h.0.mixer.Wqkv.bias", 12);
    add("transformer.h.0.mixer.out_proj.weight", 4, 4);
    add("transformer.h.0.mixer.out_proj.bias", 4);
    add("transformer.h.0.mlp.fc1.weight", 6, 4);
    add("transformer.h.0.mlp.fc1.bias", 6);
    add("transformer.h.0.mlp.fc2.weight", 4, 6);
    add("transformer.h.0.mlp.fc2.bias", 4);
    addNorm("lm_head.ln");
    add("lm_head.linear.weight", 5, 4);
    add("lm_head.linear.bias", 5);
    TransformerLayerWeights layer = read(PHI).layers().getFirst();
    assertThat(layer.query().rows()[0][1]).isEqualTo(fused + 1);
    assertThat(layer.key().rows()[1][2]).isEqualTo(fused + (4 + 1) * 4 + 2);
    assertThat(layer.value().rows()[3][3]).isEqualTo(fused + 11 * 4 + 3);
    assertThat(layer.value().bias())
        .containsExactly(fusedBias + 8, fusedBias + 9, fusedBias + 10, fusedBias + 11);
  }

  private static final String GPT2 =
      "\"model_type\": \"gpt2\", \"n_embd\": 4, \"n_inner\": 6, \"n_layer\": 1, \"n_head\": 2,"
          + " \"vocab_size\": 5, \"n_positions\": 8";

  private int addGpt2(String prefix) {
    add(prefix + "wte.weight", 5, 4);
    add(prefix + "wpe.weight", 8, 4);
    String layer = prefix + "h.0.";
    add(layer + "attn.bias", 1, 1, 8, 8);
    addNorm(layer + "ln_1");
    int fused = add(layer + "attn.c_attn.weight", 4, 12);
    add(layer + "attn.c_attn.bias", 12);
    add(layer + "attn.c_proj.weight", 4, 4);
    add(layer + "attn.c_proj.bias", 4);
    addNorm(layer + "ln_2");
    add(layer + "mlp.c_fc.weight", 4, 6);
    add(layer + "mlp.c_fc.bias", 6);
    add(layer + "mlp.c_proj.weight", 6, 4);
    add(layer + "mlp.c_proj.bias", 4);
    addNorm(prefix + "ln_f");
    return fused;
  }

  @Test
  void gpt2IsTurnedAndTakenApart() {
    int fused = addGpt2("transformer.");
    TransformerWeights weights = read(GPT2);
    TransformerLayerWeights layer = weights.layers().getFirst();
    assertThat(Objects.requireNonNull(weights.positions())).hasDimensions(8, 4);
    assertThat(layer.query().rows()).hasDimensions(4, 4);
    for (int output = 0; output < 4; output++) {
      for (int input = 0; input < 4; input++) {
        assertThat(layer.query().rows()[output][input]).isEqualTo(fused + input * 12 + output);
        assertThat(layer.key().rows()[output][input]).isEqualTo(fused + input * 12 + 4 + output);
        assertThat(layer.value().rows()[output][input]).isEqualTo(fused + input * 12 + 8 + output);
      }
    }
    assertThat(layer.key().bias()).containsExactly(fused + 52, fused + 53, fused + 54, fused + 55);
    assertThat(layer.up().rows()).hasDimensions(6, 4);
    assertThat(layer.up().rows()[5][1] - layer.up().rows()[4][1]).isEqualTo(1);
    assertThat(layer.up().rows()[4][2] - layer.up().rows()[4][1]).isEqualTo(6);
    assertThat(layer.down().rows()).hasDimensions(4, 6);
    assertThat(weights.head().rows()).isSameAs(weights.embedding());
  }

  @Test
  void gpt2IsReadWithoutThePrefixToo() {
    int fused = addGpt2("");
    assertThat(read(GPT2).layers().getFirst().query().rows()[0][0]).isEqualTo(fused);
  }

  private static String opt(String more) {
    return "\"model_type\": \"opt\", \"hidden_size\": 4, \"ffn_dim\": 6, \"num_hidden_layers\": 1,"
        + " \"num_attention_heads\": 2, \"vocab_size\": 5, \"max_position_embeddings\": 8"
        + more;
  }

  private void addOpt(String prefix, int tableWidth, boolean last) {
    add(prefix + "embed_tokens.weight", 5, tableWidth);
    add(prefix + "embed_positions.weight", 10, 4);
    addNorm(prefix + "layers.0.self_attn_layer_norm");
    for (String name : List.of("k_proj", "v_proj", "q_proj", "out_proj")) {
      add(prefix + "layers.0.self_attn." + name + ".weight", 4, 4);
      add(prefix + "layers.0.self_attn." + name + ".bias", 4);
    }
    add(prefix + "layers.0.fc1.weight", 6, 4);
    add(prefix + "layers.0.fc1.bias", 6);
    add(prefix + "layers.0.fc2.weight", 4, 6);
    add(prefix + "layers.0.fc2.bias", 4);
    addNorm(prefix + "layers.0.final_layer_norm");
    if (last) {
      addNorm(prefix + "final_layer_norm");
    }
  }

  @Test
  void optHasPositionsAndNormsWithBiases() {
    addOpt("model.decoder.", 4, true);
    TransformerWeights weights = read(opt(""));
    TransformerLayerWeights layer = weights.layers().getFirst();
    assertThat(layer.key().rows()[0][0]).isEqualTo(68);
    assertThat(layer.query().rows()[0][0]).isEqualTo(108);
    assertThat(Objects.requireNonNull(weights.finalNorm()).bias()).isNotNull();
    assertThat(weights.inputProjection()).isNull();
  }

  /** OPT-350m: a narrower embedding, norms behind their parts and none behind the last layer. */
  @Test
  void optWithANarrowEmbeddingIsProjected() {
    addOpt("decoder.", 2, false);
    int in = add("decoder.project_in.weight", 4, 2);
    int out = add("decoder.project_out.weight", 2, 4);
    TransformerWeights weights =
        read(opt(", \"word_embed_proj_dim\": 2, \"do_layer_norm_before\": false"));
    assertThat(Objects.requireNonNull(weights.inputProjection()).rows()[0][0]).isEqualTo(in);
    assertThat(Objects.requireNonNull(weights.outputProjection()).rows()[0][0]).isEqualTo(out);
    assertThat(weights.finalNorm()).isNull();
    assertThat(weights.head().rows()[0]).hasSize(2);
  }

  @Test
  void whatIsMissingOrTooMuchIsNamed() {
    addGpt2("transformer.");
    refused(PHI, "has no tensor 'model.embed_tokens.weight'");
    refused(
        GPT2.replace("\"n_inner\": 6", "\"n_inner\": 7"),
        "tensor 'transformer.h.0.mlp.c_fc.weight' has the shape [4, 6],"
            + " but the configuration of tiny asks for [4, 7]");
    add("transformer.h.1.ln_1.weight", 4);
    refused(
        GPT2,
        "tensor 'transformer.h.1.ln_1.weight' is not part of the gpt2 model tiny;"
            + " did you mean \"transformer.h.0.ln_1.weight\"?");
  }

  private void refused(String keys, String message) {
    TensorSource source = source();
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> new ModelTensors(config(keys), source))
        .withMessageStartingWith(source.file() + ": " + message);
  }

  @Test
  void familyWhoseWeightsAreNotReadIsRefused() {
    add("x", 1);
    TensorSource source = source();
    ModelConfig falcon =
        config(
            "\"model_type\": \"falcon\", \"hidden_size\": 4, \"num_hidden_layers\": 1,"
                + " \"num_attention_heads\": 2, \"vocab_size\": 5");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> new ModelTensors(falcon, source))
        .withMessageStartingWith("weights of the family falcon are not read; read are llama, ");
  }
}
