package io.bitwright.simulator.estimate;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.timing.chip.Bound;
import java.util.List;
import java.util.Optional;

/**
 * What a workload costs on an accelerator, all but joules: those are a function of {@link #actions}
 * and {@link #latencySeconds}.
 *
 * @param latencySeconds time of all forward passes (or of one product)
 * @param cycles cycles of matrix units or vector unit, summed over the operators
 * @param tokensPerSecond tokens of all sequences together per second: those of the prompt in
 *     prefill, new ones otherwise; rows of M for a product
 * @param mfu model FLOPs utilisation: flops / (latencySeconds x peakFlopsPerSecond)
 * @param hfu hardware FLOPs utilisation: the same, but for speculative decoding, where it counts
 *     the draft and the tokens that are thrown away, too
 * @param flops operations the model asks for, see {@link ModelWork}
 * @param peakFlopsPerSecond dense peak of the chip for the pair of formats that the linear layers
 *     run at
 * @param memoryBytes bytes that must lie in memory
 * @param shortfallBytes bytes by which they exceed the memory's capacity, 0 if they fit
 * @param bottleneck what most of the time is spent on
 * @param operators in the order of their first run
 * @param actions of all operators together
 * @param notes what a user should know, each said once
 * @param generation times of a generation; empty for other phases
 */
public record Estimate(
    double latencySeconds,
    long cycles,
    double tokensPerSecond,
    double mfu,
    double hfu,
    double flops,
    double peakFlopsPerSecond,
    MemoryBytes memoryBytes,
    double shortfallBytes,
    Bound bottleneck,
    List<OperatorEstimate> operators,
    ActionCounts actions,
    List<String> notes,
    Optional<GenerationTimes> generation) {
  public Estimate {
    operators = List.copyOf(operators);
    notes = List.copyOf(notes);
  }

  public boolean fitsInMemory() {
    return shortfallBytes == 0;
  }
}
