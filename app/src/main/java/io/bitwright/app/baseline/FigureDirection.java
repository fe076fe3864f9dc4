package io.bitwright.app.baseline;

/** Which way a figure gets better. */
public enum FigureDirection {
  /** Time, energy, memory, area, errors. */
  LOWER_IS_BETTER("lower"),
  /** Throughput, utilisation, a clock. */
  HIGHER_IS_BETTER("higher");

  private final String betterWord;

  FigureDirection(String betterWord) {
    this.betterWord = betterWord;
  }

  /** What is better, in a word: {@code lower}. */
  public String betterWord() {
    return betterWord;
  }
}
