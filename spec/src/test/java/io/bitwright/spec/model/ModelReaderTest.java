package io.bitwright.spec.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.JsonReader;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.Norms;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.RopeScaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelReaderTest {
  private static final String WHOLE = "; write a whole number from 1 to ";
  private static final String FAMILIES =
      "llama, mistral, bitnet, mixtral, qwen2, gemma, phi, falcon, gpt2, gpt_neo, gpt_neox, opt, bloom, t5,"
          + " switch_transformers, bart, bert, deberta-v2, vit, clip, llava, decoder, nfnet";
  private static final String RIGHT =
      """
      {
        "model_type": "llama",
        "hidden_size": 64,
        "intermediate_size": 128,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "max_position_embeddings": 256,
        "vocab_size": 100
      }
      """;

  @Test
  void whatIsNotStatedHasTheDefaultOfItsFamily() {
    assertThat(read(RIGHT))
        .isEqualTo(
            GatedDecoders.model(
                "mine",
                ModelFamily.LLAMA,
                256,
                GatedDecoders.stack(
                    2,
                    64,
                    100,
                    new Positions.Rotary(10_000, 16),
                    Attention.multiHead(4, 16, false, true),
                    128,
                    HiddenActivation.SILU,
                    Norms.rmsBefore(1e-6)),
                false,
                NumberFormat.BF16,
                NumberFormat.BF16));

    ModelConfig bitNet = read(RIGHT.replace("llama", "bitnet"));
    assertThat(bitNet.family()).isEqualTo(ModelFamily.BITNET);
    assertThat(bitNet.lastStack().norms()).isEqualTo(Norms.rmsBefore(1e-5).withSubLayer());
    assertThat(bitNet.lastStack().positions()).isEqualTo(new Positions.Rotary(500_000, 16));
    assertThat(bitNet.lastStack().feedForward().activation()).isEqualTo(HiddenActivation.RELU2);
    assertThat(bitNet.nativeWeights()).isEqualTo(NumberFormat.TERNARY);
    assertThat(bitNet.nativeActivations()).isEqualTo(NumberFormat.INT8);
  }

  @Test
  void everyStatedKeyArrivesInItsField() {
    String all =
        plus(
            """
            "num_key_value_heads": 2, "head_dim": 32, "rms_norm_eps": 1e-05, "rope_theta": 500000.0,
            "tie_word_embeddings": true, "attention_bias": true, "sliding_window": 100,
            "hidden_act": "relu2", "torch_dtype": "float16", "rope_scaling": {"type": "linear", "factor": 8.0},
            "bos_token_id": 1, "architectures": ["LlamaForCausalLM"]
            """);

    assertThat(read(all))
        .isEqualTo(
            GatedDecoders.model(
                "mine",
                ModelFamily.LLAMA,
                256,
                GatedDecoders.stack(
                    2,
                    64,
                    100,
                    new Positions.Rotary(500_000, 32, new RopeScaling.Linear(8)),
                    new Attention(4, 2, 32, true, true, true, OptionalInt.of(100)),
                    128,
                    HiddenActivation.RELU2,
                    Norms.rmsBefore(1e-5)),
                true,
                NumberFormat.FP16,
                NumberFormat.FP16));
  }

  @ParameterizedTest
  @CsvSource({"bfloat16, BF16", "float16, FP16", "float32, FP32", "float8_e4m3fn, FP8"})
  void theTensorTypeIsTheNativeFormat(String type, NumberFormat format) {
    ModelConfig old = read(plus("\"torch_dtype\": \"" + type + "\""));
    ModelConfig recent = read(plus("\"dtype\": \"" + type + "\""));

    assertThat(old.nativeWeights()).isEqualTo(format);
    assertThat(old.nativeActivations()).isEqualTo(format);
    assertThat(recent).isEqualTo(old);
  }

  @ParameterizedTest
  @CsvSource({"1.58, TERNARY", "1, BINARY", "1.0, BINARY"})
  void theBitsOfBitNetAreTheNativeFormat(String bits, NumberFormat format) {
    String quantised =
        plus(
            "\"quantization_config\": {\"quant_method\": \"bitnet\", \"weight_bits\": "
                + bits
                + "}");

    ModelConfig llama = read(quantised);

    assertThat(llama.family()).isEqualTo(ModelFamily.LLAMA);
    assertThat(llama.nativeWeights()).isEqualTo(format);
    assertThat(llama.nativeActivations()).isEqualTo(NumberFormat.INT8);
  }

  @Test
  void anotherQuantisationLeavesTheTensorType() {
    String quantised = plus("\"quantization_config\": {\"quant_method\": \"gptq\", \"bits\": 4}");

    assertThat(read(quantised).nativeWeights()).isEqualTo(NumberFormat.BF16);
  }

  @Test
  void theWindowOfMistralIsFullOnlyIfItSaysSo() {
    String mistral = RIGHT.replace("llama", "mistral").replace("256", "32768");

    assertThat(window(mistral)).hasValue(4096);
    assertThat(window(mistral.replace("}", ", \"sliding_window\": null}"))).isEmpty();
    assertThat(window(mistral.replace("}", ", \"sliding_window\": 99999}"))).isEmpty();
  }

  @Test
  void theRotaryBaseIsAlsoReadFromItsOwnSection() {
    ModelConfig model = read(plus("\"rope_parameters\": {\"rope_theta\": 1000000.0}"));

    assertThat(model.lastStack().positions()).isEqualTo(new Positions.Rotary(1e6, 16));
  }

  @Test
  void anArchitectureOfBitNetThatCallsItselfLlamaIsBitNet() {
    ModelConfig model =
        read(plus("\"architectures\": [\"BitnetForCausalLM\"], \"weight_bits\": 1"));

    assertThat(model.family()).isEqualTo(ModelFamily.BITNET);
    assertThat(model.nativeWeights()).isEqualTo(NumberFormat.TERNARY);
  }

  static Stream<Arguments> wrongFamilies() {
    return Stream.of(
        arguments(
            "\"llama\"",
            "\"mistrall\"",
            "config.json:2: model_type: unknown model family \"mistrall\"; allowed: "
                + FAMILIES
                + "; did you mean \"mistral\"?"),
        arguments(
            "\"llama\"",
            "\"mamba\"",
            "config.json:2: model_type: unknown model family \"mamba\"; allowed: " + FAMILIES),
        arguments(
            "  \"model_type\": \"llama\",\n",
            "",
            "config.json:1: model_type: missing; write one of " + FAMILIES),
        arguments(
            "  \"hidden_size\": 64,\n",
            "",
            "config.json:1: hidden_size: missing" + WHOLE + "1048576"),
        arguments(
            "64", "0", "config.json:3: hidden_size: \"0\" is out of range" + WHOLE + "1048576"),
        arguments(
            "64", "-64", "config.json:3: hidden_size: \"-64\" is out of range" + WHOLE + "1048576"),
        arguments(
            "64",
            "4294967296",
            "config.json:3: hidden_size: \"4294967296\" is out of range" + WHOLE + "1048576"),
        arguments(
            "64",
            "1e30",
            "config.json:3: hidden_size: \"1e30\" is not a whole number" + WHOLE + "1048576"),
        arguments(
            "64",
            "64.5",
            "config.json:3: hidden_size: \"64.5\" is not a whole number" + WHOLE + "1048576"));
  }

  static Stream<Arguments> wrongSizes() {
    return Stream.of(
        arguments(
            "64",
            "\"64\"",
            "config.json:3: hidden_size: \"64\" is text in quotes"
                + WHOLE
                + "1048576 without quotes"),
        arguments("64", "null", "config.json:3: hidden_size: has no value" + WHOLE + "1048576"),
        arguments("64", "[64]", "config.json:3: hidden_size: is a list" + WHOLE + "1048576"),
        arguments(
            "\"num_hidden_layers\": 2",
            "\"num_hidden_layers\": 10001",
            "config.json:5: num_hidden_layers: \"10001\" is out of range" + WHOLE + "10000"),
        arguments(
            "\"num_attention_heads\": 4",
            "\"num_attention_heads\": 5",
            "config.json:6: num_attention_heads: hidden_size 64 is not divisible by them; write a divisor, or state head_dim"),
        arguments(
            "\"num_attention_heads\": 4",
            "\"num_attention_heads\": 64",
            "config.json:1: head_dim: is 1; write an even number, for the rotary embedding turns pairs"),
        arguments(
            "100\n",
            "100,\n  \"num_key_value_heads\": 3\n",
            "config.json:9: num_key_value_heads: 3 does not divide the 4 attention heads; write a divisor of 4"),
        arguments(
            "100\n",
            "100,\n  \"num_key_value_heads\": 8\n",
            "config.json:9: num_key_value_heads: 8 does not divide the 4 attention heads; write a divisor of 4"),
        arguments(
            "100\n",
            "100,\n  \"hidden_act\": \"mish\"\n",
            "config.json:9: hidden_act: unknown activation function \"mish\"; allowed: silu, swish, relu2, relu, gelu, gelu_new, gelu_pytorch_tanh, gelu_fast, quick_gelu, tanh"),
        arguments(
            "100\n",
            "100,\n  \"torch_dtype\": \"bfloat\"\n",
            "config.json:9: torch_dtype: unknown tensor type \"bfloat\"; allowed: bfloat16, float16, float32, float8_e4m3fn; did you mean \"bfloat16\"?"));
  }

  static Stream<Arguments> wrongValues() {
    return Stream.of(
        arguments(
            "100\n",
            "100,\n  \"rms_norm_eps\": 0\n",
            "config.json:9: rms_norm_eps: \"0\" is out of range; write a number above 0"),
        arguments(
            "100\n",
            "100,\n  \"attention_bias\": 1\n",
            "config.json:9: attention_bias: \"1\" is neither; write true or false"),
        arguments(
            "100\n",
            "100,\n  \"quantization_config\": {\"quant_method\": \"bitnet\", \"weight_bits\": 4}\n",
            "config.json:9: quantization_config.weight_bits: \"4\" is out of range; write 1.58 (ternary) or 1 (binary)"),
        arguments(
            "\"num_attention_heads\": 4",
            "\"num_attention_heads\": 16384, \"head_dim\": 512",
            "config.json:6: head_dim: 16384 heads x 512 is out of range; together at most 4194304"));
  }

  @ParameterizedTest
  @MethodSource({"wrongFamilies", "wrongSizes", "wrongValues"})
  void aWrongConfigurationIsRefusedWithFileLineKeyAndWhatIsAllowed(
      String piece, String replacement, String message) {
    assertThatThrownBy(() -> read(RIGHT.replace(piece, replacement)))
        .isInstanceOf(SpecException.class)
        .hasMessage(message);
  }

  @Test
  void aModelIsNamedAfterItsFolderOrItsFile(@TempDir Path folder) throws IOException {
    Path model = Files.createDirectory(folder.resolve("my-model"));
    Path config = Files.writeString(model.resolve("config.json"), RIGHT);
    Path other = Files.writeString(folder.resolve("other.json"), RIGHT);

    assertThat(ModelReader.read(model).name()).isEqualTo("my-model");
    assertThat(ModelReader.read(config).name()).isEqualTo("my-model");
    assertThat(ModelReader.read(other).name()).isEqualTo("other");
  }

  @Test
  void aFolderWithoutAModelIsRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> ModelReader.read(folder))
        .isInstanceOf(SpecException.class)
        .hasMessage(folder + ": this folder has no config.json, so it holds no model");
  }

  private static ModelConfig read(String json) {
    return HuggingFaceConfigReader.read(
        "mine", JsonReader.read("config.json", json.getBytes(UTF_8)));
  }

  private static OptionalInt window(String json) {
    return read(json).lastStack().attention().window();
  }

  private static String plus(String keys) {
    return RIGHT.replace("100\n", "100,\n" + keys + "\n");
  }
}
