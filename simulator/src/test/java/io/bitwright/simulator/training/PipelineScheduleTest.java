package io.bitwright.simulator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.PipelineKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PipelineScheduleTest {
  private static ParallelismSpec pipeline(
      PipelineKind kind, int stages, int microBatches, int interleaving) {
    return ParallelismSpec.ONE_CHIP.withPipeline(stages, kind, microBatches, interleaving);
  }

  /** With fewer micro-batches than stages, too. */
  @Property(seed = "1")
  void bubblesAreThoseOfTheClosedForms(
      @ForAll @IntRange(min = 1, max = 9) int stages,
      @ForAll @IntRange(min = 1, max = 24) int microBatches,
      @ForAll @IntRange(min = 1, max = 3) int forwardSlots,
      @ForAll @IntRange(min = 1, max = 4) int backwardSlots) {
    for (PipelineKind kind : List.of(PipelineKind.GPIPE, PipelineKind.ONE_FORWARD_ONE_BACKWARD)) {
      ParallelismSpec parallelism = pipeline(kind, stages, microBatches, 1);
      check(parallelism, PipelineSchedule.of(parallelism, forwardSlots, backwardSlots));
    }
  }

  @Property(seed = "2")
  void bubblesOfTheInterleavedScheduleAreThoseOfTheClosedForm(
      @ForAll @IntRange(min = 2, max = 7) int stages,
      @ForAll @IntRange(min = 1, max = 4) int rounds,
      @ForAll @IntRange(min = 2, max = 4) int interleaving,
      @ForAll @IntRange(min = 1, max = 3) int forwardSlots,
      @ForAll @IntRange(min = 1, max = 4) int backwardSlots) {
    ParallelismSpec parallelism =
        pipeline(PipelineKind.INTERLEAVED, stages, rounds * stages, interleaving);
    check(parallelism, PipelineSchedule.of(parallelism, forwardSlots, backwardSlots));
  }

  private static void check(ParallelismSpec parallelism, PipelineSchedule schedule) {
    int each = 2 * parallelism.microBatches() * parallelism.interleaving();
    assertThat(schedule.tasks()).hasSize(each * parallelism.pipeline());
    assertThat(schedule.idleFraction())
        .isCloseTo(PipelineSchedule.bubbleFraction(parallelism), within(1e-12));
    for (int stage = 0; stage < parallelism.pipeline(); stage++) {
      int row = stage;
      List<PipelineTask> tasks =
          schedule.tasks().stream().filter(task -> task.stage() == row).toList();
      assertThat(tasks).hasSize(each).doesNotHaveDuplicates();
      assertThat(mostInFlight(tasks)).isEqualTo(PipelineSchedule.mostInFlight(parallelism, stage));
    }
    checkOrder(parallelism, schedule);
  }

  /** Also holds that a stage does one thing at a time. */
  private static int mostInFlight(List<PipelineTask> tasks) {
    int most = 0;
    int inFlight = 0;
    long free = 0;
    for (PipelineTask task : tasks) {
      assertThat(task.startSlot()).isGreaterThanOrEqualTo(free);
      free = task.endSlot();
      inFlight += task.backward() ? -1 : 1;
      most = Math.max(most, inFlight);
    }
    assertThat(inFlight).isZero();
    return most;
  }

  /** Of each micro-batch: forward through all parts in order, then backward. */
  private static void checkOrder(ParallelismSpec parallelism, PipelineSchedule schedule) {
    Map<Integer, List<PipelineTask>> paths = new HashMap<>();
    for (PipelineTask task : schedule.tasks()) {
      paths.computeIfAbsent(task.microBatch(), key -> new ArrayList<>()).add(task);
    }
    assertThat(paths).hasSize(parallelism.microBatches());
    for (List<PipelineTask> path : paths.values()) {
      path.sort(Comparator.comparingLong(PipelineTask::startSlot));
      int parts = parallelism.pipeline() * parallelism.interleaving();
      long free = 0;
      for (int step = 0; step < 2 * parts; step++) {
        PipelineTask task = path.get(step);
        int part = task.part() * parallelism.pipeline() + task.stage();
        assertThat(part).isEqualTo(step < parts ? step : 2 * parts - 1 - step);
        assertThat(task.backward()).isEqualTo(step >= parts);
        assertThat(task.startSlot()).isGreaterThanOrEqualTo(free);
        free = task.endSlot();
      }
    }
  }

  /** Stage 0: F F . . B B . B B; stage 1: . F B B F B B . . with backward passes of two slots. */
  @Test
  void oneForwardOneBackwardTakesTurns() {
    ParallelismSpec parallelism = pipeline(PipelineKind.ONE_FORWARD_ONE_BACKWARD, 2, 2, 1);

    assertThat(PipelineSchedule.of(parallelism, 1, 2).tasks())
        .containsExactly(
            new PipelineTask(0, 0, 0, false, 0, 1),
            new PipelineTask(0, 0, 1, false, 1, 1),
            new PipelineTask(0, 0, 0, true, 4, 2),
            new PipelineTask(0, 0, 1, true, 7, 2),
            new PipelineTask(1, 0, 0, false, 1, 1),
            new PipelineTask(1, 0, 0, true, 2, 2),
            new PipelineTask(1, 0, 1, false, 4, 1),
            new PipelineTask(1, 0, 1, true, 5, 2));
  }

  @Test
  void oneStageIsNeverIdle() {
    ParallelismSpec parallelism = pipeline(PipelineKind.GPIPE, 1, 5, 1);

    assertThat(PipelineSchedule.of(parallelism, 1, 2).slots()).isEqualTo(15);
    assertThat(PipelineSchedule.bubbleFraction(parallelism)).isZero();
  }

  @Test
  void scheduleOfTooManyTasksIsRefused() {
    ParallelismSpec parallelism = pipeline(PipelineKind.GPIPE, 1024, 1 << 20, 1);

    assertThatThrownBy(() -> PipelineSchedule.of(parallelism, 1, 2))
        .isInstanceOf(SpecException.class)
        .hasMessage("a pipeline schedule of 2147483648 tasks is too long; at most 4194304");
  }
}
