package io.bitwright.app;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong ways to ask {@code run} for tokens: exit status 2 and one line that says what is wrong. */
class RunBadInputTest {
  private static final String DRAFT = "play-decoder-b158";

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void writeModel() throws IOException {
    TinyModel.write(folder);
  }

  static Stream<Arguments> numbersOutOfRange() {
    return Stream.of(
        wrong("temperature must be above 0 and at most 1000, got 0.0", "--temperature", "0"),
        wrong("temperature must be above 0 and at most 1000, got NaN", "--temperature", "NaN"),
        wrong("top-k must be at least 1, got 0", "--top-k", "0"),
        wrong("top-p must be above 0 and at most 1, got 1.5", "--top-p", "1.5"),
        wrong("beams must be from 1 to 64, got 0", "--beams", "0"),
        wrong("beams must be from 1 to 64, got 65", "--beams", "65"),
        wrong("length penalty must be from -10 to 10, got 11.0", "--length-penalty", "11"),
        wrong("draft tokens must be from 1 to 64, got 0", "--draft", DRAFT, "--draft-tokens", "0"),
        wrong("--end-token: 256 is not from 0 to 255", "--end-token", "256"),
        wrong("--end-token: -1 is not from 0 to 255", "--end-token", "-1"),
        wrong("cannot generate 0 tokens; at least 1 is allowed", "--tokens", "0"),
        wrong(
            "Invalid value for option '--seed': 'x' is not a long "
                + "(./bitwright run --help shows what is allowed)",
            "--seed",
            "x"));
  }

  static Stream<Arguments> optionsThatDoNotGoTogether() {
    return Stream.of(
        wrong(
            "unknown decoding \"sampling\"; allowed: greedy, sample, beam",
            "--decoding",
            "sampling"),
        wrong(
            "--top-k goes with --decoding sample, and --beams with beam; leave one out",
            "--top-k",
            "5",
            "--beams",
            "3"),
        wrong(
            "--top-p goes with --decoding sample, not beam",
            "--decoding",
            "beam",
            "--top-p",
            "0.5"),
        wrong(
            "--seed goes with --decoding sample, not greedy",
            "--decoding",
            "greedy",
            "--seed",
            "5"),
        wrong(
            "--beams goes with --decoding beam, not sample",
            "--decoding",
            "sample",
            "--beams",
            "5"),
        wrong(
            "--length-penalty goes with --decoding beam, not greedy",
            "--decoding",
            "greedy",
            "--length-penalty",
            "1"));
  }

  static Stream<Arguments> draftsThatHaveNoPlace() {
    return Stream.of(
        wrong(
            "--draft goes with --decoding greedy or sample, not beam",
            "--beams",
            "2",
            "--draft",
            DRAFT),
        wrong("--draft-tokens needs --draft, the model that drafts", "--draft-tokens", "3"));
  }

  static Stream<Arguments> modelsThatDoNotGoTogether() {
    return Stream.of(
        wrong(
            "--draft: 'nowhere' is no Hugging Face folder and none of play-decoder-b158, "
                + "play-decoder-float, play-decoder-b1",
            "--draft",
            "nowhere"),
        wrong(
            "--draft: of llama-2-7b only the shape ships, no weights; give a Hugging Face folder "
                + "or one of play-decoder-b158, play-decoder-float, play-decoder-b1",
            "--draft",
            "llama-2-7b"),
        wrong(
            "NAME has a vocabulary of 10 tokens, play-decoder-b158 one of 256; "
                + "a draft needs the vocabulary of the model",
            "--draft",
            "FOLDER"),
        wrong(
            "edge-binary-32x32: its array does not multiply the ternary weights of "
                + "play-decoder-b158, and a run counts its cycles",
            "--model",
            "play-decoder-b1",
            "--draft",
            DRAFT),
        wrong(
            "--engine rtl: edge-ternary-16x16 multiplies ternary weights, not draft's bf16",
            "--draft",
            "FOLDER",
            "--engine",
            "rtl"),
        wrong(
            "NAME: a vocabulary of 10 is not byte-level; text needs one of 256, "
                + "or a tokenizer.json in the model's folder",
            "--model",
            "FOLDER"));
  }

  private static Arguments wrong(String message, String... options) {
    return arguments(message, List.of(options));
  }

  @ParameterizedTest
  @MethodSource({
    "numbersOutOfRange",
    "optionsThatDoNotGoTogether",
    "draftsThatHaveNoPlace",
    "modelsThatDoNotGoTogether"
  })
  void wrongChoiceIsRefused(String message, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("run", "--prompt", "abc", "--json"));
    options.forEach(option -> arguments.add(option.replace("FOLDER", folder.toString())));

    assertRefused(message, arguments);
  }

  private void assertRefused(String message, List<String> arguments) {
    CapturedConsole.run(arguments.toArray(String[]::new))
        .assertRefused(message.replace("NAME", String.valueOf(folder.getFileName())));
  }

  @Test
  void promptThatTheTokenizerCannotReadIsRefused() throws IOException {
    TinyModel.writeTokenizer(folder);
    Path prompt = folder.resolve("prompt.txt");
    Files.write(prompt, new byte[] {'a', (byte) 0xc3});

    assertRefused(
        "the text is not UTF-8, which " + folder.resolve("tokenizer.json") + " needs",
        List.of("run", "--model", folder.toString(), "--prompt-file", prompt.toString()));
  }

  @Test
  void wrongTokenizerAndEndTokensAreRefusedWithTheirFile() throws IOException {
    List<String> arguments = List.of("run", "--model", folder.toString(), "--prompt", "abc");
    Path tokenizer = folder.resolve("tokenizer.json");
    Files.writeString(tokenizer, "{\"model\": {\"type\": \"WordPiece\", \"vocab\": {}}}");
    assertRefused(tokenizer + ":1: model.type: found \"WordPiece\"; supported is BPE", arguments);

    TinyModel.writeTokenizer(folder);
    Path generation = folder.resolve("generation_config.json");
    Files.writeString(generation, "{\"eos_token_id\": [2, \"end\"]}");
    assertRefused(
        generation + ":1: eos_token_id: 'end' is no token id; write whole numbers", arguments);
  }
}
