package io.bitwright.golden.checkpoint.model;

import io.bitwright.golden.checkpoint.tensor.TensorValues;
import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/**
 * How a file stores what is a matrix of one row per output, or a vector of one value per output.
 */
enum StoredOrder {
  /** As it is. */
  ROWS,
  /**
   * One row per input (class Conv1D of github huggingface/transformers, {@code pytorch_utils.py}).
   */
  COLUMNS,
  /** Outputs of queries, keys and values one after another. */
  FUSED_ROWS,
  /** The same with one row per input. */
  FUSED_COLUMNS,
  /**
   * In each head, output i of the first half before output i of the second, so that rotary
   * positions turn neighbours (function {@code permute} of class LlamaModel in github
   * ggml-org/llama.cpp, {@code convert_hf_to_gguf.py}).
   */
  ROTARY_PAIRS;

  /** The words of the table of names. */
  static final Vocabulary<StoredOrder> VOCABULARY =
      Vocabulary.of("stored order", List.of(values()), StoredOrder::label);

  private String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean isFused() {
    return this == FUSED_ROWS || this == FUSED_COLUMNS;
  }

  /** The shape in the file of what has a shape in the model. */
  List<Long> storedShape(List<Long> shape, FusedPart part) {
    long outputs = isFused() ? part.allOutputs() : shape.getFirst();
    if (shape.size() == 1) {
      return List.of(outputs);
    }
    boolean turned = this == COLUMNS || this == FUSED_COLUMNS;
    return turned ? List.of(shape.get(1), outputs) : List.of(outputs, shape.get(1));
  }

  /** The values in the order of the model, of those in the order of the file. */
  TensorValues toModel(TensorValues stored, List<Long> shape, FusedPart part) {
    long inputs = shape.size() == 1 ? 1 : shape.get(1);
    long outputs = shape.getFirst();
    return switch (this) {
      case ROWS -> stored;
      case COLUMNS -> place -> stored.at(place % inputs * outputs + place / inputs);
      case FUSED_ROWS -> place -> stored.at(part.firstOutput() * inputs + place);
      case FUSED_COLUMNS ->
          place ->
              stored.at(place % inputs * part.allOutputs() + part.firstOutput() + place / inputs);
      case ROTARY_PAIRS ->
          place ->
              stored.at(paired(place / inputs, part.headDimension()) * inputs + place % inputs);
    };
  }

  /**
   * The values in the order of the file, of those in the order of the model.
   *
   * @throws IllegalStateException if the file has more than this tensor in one
   */
  TensorValues toFile(TensorValues values, List<Long> shape, FusedPart part) {
    long inputs = shape.size() == 1 ? 1 : shape.get(1);
    long outputs = shape.getFirst();
    return switch (this) {
      case ROWS -> values;
      case COLUMNS -> place -> values.at(place % outputs * inputs + place / outputs);
      case ROTARY_PAIRS ->
          place ->
              values.at(halved(place / inputs, part.headDimension()) * inputs + place % inputs);
      case FUSED_ROWS, FUSED_COLUMNS -> throw new IllegalStateException(this + " is only read");
    };
  }

  /** The row of a file with pairs, of a row of the model with halves of heads. */
  private static long paired(long row, int headDimension) {
    int half = headDimension / 2;
    long inHead = row % headDimension;
    return row - inHead + inHead % half * 2 + inHead / half;
  }

  private static long halved(long row, int headDimension) {
    int half = headDimension / 2;
    long inHead = row % headDimension;
    return row - inHead + inHead % 2 * half + inHead / 2;
  }

  /**
   * Which of the outputs of queries, keys and values a tensor has.
   *
   * @param firstOutput the tensor's first, of all in order
   * @param allOutputs of all three
   * @param headDimension outputs of a head
   */
  record FusedPart(long firstOutput, long allOutputs, int headDimension) {}
}
