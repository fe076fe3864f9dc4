package io.bitwright.simulator.workload;

/** One step of a forward pass. Equal operators cost the same. */
public sealed interface Operator
    permits MatmulOperator, ConvolutionOperator, AttentionOperator, VectorOperator {

  /** Name within its layer, as Hugging Face checkpoints name it where they do: {@code q_proj}. */
  String name();

  OperatorKind kind();

  /** The same work by another name. */
  Operator named(String other);
}
