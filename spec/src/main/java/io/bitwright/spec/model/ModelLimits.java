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

  /** Where -1 stands for none. */
  static final IntegerRange SIGNED_POSITIONS = new IntegerRange(-1, 1 << 30);

  static final IntegerRange EXPERTS = new IntegerRange(1, 1 << 14);
  static final IntegerRange SPARSE_LAYERS = new IntegerRange(0, 10_000);
  static final IntegerRange TOKEN_TYPES = new IntegerRange(0, 1 << 14);
  static final IntegerRange IMAGE_SIZE = new IntegerRange(1, 1 << 14);
  static final IntegerRange CHANNELS = new IntegerRange(1, 1 << 10);
  static final IntegerRange CLASSES = new IntegerRange(0, 1 << 24);
  static final IntegerRange KERNEL = new IntegerRange(0, 1 << 10);

  /** Width of the feed-forward layers of all experts of a layer together. */
  static final long WIDEST_EXPERTS = 1L << 26;

  /** Width of all query heads together. */
  static final int WIDEST_QUERY = 1 << 22;

  private ModelLimits() {}
}
