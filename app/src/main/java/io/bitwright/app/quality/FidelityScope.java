package io.bitwright.app.quality;

import io.bitwright.spec.SpecException;
import java.util.Arrays;

/**
 * How much of a text is read, and where. The first quarter of the text calibrates quantisers and
 * guides searches; figures are of the rest.
 *
 * @param windows windows of the perplexity
 * @param window tokens in each of them
 * @param prompts texts that the trained model writes
 * @param promptTokens tokens that it is given for each
 * @param newTokens tokens that it writes in each (n of the metrics)
 * @param calibrationTokens tokens of the first quarter that quantisers see
 */
record FidelityScope(
    int windows, int window, int prompts, int promptTokens, int newTokens, int calibrationTokens) {
  private static final int GUIDING_SHARE = 4;

  FidelityScope {
    atLeastOne("--windows", windows);
    atLeastOne("--window", window);
    atLeastOne("--prompts", prompts);
    atLeastOne("--prompt-tokens", promptTokens);
    atLeastOne("--tokens", newTokens);
    atLeastOne("--calibration", calibrationTokens);
  }

  private static void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new SpecException(option + " must be at least 1, got " + value);
    }
  }

  /** Tokens in the cache of the token whose energy is told: the middle of a text. */
  int context() {
    return promptTokens + newTokens / 2;
  }

  /** What guides searches: the first quarter. */
  int[] guiding(int[] text) {
    return Arrays.copyOf(text, text.length / GUIDING_SHARE);
  }

  /** What figures are of: the rest. */
  int[] judging(int[] text) {
    return Arrays.copyOfRange(text, text.length / GUIDING_SHARE, text.length);
  }

  /** What quantisers see. */
  int[] calibration(int[] text) {
    int[] guiding = guiding(text);
    return Arrays.copyOf(guiding, Math.min(guiding.length, calibrationTokens));
  }

  /**
   * So many windows of a text and the token behind them.
   *
   * @throws SpecException if the text is shorter
   */
  int[] windowsOf(int[] tokens) {
    long needed = (long) windows * window + 1;
    if (tokens.length < needed) {
      throw new SpecException(
          "%d windows of %d tokens need %d tokens; this part of the text has %d (give fewer --windows or a longer --text)"
              .formatted(windows, window, needed, tokens.length));
    }
    return Arrays.copyOf(tokens, (int) needed);
  }

  /** A quarter of the windows, at least one and at most what there is, to guide a search. */
  int[] guidingWindowsOf(int[] tokens) {
    int available = (tokens.length - 1) / window;
    int guiding = Math.min(available, Math.max(1, windows / GUIDING_SHARE));
    if (guiding < 1) {
      throw new SpecException(
          "a search is guided by the first quarter of the text, which has %d tokens; a window takes %d"
              .formatted(tokens.length, window + 1));
    }
    return Arrays.copyOf(tokens, guiding * window + 1);
  }
}
