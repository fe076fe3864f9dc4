package io.bitwright.simulator.workload;

/**
 * An operator at its place in the model.
 *
 * @param layer layer of its stack from 0, or -1 for what stands before and behind the layers
 * @param count how often it runs, one after the other: once for each of several experts, and for
 *     each of the layers alike that this layer stands for
 */
public record OperatorNode(int layer, Operator operator, long count) {
  /** The layer of embedding, final norm, head and sampling. */
  public static final int OUTSIDE_LAYERS = -1;

  /** Of layer and name, which tell nodes apart: a graph looks its nodes up often. */
  @Override
  public int hashCode() {
    return 31 * operator.name().hashCode() + layer;
  }

  /** {@code layers.3.q_proj}, {@code lm_head}. */
  public String path() {
    return layer == OUTSIDE_LAYERS ? operator.name() : "layers." + layer + "." + operator.name();
  }
}
