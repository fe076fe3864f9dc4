package io.bitwright.app.quality;

import io.bitwright.app.checkpoint.TextFile;
import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The text that figures are of, and how much of it is read. */
final class FidelityScopeOptions {
  private static final int LARGEST_TEXT_MEBIBYTES = 64;
  private static final int LONGEST_WINDOW = 2048;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      description =
          "A text that the model was not trained on; default: the end of the plays that ships.")
  private @Nullable Path text;

  @Option(
      names = "--windows",
      paramLabel = "N",
      description = "Windows of the perplexity; default 64.")
  private int windows = 64;

  @Option(
      names = "--window",
      paramLabel = "TOKENS",
      description = "Tokens in each; default: the model's longest sequence, at most 2048.")
  private @Nullable Integer window;

  @Option(
      names = "--prompts",
      paramLabel = "N",
      description = "Texts that the trained model writes; default 64.")
  private int prompts = 64;

  @Option(
      names = "--prompt-tokens",
      paramLabel = "TOKENS",
      description = "Tokens that it is given for each; default 64.")
  private int promptTokens = 64;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "Tokens that it writes in each; default 128.")
  private int newTokens = 128;

  @Option(
      names = "--calibration",
      paramLabel = "TOKENS",
      description = "Tokens of the text's first quarter that quantisers see; default 4096.")
  private int calibration = 4096;

  /** For people: whose words it is. */
  String textName() {
    return text == null ? "the end of the plays" : text.getFileName().toString();
  }

  /** The options of a scope, each with a blank behind it. */
  static String arguments(FidelityScope scope) {
    return "--windows %d --prompts %d --prompt-tokens %d --tokens %d "
        .formatted(scope.windows(), scope.prompts(), scope.promptTokens(), scope.newTokens());
  }

  FidelityScope scope(int longestSequence) {
    int tokens = window == null ? Math.min(longestSequence, LONGEST_WINDOW) : window;
    return new FidelityScope(windows, tokens, prompts, promptTokens, newTokens, calibration);
  }

  byte[] textBytes() {
    return text == null
        ? EmbeddedCheckpoint.heldOutText()
        : TextFile.bytes("--text", text, LARGEST_TEXT_MEBIBYTES);
  }
}
