package io.bitwright.simulator.training;

/**
 * One micro-batch in one part of the model: a bar of a Gantt chart.
 *
 * @param stage row of the chart, from 0
 * @param part which of the stage's parts of the model, from 0
 * @param microBatch from 0
 * @param backward whether it is the backward pass
 * @param startSlot first slot, from 0
 * @param slots length
 */
public record PipelineTask(
    int stage, int part, int microBatch, boolean backward, long startSlot, int slots) {

  /** First slot after it. */
  public long endSlot() {
    return startSlot + slots;
  }
}
