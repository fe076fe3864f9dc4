package io.bitwright.spec.format;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/**
 * What the codes of a few bits stand for: docs/units/codebook_decoder.md.
 *
 * <p>Source of NF4: QLoRA (arXiv 2305.14314), appendix E. NF2 is the same construction (section 3)
 * with 2 bits, as in LoftQ (arXiv 2310.08659); its levels are four of those of NF4.
 */
public enum Codebook {
  /** 4-bit NormalFloat: quantiles of the normal distribution, from -1 to 1. */
  NF4(
      4,
      -1.0,
      -0.6961928009986877,
      -0.5250730514526367,
      -0.39491748809814453,
      -0.28444138169288635,
      -0.18477343022823334,
      -0.09105003625154495,
      0.0,
      0.07958029955625534,
      0.16093020141124725,
      0.24611230194568634,
      0.33791524171829224,
      0.44070982933044434,
      0.5626170039176941,
      0.7229568362236023,
      1.0),
  /** 2-bit NormalFloat. */
  NF2(2, -1.0, 0.0, 0.33791524171829224, 1.0),
  /** Two's complement, as it stands. */
  INT4(4);

  /** The words users may write. */
  public static final Vocabulary<Codebook> VOCABULARY =
      Vocabulary.of("codebook", List.of(values()), Codebook::label);

  private final int codeBits;

  // Never written to after construction, and not handed out.
  @SuppressWarnings("ImmutableEnumChecker")
  private final double[] fractions;

  Codebook(int codeBits, double... fractions) {
    this.codeBits = codeBits;
    this.fractions = fractions;
  }

  /** Bits of a code. */
  public int codeBits() {
    return codeBits;
  }

  /** Codes there are. */
  public int codes() {
    return 1 << codeBits;
  }

  /** Whether the levels are integers as they stand, not fractions of 1. */
  public boolean isInteger() {
    return fractions.length == 0;
  }

  /**
   * What a code stands for: a fraction from -1 to 1, or an integer.
   *
   * @param code 0 to {@code codes() - 1}
   */
  public double level(int code) {
    return isInteger() ? (code < codes() / 2 ? code : code - codes()) : fractions[code];
  }

  /**
   * What a code stands for as an integer: a fraction times the largest integer, rounded half to
   * even; an integer as it is.
   *
   * @param width bits of the integer, two's complement, at least 2
   * @throws IllegalArgumentException if an integer codebook does not have this width
   */
  public int fixedPointLevel(int code, int width) {
    if (isInteger() && width != codeBits) {
      throw new IllegalArgumentException(label() + " has " + codeBits + " bits, not " + width);
    }
    int largest = (1 << (width - 1)) - 1;
    return (int) (isInteger() ? level(code) : Math.rint(level(code) * largest));
  }

  /** The fewest bits of a fixed-point level that tell all levels apart. */
  public int fewestLevelBits() {
    int width = codeBits;
    while (!isInteger() && !tellsLevelsApart(width)) {
      width++;
    }
    return width;
  }

  private boolean tellsLevelsApart(int width) {
    for (int code = 1; code < codes(); code++) {
      if (fixedPointLevel(code, width) == fixedPointLevel(code - 1, width)) {
        return false;
      }
    }
    return true;
  }

  /** The name users write: {@code nf4}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The codebook of a word that a user wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known ones and the nearest
   */
  public static Codebook parse(String word) {
    return VOCABULARY.parse(word);
  }

  @Override
  public String toString() {
    return label();
  }
}
