package io.bitwright.simulator.workload;

import io.bitwright.spec.transformer.HiddenActivation;

/**
 * Simple operations per element of what the vector unit computes. A comparison counts as an
 * addition; an exponential, a division, a square root or a rounding counts as a multiplication.
 * Work per row (a mean's division, a root) is left out: it is one in thousands.
 */
public enum VectorOperation {
  /** Rows copied from a table. */
  GATHER(0, 0),
  /** Square, add; times 1/root-mean-square, times weight (Zhang and Sennrich, arXiv 1910.07467). */
  RMS_NORM(1, 3),
  /**
   * Sum; subtract the mean, square, add; times 1/deviation, times weight, plus bias (Ba et al.,
   * arXiv 1607.06450).
   */
  LAYER_NORM(4, 3),
  /** |x|, running maximum; times 127/s, round and clamp (BitNet b1.58, arXiv 2402.17764). */
  QUANTISE(2, 2),
  ADD(1, 0),
  /** x cos + rotated(x) sin (Su et al., arXiv 2104.09864, equation 34). */
  ROPE(1, 2),
  /** Maximum, subtract, exponential, add, divide. */
  SOFTMAX(3, 2),
  /** The softmax of a router's logits, and one comparison for the choice of the experts. */
  TOP_EXPERTS(4, 2),
  /** An expert's result times its router's weight, added to those of the others. */
  COMBINE(1, 1),
  /** x / (1 + exp(-x)) times up: add; exponential, division, product. */
  SILU_GATE(1, 3),
  /** x / (1 + exp(-x)). */
  SILU(1, 2),
  /**
   * x / (1 + exp(-x (a + b x^2))), the tanh form of GELU written by a sigmoid; the exact form takes
   * about as much.
   */
  GELU(2, 5),
  /** The same times up. */
  GELU_GATE(2, 6),
  /** x / (1 + exp(-1.702 x)). */
  QUICK_GELU(1, 3),
  /** The same times up. */
  QUICK_GELU_GATE(1, 4),
  /** Compare. */
  RELU(1, 0),
  /** Compare; times up. */
  RELU_GATE(1, 1),
  /** Compare; square. */
  RELU2(1, 1),
  /** 1 - 2 / (exp(2 x) + 1). */
  TANH(2, 3),
  /** The same times up. */
  TANH_GATE(2, 4),
  /** max(x, 0) squared times up: compare; square, product. */
  RELU2_GATE(1, 2),
  /** 1 / (1 + exp(-x)). */
  SIGMOID(1, 2),
  /** Each input added to a mean. */
  MEAN(1, 0),
  /** Running maximum over the logits (greedy choice). */
  ARGMAX(1, 0),
  /**
   * A step of Adam: two moving means, their corrections, a root, a quotient and the decay (Kingma
   * and Ba 2014, arXiv 1412.6980, algorithm 1).
   */
  OPTIMIZER_STEP(4, 9),
  /** One multiplication: an integer sum back to its scale. */
  SCALE(0, 1);

  private final int adds;
  private final int multiplies;

  VectorOperation(int adds, int multiplies) {
    this.adds = adds;
    this.multiplies = multiplies;
  }

  /** What a feed-forward layer's or dense layer's non-linearity takes, with the gate's product. */
  public static VectorOperation of(HiddenActivation activation, boolean gated) {
    return switch (activation) {
      case SILU -> gated ? SILU_GATE : SILU;
      case GELU, GELU_TANH -> gated ? GELU_GATE : GELU;
      case QUICK_GELU -> gated ? QUICK_GELU_GATE : QUICK_GELU;
      case RELU -> gated ? RELU_GATE : RELU;
      case RELU2 -> gated ? RELU2_GATE : RELU2;
      case TANH -> gated ? TANH_GATE : TANH;
    };
  }

  public int adds() {
    return adds;
  }

  public int multiplies() {
    return multiplies;
  }

  /** Slots of a vector lane per element, at least 1: a copy takes one too. */
  public int lanesPerElement() {
    return Math.max(1, adds + multiplies);
  }
}
