package io.bitwright.simulator.parallel;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.estimate.MemoryBytes;
import io.bitwright.simulator.estimate.OperatorEstimate;
import java.util.List;

/**
 * What an inference takes on a pod.
 *
 * @param layout how the model lies on the chips
 * @param placement where the chips of each degree lie, the fastest of all
 * @param chips of the pod
 * @param seconds of the whole workload
 * @param promptSeconds of the prompt's passes
 * @param secondsPerToken from one new token of a sequence to the next, on average; of a prefill, of
 *     the prompt until the first one
 * @param tokensPerSecond of all sequences: tokens read in prefill, else new ones
 * @param modelFlopsUtilization operations that the model asks for, over the dense peak of all chips
 * @param memory of a chip, of the stage with the most
 * @param missingBytes by how much it is more than a chip has; 0 if it fits
 * @param computeSeconds operators of a chip of the last stage
 * @param exposedSeconds collectives of that chip beside which nothing runs
 * @param bubbleSeconds in which it waits for other stages
 * @param operators of that chip, series by series
 * @param collectives of that chip, series by series
 * @param boundBy what the most time is spent on
 * @param microBatches groups of sequences that the stages hand on
 * @param actions of all chips together, all groups included
 */
public record InferenceEstimate(
    InferenceLayout layout,
    Placement placement,
    long chips,
    double seconds,
    double promptSeconds,
    double secondsPerToken,
    double tokensPerSecond,
    double modelFlopsUtilization,
    MemoryBytes memory,
    double missingBytes,
    double computeSeconds,
    double exposedSeconds,
    double bubbleSeconds,
    List<OperatorEstimate> operators,
    List<CollectiveLine> collectives,
    PodBound boundBy,
    int microBatches,
    ActionCounts actions) {
  public InferenceEstimate {
    operators = List.copyOf(operators);
    collectives = List.copyOf(collectives);
  }

  public boolean fitsInMemory() {
    return missingBytes == 0;
  }
}
