package io.bitwright.golden.transformer;

import io.bitwright.golden.checkpoint.model.LinearWeights;
import io.bitwright.golden.checkpoint.model.TransformerWeights;
import io.bitwright.golden.kernel.FloatMatmul;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import org.jspecify.annotations.Nullable;

/**
 * Logits of the residual stream: the last norm, the way back to the embedding's width (OPT-350m),
 * the head and its bias (Phi). All in fp32 but for the projection, which is a linear layer.
 */
final class LogitHead {
  private final String model;
  private final @Nullable Norm norm;
  private final @Nullable LinearLayer projection;
  private final float[][] headByInput;
  private final float @Nullable [] bias;

  LogitHead(ModelConfig config, TransformerWeights weights, LinearArithmetic arithmetic) {
    LinearWeights output = weights.outputProjection();
    model = config.name();
    norm =
        weights.finalNorm() == null
            ? null
            : Norm.of(config.lastStack().norms(), weights.finalNorm());
    projection = output == null ? null : arithmetic.layer("project_out", output.rows());
    headByInput = FloatMatmul.transpose(weights.head().rows());
    bias = weights.head().bias();
  }

  /**
   * The logits of M tokens.
   *
   * @param hidden M rows of the stack's width; not written to
   * @throws SpecException if one is not finite
   */
  float[][] apply(float[][] hidden) {
    float[][] inputs = norm == null ? hidden : norm.apply(hidden);
    float[][] logits =
        FloatMatmul.multiply(projection == null ? inputs : projection.apply(inputs), headByInput);
    for (float[] row : logits) {
      if (bias != null) {
        Projections.add(row, bias);
      }
      refuseOverflow(row);
    }
    return logits;
  }

  private void refuseOverflow(float[] logits) {
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        throw new SpecException(model + ": a logit is " + logit + "; the weights overflow fp32");
      }
    }
  }
}
