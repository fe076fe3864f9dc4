package io.bitwright.spec.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.JsonReader;
import io.bitwright.spec.document.ShippedFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations that ship, with one thing made wrong. */
class WrongFamilyConfigTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mixtral-8x7b|\"num_local_experts\": 8|\"num_local_experts\": 1|config.json:12: num_local_experts: 1 experts are fewer than the 2 of a token; write at least 2",
        "mixtral-8x7b|  \"num_hidden_layers\": 32,||config.json:1: num_hidden_layers: missing; write a whole number from 1 to 10000",
        "switch-c-2048|\"num_experts\": 2048|\"num_experts\": 16384|config.json:13: num_experts: 16384 experts x 6144 is out of range; together at most 67108864",
        "switch-base-8|\"num_sparse_encoder_layers\": 6|\"num_sparse_encoder_layers\": 5|config.json:17: num_sparse_encoder_layers: 5 does not divide the 12 layers; write a divisor",
        "t5-base|\"relu\"|\"gated-relu\"|config.json:9: feed_forward_proj: unknown feed-forward projection \"gated-relu\"; allowed: relu, gelu, gated-gelu, gated-silu; did you mean \"gated-gelu\"?",
        "gpt2|\"n_head\": 12|\"n_head\": 11|config.json:9: n_head: n_embd 768 is not divisible by them; write a divisor",
        "gpt2|\"n_embd\": 768|\"n_embd\": true|config.json:8: n_embd: \"true\" is not a whole number; write a whole number from 1 to 1048576",
        "bloom|  \"num_attention_heads\": 112,||config.json:1: n_head: missing; write a whole number from 1 to 16384",
        "falcon-40b|\"num_kv_heads\": 8|\"num_kv_heads\": 7|config.json:13: num_kv_heads: 7 does not divide the 128 attention heads; write a divisor of 128",
        "falcon-7b|\"multi_query\": true|\"multi_query\": \"yes\"|config.json:10: multi_query: \"yes\" is text in quotes; write true or false without quotes",
        "phi-2|\"partial_rotary_factor\": 0.4|\"partial_rotary_factor\": 1.4|config.json:12: partial_rotary_factor: \"1.4\" is out of range; write a number above 0, at most 1",
        "opt-6.7b|\"relu\"|\"relu3\"|config.json:6: activation_function: unknown activation function \"relu3\"; allowed: silu, swish, relu2, relu, gelu, gelu_new, gelu_pytorch_tanh, gelu_fast, quick_gelu, tanh; did you mean \"relu2\"?",
        "deberta-v3-base|c2p|p2p|config.json:12: pos_att_type: unknown term of the attention \"p2p\"; allowed: p2c, c2p; did you mean \"p2c\"?",
        "deberta-v3-base|\"position_biased_input\": false|\"position_biased_input\": true|config.json:13: position_biased_input: is true beside relative_attention; write false, only one of them is known",
        "vit-base-patch16-224|\"patch_size\": 16|\"patch_size\": 15|config.json:15: patch_size: 15 does not divide image_size 224; write a divisor of 224",
        "llava-1.5-7b|\"model_type\": \"llama\"|\"model_type\": \"qwen2\"|config.json:12: text_config.model_type: unknown family of LLaVA's text \"qwen2\"; allowed: llama, mistral",
        "llava-1.5-7b|\"text_config\"|\"text\"|config.json:1: text_config: missing; write a mapping of keys, the part's configuration",
        "clip-vit-large-patch14|\"num_attention_heads\": 16|\"num_attention_heads\": 15|config.json:23: vision_config.num_attention_heads: hidden_size 1024 is not divisible by them; write a divisor",
        "palm-8b|\"rotary\"|\"rotery\"|config.json:13: positions: unknown kind of positions \"rotery\"; allowed: learned, rotary, alibi, transformer_xl; did you mean \"rotary\"?",
        "bart-base|\"bart\"|\"bert2\"|config.json:5: model_type: unknown model family \"bert2\"; allowed: llama, mistral, bitnet, mixtral, qwen2, gemma, phi, falcon, gpt2, gpt_neo, gpt_neox, opt, bloom, t5, switch_transformers, bart, bert, deberta-v2, vit, clip, llava, decoder, nfnet; did you mean \"bert\"?"
      })
  void whatIsWrongIsSaidWithFileLineKeyAndWhatIsAllowed(
      String model, String piece, String replacement, String message) {
    String right =
        new String(ShippedFile.bytes("/io/bitwright/spec/models/" + model + ".json"), UTF_8);
    String wrong = right.replace(piece, replacement == null ? "" : replacement);

    assertThatThrownBy(() ->
            HuggingFaceConfigReader.read(
                "mine", JsonReader.read("config.json", wrong.getBytes(UTF_8))))
        .isInstanceOf(SpecException.class)
        .hasMessage(message);
  }
}
