package io.bitwright.simulator.workload;

import java.util.Locale;

/** Kinds of operators, by the words that reports use. */
public enum OperatorKind {
  EMBEDDING,
  NORM,
  QUANTISE,
  MATMUL,
  CONVOLUTION,
  BIAS,
  ROPE,
  ATTENTION,
  RESIDUAL,
  ACTIVATION,
  POOLING,
  /** Element-wise work of what runs beside linear layers: columns picked, results added. */
  SIDE_PATH,
  ROUTING,
  SAMPLING,
  /** What a training step makes of the logits. */
  LOSS,
  OPTIMIZER;

  /** The word in reports: {@code matmul}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
