package io.bitwright.golden.checkpoint;

import java.util.List;

/**
 * The weights of a decoder-only transformer as it was trained; arrays are not to be written to.
 *
 * @param embedding vocabularySize x hiddenSize
 * @param finalNorm hiddenSize gains
 * @param head vocabularySize x hiddenSize; the embedding itself where the two are tied
 */
// Kernels run over plain rows; nobody compares two of these.
@SuppressWarnings("ArrayRecordComponent")
public record DecoderWeights(
    float[][] embedding, List<DecoderLayerWeights> layers, float[] finalNorm, float[][] head) {

  public DecoderWeights {
    layers = List.copyOf(layers);
  }
}
