package io.bitwright.simulator.workload;

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
  /** |x|, running maximum; times 127/s, round and clamp (BitNet b1.58, arXiv 2402.17764). */
  QUANTISE(2, 2),
  ADD(1, 0),
  /** x cos + rotated(x) sin (Su et al., arXiv 2104.09864, equation 34). */
  ROPE(1, 2),
  /** Maximum, subtract, exponential, add, divide. */
  SOFTMAX(3, 2),
  /** x / (1 + exp(-x)) times up: add; exponential, division, product. */
  SILU_GATE(1, 3),
  /** max(x, 0) squared times up: compare; square, product. */
  RELU2_GATE(1, 2),
  /** Running maximum over the logits (greedy choice). */
  ARGMAX(1, 0),
  /** One multiplication: an integer sum back to its scale. */
  SCALE(0, 1);

  private final int adds;
  private final int multiplies;

  VectorOperation(int adds, int multiplies) {
    this.adds = adds;
    this.multiplies = multiplies;
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
