package io.bitwright.golden.decoding;

import java.util.List;
import java.util.function.Supplier;

/** How a step of several sequences of one model runs. */
@FunctionalInterface
public interface SequenceBatch {
  /** One sequence after the other. */
  SequenceBatch ONE_BY_ONE = passes -> passes.stream().map(Supplier::get).toList();

  /**
   * Runs a step.
   *
   * @param passes a pass of each sequence, all over equally many tokens
   * @return the results, in the order of the passes
   */
  List<float[]> run(List<Supplier<float[]>> passes);
}
