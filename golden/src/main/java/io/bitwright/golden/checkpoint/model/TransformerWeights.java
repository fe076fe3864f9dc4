package io.bitwright.golden.checkpoint.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a decoder-only transformer of any family, as it was trained. Arrays are not to be
 * written to.
 *
 * @param embedding vocabulary x width of the embedding
 * @param positions rows of learned positions x width, or null
 * @param inputProjection width x width of the embedding, where the two differ (OPT), else null
 * @param outputProjection width of the embedding x width, where the two differ (OPT), else null
 * @param finalNorm behind the last layer, or null
 * @param head vocabulary x width of the embedding; its rows are the embedding's where tied
 */
// Kernels run over plain rows; nobody compares two of these.
@SuppressWarnings("ArrayRecordComponent")
public record TransformerWeights(
    float[][] embedding,
    float @Nullable [][] positions,
    @Nullable LinearWeights inputProjection,
    List<TransformerLayerWeights> layers,
    @Nullable NormWeights finalNorm,
    @Nullable LinearWeights outputProjection,
    LinearWeights head) {

  public TransformerWeights {
    layers = List.copyOf(layers);
  }
}
