package io.bitwright.spec.model;

import io.bitwright.spec.document.IntegerRange;

/**
 * The sizes a model may have: some hundred times those of the largest published ones, and small
 * enough that counts of weights and operations stay within 64 bits.
 */
final class ModelLimits {
  static final IntegerRange HIDDEN_SIZE = new IntegerRange(1, 1 << 20);
  static final IntegerRange INTERMEDIATE_SIZE = new IntegerRange(1, 1 << 22);
  static final IntegerRange LAYERS = new IntegerRange(1, 10_000);
  static final IntegerRange HEADS = new IntegerRange(1, 1 << 14);
  static final IntegerRange HEAD_DIMENSION = new IntegerRange(1, 1 << 14);
  static final IntegerRange VOCABULARY_SIZE = new IntegerRange(1, 1 << 24);
  static final IntegerRange POSITIONS = new IntegerRange(1, 1 << 30);

  /** Width of all query heads together. */
  static final int WIDEST_QUERY = 1 << 22;

  private ModelLimits() {}
}
