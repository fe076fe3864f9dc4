package io.bitwright.simulator.workload;

import io.bitwright.spec.model.ModelConfig;

/**
 * Parameters of a model, counted. Scales of quantised tensors are not counted.
 *
 * @param embedding rows of the input embedding: vocabulary x hidden
 * @param head output head: vocabulary x hidden, or 0 where it shares the embedding
 * @param linear linear layers of all decoder layers
 * @param norms weights of all norms
 * @param biases biases of the query, key and value projections
 */
public record ModelParameters(long embedding, long head, long linear, long norms, long biases) {

  public static ModelParameters of(ModelConfig model) {
    long table = (long) model.vocabularySize() * model.hiddenSize();
    long normsPerLayer = 2L * model.hiddenSize();
    if (model.hasSubLayerNorms()) {
      normsPerLayer += (long) model.queryWidth() + model.intermediateSize();
    }
    long biasesPerLayer =
        model.attentionBias() ? model.queryWidth() + 2L * model.keyValueWidth() : 0;
    return new ModelParameters(
        table,
        model.tiedEmbeddings() ? 0 : table,
        model.linearParameters(),
        model.layers() * normsPerLayer + model.hiddenSize(),
        model.layers() * biasesPerLayer);
  }

  public long total() {
    return embedding + head + linear + norms + biases;
  }

  /** Bytes in memory: linear layers in their own format, all others in the stream's. */
  public double bytes(ModelFormats formats) {
    return linear * formats.weights().storageBits() / Byte.SIZE
        + (total() - linear) * formats.streamBytes();
  }
}
