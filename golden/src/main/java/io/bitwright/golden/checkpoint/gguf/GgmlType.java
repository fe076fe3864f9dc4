package io.bitwright.golden.checkpoint.gguf;

import io.bitwright.golden.checkpoint.tensor.ElementType;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Element types of GGUF tensors that are read and written: single numbers, or blocks of numbers
 * that share a scale. Codes: github ggml-org/ggml, docs/gguf.md, {@code ggml_type}.
 */
public enum GgmlType {
  F32(0, ElementType.F32),
  F16(1, ElementType.F16),
  Q4_0(2, GgmlBlock.Q4_0),
  Q8_0(8, GgmlBlock.Q8_0),
  I8(24, ElementType.I8),
  I16(25, ElementType.I16),
  I32(26, ElementType.I32),
  I64(27, ElementType.I64),
  F64(28, ElementType.F64),
  BF16(30, ElementType.BF16),
  TQ1_0(34, GgmlBlock.TQ1_0),
  TQ2_0(35, GgmlBlock.TQ2_0);

  private final int code;
  private final @Nullable ElementType single;
  private final @Nullable GgmlBlock block;

  GgmlType(int code, ElementType single) {
    this.code = code;
    this.single = single;
    this.block = null;
  }

  GgmlType(int code, GgmlBlock block) {
    this.code = code;
    this.single = null;
    this.block = block;
  }

  int code() {
    return code;
  }

  static Optional<GgmlType> find(int code) {
    for (GgmlType type : values()) {
      if (type.code == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Numbers of a block, of which a row holds whole ones; 1 of single numbers. */
  public int blockElements() {
    return block == null ? 1 : block.elements();
  }

  /** Bytes of a block. */
  public int blockBytes() {
    return single == null ? block().bytes() : single.bytes();
  }

  /** Bits that a number takes in the file, with its share of its block's scale. */
  public double bitsPerElement() {
    return 8.0 * blockBytes() / blockElements();
  }

  /** Whether elements are numbers with a point or codes of such. */
  public boolean isFloatingPoint() {
    return single == null || single.isFloatingPoint();
  }

  /** The number at a place of a tensor's data. */
  double number(MemorySegment data, long place) {
    return single == null ? block().number(data, place) : single.number(data, place);
  }

  /** The whole number at a place of a tensor's data. */
  long integer(MemorySegment data, long place) {
    if (single == null) {
      throw new IllegalStateException(this + " is no integer");
    }
    return single.integer(data, place);
  }

  /**
   * Writes the numbers of one block.
   *
   * @return whether the block stands for them: not if one is not finite or too large
   */
  boolean put(MemorySegment data, long blockIndex, double[] numbers) {
    return single == null
        ? block().put(data, blockIndex, numbers)
        : single.put(data, blockIndex, numbers[0]);
  }

  private GgmlBlock block() {
    if (block == null) {
      throw new IllegalStateException(this + " has no blocks");
    }
    return block;
  }
}
