package io.bitwright.spec.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.JsonReader;
import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.Experts;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.NormKind;
import io.bitwright.spec.transformer.NormPlacement;
import io.bitwright.spec.transformer.OutputHead;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.StackRole;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each family's reader makes of its fields; the counts stand in PublishedParametersTest. */
class ModelFamilyTest {

  @Test
  void everyFamilyShipsAnExample() {
    EnumSet<ModelFamily> shipped = EnumSet.noneOf(ModelFamily.class);
    ModelLibrary.names().forEach(name -> shipped.add(ModelLibrary.get(name).family()));

    assertThat(shipped).containsExactlyElementsOf(Arrays.asList(ModelFamily.values()));
  }

  @Test
  void mixtralSendsEachTokenToTwoOfEightExpertsInEachLayer() {
    assertThat(stack("mixtral-8x7b").feedForward())
        .isEqualTo(
            FeedForward.gated(14_336, HiddenActivation.SILU)
                .with(new Experts(8, 2, 1, OptionalInt.empty())));
  }

  /** arXiv 2401.04088, section 1 (13B active), and mistral.ai/news/mixtral-8x22b (39B active). */
  @ParameterizedTest
  @CsvSource({"mixtral-8x7b, 13e9", "mixtral-8x22b, 39e9"})
  void aTokenMeetsTheActiveParametersThatArePublished(String name, double published) {
    ModelConfig model = ModelLibrary.get(name);
    long others = model.parameters() - model.linearParameters();

    assertThat(others + stack(name).linearWeightsPerToken())
        .isCloseTo(Math.round(published), withinPercentage(1.0));
  }

  @Test
  void switchHasExpertsInEverySecondLayerOfBothStacks() {
    ModelConfig model = ModelLibrary.get("switch-base-8");

    assertThat(model.stacks())
        .allSatisfy(stack ->
            assertThat(stack.feedForward().experts())
                .contains(new Experts(8, 1, 2, OptionalInt.of(64))));
    assertThat(model.stacks())
        .extracting(TransformerStack::role)
        .containsExactly(StackRole.ENCODER, StackRole.DECODER);
  }

  @Test
  void qwenHasBiasesOnlyBeforeAttentionAndAWindowOnlyIfUsed() {
    Attention attention = stack("qwen2-7b").attention();

    assertThat(attention)
        .isEqualTo(new Attention(28, 4, 128, true, false, true, OptionalInt.empty()));
  }

  @Test
  void gemmaHasWideHeadsAndATiedHead() {
    assertThat(stack("gemma-7b").attention().queryWidth()).isEqualTo(4096);
    assertThat(stack("gemma-7b").feedForward().activation()).isEqualTo(HiddenActivation.GELU_TANH);
    assertThat(ModelLibrary.get("gemma-7b").head())
        .contains(new OutputHead(3072, 256_000, true, false));
  }

  @Test
  void phiTurnsPartOfEachHeadAndHasABiasAtTheHead() {
    assertThat(stack("phi-2").positions()).isEqualTo(new Positions.Rotary(10_000, 32));
    assertThat(stack("phi-2").arrangement()).isEqualTo(Arrangement.PARALLEL_WITH_ONE_NORM);
    assertThat(ModelLibrary.get("phi-2").head())
        .contains(new OutputHead(2560, 51_200, false, true));
  }

  @Test
  void falconSharesKeysByItsArchitecture() {
    assertThat(stack("falcon-7b").attention().keyValueHeads()).isEqualTo(1);
    assertThat(stack("falcon-7b").arrangement()).isEqualTo(Arrangement.PARALLEL_WITH_ONE_NORM);
    assertThat(stack("falcon-40b").attention().keyValueHeads()).isEqualTo(8);
    assertThat(stack("falcon-40b").arrangement()).isEqualTo(Arrangement.PARALLEL);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt2, SEQUENTIAL, BEFORE, 1024, 0",
    "opt-6.7b, SEQUENTIAL, BEFORE, 2050, 2",
    "opt-350m, SEQUENTIAL, AFTER, 2050, 2",
    "bert-base, SEQUENTIAL, AFTER, 512, 0",
    "bart-large, SEQUENTIAL, AFTER, 1026, 2",
    "vit-base-patch16-224, SEQUENTIAL, BEFORE, 197, 0",
    "clip-vit-large-patch14, SEQUENTIAL, BEFORE, 77, 0"
  })
  void learnedPositionsHaveATable(
      String name, Arrangement arrangement, NormPlacement placement, int rows, int firstRow) {
    assertThat(stack(name).positions()).isEqualTo(new Positions.LearnedTable(rows, firstRow));
    assertThat(stack(name).arrangement()).isEqualTo(arrangement);
    assertThat(stack(name).norms().placement()).isEqualTo(placement);
    assertThat(stack(name).norms().kind()).isEqualTo(NormKind.LAYER);
  }

  @Test
  void otherPositionsAreKnown() {
    assertThat(stack("bloom").positions()).isEqualTo(new Positions.LinearBias());
    assertThat(stack("t5-base").positions()).isEqualTo(new Positions.RelativeBias(32));
    assertThat(stack("gopher-280b").positions()).isEqualTo(new Positions.RelativeProjection());
    assertThat(stack("deberta-v2-xxlarge").positions())
        .isEqualTo(new Positions.Disentangled(512, true, 2, 3));
    assertThat(stack("gpt-neox-20b").positions()).isEqualTo(new Positions.Rotary(10_000, 24));
  }

  @Test
  void anOptOfAnotherEmbeddingWidthHasAWayBack() {
    assertThat(stack("opt-350m").embedding())
        .isEqualTo(new Embedding.Tokens(50_272, 512, 0, false));
    assertThat(stack("opt-350m").outputLayers()).hasSize(1);
    assertThat(stack("opt-6.7b").outputLayers()).isEmpty();
  }

  @Test
  void encoderAndDecoderShareTheirTableAndMeetInCrossAttention() {
    ModelConfig model = ModelLibrary.get("t5-11b");
    TransformerStack encoder = model.stacks().getFirst();

    assertThat(encoder.attention().causal()).isFalse();
    assertThat(encoder.crossAttention()).isEmpty();
    assertThat(model.lastStack().crossAttention())
        .contains(Attention.multiHead(128, 128, false, false));
    assertThat(model.lastStack().embedding())
        .isEqualTo(new Embedding.Tokens(32_128, 1024, 0, true));
    assertThat(model.decodes()).isTrue();
  }

  @Test
  void bertHasAHeadOrAPoolerByItsArchitecture() {
    String json =
        """
        {"model_type": "bert", "architectures": ["BertModel"], "hidden_size": 768,
         "intermediate_size": 3072, "num_hidden_layers": 12, "num_attention_heads": 12,
         "max_position_embeddings": 512, "vocab_size": 30522}
        """;
    ModelConfig pooled = read(json);

    assertThat(pooled.head()).isEmpty();
    assertThat(pooled.lastStack().outputLayers().getFirst().name()).isEqualTo("pooler");
    // BertModel of google-bert/bert-base-uncased, by transformers' num_parameters().
    assertThat(pooled.parameters()).isEqualTo(109_482_240);
    assertThat(ModelLibrary.get("bert-base").head())
        .contains(new OutputHead(768, 30_522, true, true));
    assertThat(ModelLibrary.get("bert-base").decodes()).isFalse();
  }

  /** tiiuae/falcon-rw-1b on huggingface.co: the old architecture with ALiBi and biases. */
  @Test
  void theOldFalconIsSequential() {
    ModelConfig model =
        read(
            """
            {"model_type": "falcon", "hidden_size": 2048, "n_layer": 24, "n_head": 32,
             "vocab_size": 50304, "alibi": true, "bias": true, "multi_query": false,
             "parallel_attn": false}
            """);

    assertThat(model.lastStack().arrangement()).isEqualTo(Arrangement.SEQUENTIAL);
    assertThat(model.lastStack().positions()).isEqualTo(new Positions.LinearBias());
    assertThat(model.parameters()).isEqualTo(1_311_625_216L);
  }

  /** Model card of EleutherAI/pythia-6.9b on huggingface.co: parameters beside the embeddings. */
  @Test
  void pythiaIsAGptNeox() {
    ModelConfig model =
        read(
            """
            {"model_type": "gpt_neox", "hidden_size": 4096, "intermediate_size": 16384,
             "num_hidden_layers": 32, "num_attention_heads": 32, "max_position_embeddings": 2048,
             "vocab_size": 50432}
            """);

    assertThat(model.parameters() - 2L * 50_432 * 4096).isEqualTo(6_444_163_072L);
  }

  @Test
  void llavaTakesWhatItsPartsLeaveOutFromTheirClasses() {
    ModelConfig model = ModelLibrary.get("llava-1.5-7b");

    assertThat(model.hiddenSize()).isEqualTo(4096);
    assertThat(model.layers()).isEqualTo(32);
    assertThat(model.maximumPositions()).isEqualTo(4096);
    assertThat(model.stacks().getFirst().embedding())
        .isEqualTo(new Embedding.Patches(336, 14, 3, false));
    assertThat(model.stacks().getFirst().outputsEveryToken()).isTrue();
  }

  /**
   * configuration_mistral.py, configuration_gemma.py and configuration_mixtral.py of transformers.
   */
  @Test
  void whatIsMissingHasTheDefaultOfItsClass() {
    String sizes =
        """
        {"model_type": "mistral", "hidden_size": 4096, "intermediate_size": 14336,
         "num_hidden_layers": 32, "num_attention_heads": 32, "vocab_size": 32000}
        """;
    ModelConfig mistral = read(sizes);
    ModelConfig gemma = read(sizes.replace("mistral", "gemma"));
    ModelConfig mixtral = read(sizes.replace("mistral", "mixtral"));

    assertThat(mistral.maximumPositions()).isEqualTo(131_072);
    assertThat(mistral.lastStack().attention())
        .isEqualTo(new Attention(32, 8, 128, false, false, true, OptionalInt.of(4096)));
    assertThat(gemma.lastStack().attention().headDimension()).isEqualTo(256);
    assertThat(gemma.lastStack().attention().keyValueHeads()).isEqualTo(16);
    assertThat(mixtral.lastStack().feedForward().experts())
        .contains(new Experts(8, 2, 1, OptionalInt.empty()));
    assertThat(mixtral.lastStack().attention().window()).isEmpty();
  }

  @Test
  void nullForTheHeadsOfKeysIsAsManyAsHeads() {
    String json =
        """
        {"model_type": "mistral", "hidden_size": 4096, "intermediate_size": 14336,
         "num_hidden_layers": 32, "num_attention_heads": 32, "vocab_size": 32000,
         "num_key_value_heads": null, "sliding_window": null}
        """;

    assertThat(read(json).lastStack().attention())
        .isEqualTo(new Attention(32, 32, 128, false, false, true, OptionalInt.empty()));
  }

  @Test
  void anOlderPhiSaysHowMuchOfAHeadIsTurned() {
    String json =
        """
        {"model_type": "phi-msft", "n_embd": 2560, "n_head": 32, "n_head_kv": null,
         "n_inner": null, "n_layer": 32, "n_positions": 2048, "rotary_dim": 32,
         "activation_function": "gelu_new", "layer_norm_epsilon": 1e-05, "vocab_size": 51200}
        """;

    assertThat(read(json).stacks()).isEqualTo(ModelLibrary.get("phi-2").stacks());
  }

  @Test
  void theOldestFalconSaysByItsNameThatItHasGroups() {
    String json =
        """
        {"model_type": "RefinedWeb", "hidden_size": 8192, "n_head": 128, "n_head_kv": 8,
         "n_layer": 60, "vocab_size": 65024}
        """;

    assertThat(read(json).stacks()).isEqualTo(ModelLibrary.get("falcon-40b").stacks());
  }

  @Test
  void theShareThatIsTurnedIsAlsoReadFromTheSectionOfTheRotaryEmbedding() {
    String json =
        """
        {"model_type": "gpt_neox", "hidden_size": 512, "intermediate_size": 2048,
         "num_hidden_layers": 6, "num_attention_heads": 8, "vocab_size": 50304,
         "rope_parameters": {"rope_theta": 20000.0, "partial_rotary_factor": 0.5}}
        """;

    assertThat(read(json).lastStack().positions()).isEqualTo(new Positions.Rotary(20_000, 32));
  }

  @Test
  void aDescriptionSaysWhatNoConfigurationSays() {
    TransformerStack palm = stack("palm-540b");

    assertThat(palm.attention().keyValueHeads()).isEqualTo(1);
    assertThat(palm.attention().queryWidth()).isEqualTo(48 * 256);
    assertThat(palm.feedForward().gated()).isTrue();
    assertThat(palm.norms().bias()).isFalse();
    assertThat(stack("gpt-3-175b").feedForward())
        .isEqualTo(new FeedForward(49_152, false, HiddenActivation.GELU, true, Optional.empty()));
  }

  @Test
  void aDescriptionMayHaveExpertsInEveryNthLayer() {
    String mixtral =
        """
        {"model_type": "decoder", "hidden_size": 4096, "intermediate_size": 14336,
         "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8,
         "num_local_experts": 8, "gated_feed_forward": true, "hidden_act": "silu", "bias": false,
         "norm": "rms", "positions": "rotary", "max_position_embeddings": 32768,
         "vocab_size": 32000, "tie_word_embeddings": false}
        """;
    String half = mixtral.replace("\"num_local", "\"expert_layer_period\": 2, \"num_local");
    long expert = 3L * 4096 * 14_336;

    long all = ModelLibrary.get("mixtral-8x7b").parameters();
    assertThat(read(mixtral).parameters()).isEqualTo(all);
    assertThat(read(half).parameters()).isEqualTo(all - 16 * (7 * expert + 8 * 4096));
    assertThatThrownBy(() -> read(half.replace(": 2,", ": 3,")))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "config.json:3: expert_layer_period: 3 does not divide the 32 layers; write a divisor");
  }

  @Test
  void gemmaScalesItsEmbeddingAndAddsOneToItsGains() {
    for (String name : new String[] {"gemma-2b", "gemma-7b"}) {
      Embedding.Tokens tokens = (Embedding.Tokens) stack(name).embedding();
      assertThat(tokens.scaled()).isTrue();
      assertThat(stack(name).norms().unitOffset()).isTrue();
    }
    Embedding.Tokens others = (Embedding.Tokens) stack("qwen2-7b").embedding();
    assertThat(others.scaled()).isFalse();
    assertThat(stack("qwen2-7b").norms().unitOffset()).isFalse();
  }

  private static TransformerStack stack(String name) {
    return ModelLibrary.get(name).lastStack();
  }

  private static ModelConfig read(String json) {
    return HuggingFaceConfigReader.read(
        "mine", JsonReader.read("config.json", json.getBytes(UTF_8)));
  }
}
