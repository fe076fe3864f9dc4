package io.bitwright.spec.training;

import io.bitwright.spec.Vocabulary;
import java.util.List;

/** What makes a step of the weights of a gradient, by the states it keeps for each parameter. */
public enum Optimizer {
  /** Stochastic gradient descent: no state. */
  SGD("sgd", 0, 0),
  /** Gradient descent with momentum: one state in fp32. */
  MOMENTUM("momentum", 1, 32),
  /** First and second moment in fp32 (Kingma and Ba 2014, arXiv 1412.6980, algorithm 1). */
  ADAM("adam", 2, 32),
  /** The same states; decay apart from the gradient (Loshchilov and Hutter, arXiv 1711.05101). */
  ADAMW("adamw", 2, 32),
  /** AdamW with both moments in bf16, as PyTorch keeps them beside weights in bf16. */
  ADAMW_BF16("adamw-bf16", 2, 16),
  /**
   * No first moment; the second moment of a matrix as sums of its rows and columns in fp32 (Shazeer
   * and Stern 2018, arXiv 1804.04235, sections 3 and 8); of vectors one state each.
   */
  ADAFACTOR("adafactor", 1, 32),
  /**
   * Two moments of 8 bits with a factor in fp32 for each block of 2048 (Dettmers et al. 2021, arXiv
   * 2110.02861, section 2.1).
   */
  ADAM_8BIT("adam-8bit", 2, 8 + 32.0 / 2048);

  /** The words users may write. */
  public static final Vocabulary<Optimizer> VOCABULARY =
      Vocabulary.of("optimizer", List.of(values()), Optimizer::label);

  private final String label;
  private final int states;
  private final double stateBits;

  Optimizer(String label, int states, double stateBits) {
    this.label = label;
    this.states = states;
    this.stateBits = stateBits;
  }

  public String label() {
    return label;
  }

  /** Bits of all states of one parameter; of {@link #ADAFACTOR}, of one sum or vector element. */
  public double bits() {
    return states * stateBits;
  }

  /** Whether a matrix has a state for each row and column instead of each element. */
  public boolean factored() {
    return this == ADAFACTOR;
  }

  /**
   * The value of a word that a user wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static Optimizer parse(String word) {
    return VOCABULARY.parse(word);
  }
}
