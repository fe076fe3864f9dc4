package io.bitwright.golden.transformer;

import io.bitwright.golden.checkpoint.model.LinearWeights;
import io.bitwright.golden.checkpoint.model.TransformerWeights;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.TransformerStack;
import org.jspecify.annotations.Nullable;

/**
 * The residual stream's first values: a row of each token, multiplied by the square root of its
 * width (Gemma), projected to the width of the layers (OPT-350m), with a row of its position added
 * (GPT-2, OPT). All in fp32 but for the projection, which is a linear layer.
 */
final class TokenEmbedding {
  private final String model;
  private final float[][] rows;
  private final boolean scaled;
  private final @Nullable LinearLayer projection;
  private final float @Nullable [][] positions;
  private final int firstPosition;

  TokenEmbedding(ModelConfig config, TransformerWeights weights, LinearArithmetic arithmetic) {
    TransformerStack stack = config.lastStack();
    LinearWeights input = weights.inputProjection();
    model = config.name();
    rows = weights.embedding();
    scaled = stack.embedding() instanceof Embedding.Tokens tokens && tokens.scaled();
    projection = input == null ? null : arithmetic.layer("project_in", input.rows());
    positions = weights.positions();
    firstPosition =
        stack.positions() instanceof Positions.LearnedTable table ? table.firstRow() : 0;
  }

  /**
   * The rows of tokens in a row.
   *
   * @param position of the first of them
   * @return M new rows of the stack's width
   * @throws SpecException if a token is outside the vocabulary
   */
  float[][] of(int[] tokens, int position) {
    float[][] embedded = new float[tokens.length][];
    for (int m = 0; m < tokens.length; m++) {
      embedded[m] = row(tokens[m]).clone();
      if (scaled) {
        multiply(embedded[m], (float) Math.sqrt(embedded[m].length));
      }
    }
    if (projection != null) {
      embedded = projection.apply(embedded);
    }
    if (positions != null) {
      for (int m = 0; m < tokens.length; m++) {
        Projections.add(embedded[m], positions[firstPosition + position + m]);
      }
    }
    return embedded;
  }

  private static void multiply(float[] row, float factor) {
    for (int i = 0; i < row.length; i++) {
      row[i] *= factor;
    }
  }

  private float[] row(int token) {
    if (token < 0 || token >= rows.length) {
      throw new SpecException(
          "%s: token %d is outside the vocabulary of %d".formatted(model, token, rows.length));
    }
    return rows[token];
  }
}
