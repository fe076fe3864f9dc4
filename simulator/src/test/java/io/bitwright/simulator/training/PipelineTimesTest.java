package io.bitwright.simulator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.training.PipelineTimes.PartSeconds;
import io.bitwright.simulator.training.PipelineTimes.Pass;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.PipelineKind;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PipelineTimesTest {
  private static final double ROUNDING = 1e-9;

  private static PipelineSchedule schedule(
      PipelineKind kind, int stages, int microBatches, int interleaving) {
    return PipelineSchedule.of(
        ParallelismSpec.ONE_CHIP.withPipeline(stages, kind, microBatches, interleaving), 1, 2);
  }

  /** (m + p - 1)(f + b): arXiv 1811.06965, section 2.3; arXiv 2104.04473, section 2.2.1. */
  @Property(tries = 300, seed = "1")
  void stepsTakeTheTimeOfTheClosedForm(
      @ForAll @IntRange(min = 1, max = 9) int stages,
      @ForAll @IntRange(min = 1, max = 24) int microBatches,
      @ForAll @DoubleRange(min = 0.01, max = 10) double forward,
      @ForAll @DoubleRange(min = 0.01, max = 10) double backward,
      @ForAll @DoubleRange(min = 0, max = 3) double send) {
    double closed = (microBatches + stages - 1) * (forward + backward);
    PipelineSchedule gpipe = schedule(PipelineKind.GPIPE, stages, microBatches, 1);
    PipelineSchedule turns =
        schedule(PipelineKind.ONE_FORWARD_ONE_BACKWARD, stages, microBatches, 1);

    for (PipelineSchedule schedule : List.of(gpipe, turns)) {
      PipelineTimes times = PipelineTimes.of(schedule, forward, backward, 0);
      assertThat(times.seconds()).isCloseTo(closed, within(ROUNDING * closed));
      assertThat(times.idleFraction())
          .isCloseTo((stages - 1.0) / (microBatches + stages - 1), within(ROUNDING));
    }
    double sent = closed + 2 * (stages - 1) * send;
    assertThat(PipelineTimes.of(gpipe, forward, backward, send).seconds())
        .isCloseTo(sent, within(ROUNDING * sent));
    assertThat(PipelineTimes.of(turns, forward, backward, send).seconds())
        .isGreaterThanOrEqualTo(sent * (1 - ROUNDING));
  }

  /**
   * m T of the slowest stage, and the others once: of 1F1B a bound, which is met where the slowest
   * is the last, since stages before it have time to wait.
   */
  @Property(tries = 300, seed = "4")
  void theSlowestStageSetsThePace(
      @ForAll @IntRange(min = 1, max = 24) int microBatches,
      @ForAll @Size(min = 1, max = 9) List<@DoubleRange(min = 0.01, max = 10) Double> forwards,
      @ForAll @DoubleRange(min = 0.5, max = 3) double backward) {
    double most = Collections.max(forwards);
    double all = forwards.stream().mapToDouble(Double::doubleValue).sum();
    double closed = ((microBatches - 1) * most + all) * (1 + backward);
    double gpipe = seconds(PipelineKind.GPIPE, forwards, backward, microBatches);
    assertThat(gpipe).isCloseTo(closed, within(ROUNDING * closed));

    PipelineKind turns = PipelineKind.ONE_FORWARD_ONE_BACKWARD;
    assertThat(seconds(turns, forwards, backward, microBatches))
        .isBetween(microBatches * most * (1 + backward) * (1 - ROUNDING), closed * (1 + ROUNDING));
    List<Double> slowestLast = forwards.stream().sorted().toList();
    assertThat(seconds(turns, slowestLast, backward, microBatches))
        .isCloseTo(closed, within(ROUNDING * closed));
  }

  private static double seconds(
      PipelineKind kind, List<Double> forwards, double backward, int microBatches) {
    List<PartSeconds> stages =
        forwards.stream().map(forward -> new PartSeconds(forward, backward * forward)).toList();
    return PipelineTimes.of(schedule(kind, stages.size(), microBatches, 1), stages, 0).seconds();
  }

  /** (m + (p - 1) / v)(f + b) of the same work: arXiv 2104.04473, section 2.2.2. */
  @Property(tries = 300, seed = "2")
  void interleavingShortensTheStep(
      @ForAll @IntRange(min = 2, max = 7) int stages,
      @ForAll @IntRange(min = 1, max = 4) int rounds,
      @ForAll @IntRange(min = 2, max = 4) int interleaving,
      @ForAll @DoubleRange(min = 0.01, max = 10) double forward,
      @ForAll @DoubleRange(min = 0.01, max = 10) double backward) {
    int microBatches = rounds * stages;
    PipelineSchedule schedule =
        schedule(PipelineKind.INTERLEAVED, stages, microBatches, interleaving);
    double seconds =
        PipelineTimes.of(schedule, forward / interleaving, backward / interleaving, 0).seconds();

    double closed = (microBatches + (stages - 1.0) / interleaving) * (forward + backward);
    assertThat(seconds).isCloseTo(closed, within(ROUNDING * closed));
    assertThat(seconds).isLessThan((microBatches + stages - 1) * (forward + backward));
  }

  @Property(tries = 300, seed = "3")
  void passesWaitForThoseBeforeThem(
      @ForAll PipelineKind kind,
      @ForAll @IntRange(min = 2, max = 6) int stages,
      @ForAll @IntRange(min = 1, max = 3) int rounds,
      @ForAll @DoubleRange(min = 0.01, max = 10) double forward,
      @ForAll @DoubleRange(min = 0.01, max = 10) double backward,
      @ForAll @DoubleRange(min = 0, max = 5) double send) {
    int interleaving = kind == PipelineKind.INTERLEAVED ? 2 : 1;
    PipelineSchedule schedule = schedule(kind, stages, rounds * stages, interleaving);
    PipelineTimes times = PipelineTimes.of(schedule, forward, backward, send);

    double busiest = rounds * stages * interleaving * (forward + backward);
    assertThat(times.seconds()).isGreaterThanOrEqualTo(busiest * (1 - ROUNDING));
    assertThat(times.passes()).hasSameSizeAs(schedule.tasks());
    for (int i = 0; i < schedule.tasks().size(); i++) {
      Pass pass = times.passes().get(i);
      assertThat(pass.task()).isEqualTo(schedule.tasks().get(i));
      checkDependency(times, pass, send);
      if (i > 0 && times.passes().get(i - 1).task().stage() == pass.task().stage()) {
        assertThat(pass.startSeconds()).isGreaterThanOrEqualTo(end(times.passes().get(i - 1)));
      }
    }
  }

  private static double end(Pass pass) {
    return pass.endSeconds();
  }

  private static void checkDependency(PipelineTimes times, Pass pass, double send) {
    PipelineTask task = pass.task();
    int stages = times.stages();
    int part = task.part() * stages + task.stage();
    int before = task.backward() ? part + 1 : part - 1;
    for (Pass other : times.passes()) {
      PipelineTask one = other.task();
      if (one.microBatch() == task.microBatch()) {
        int otherPart = one.part() * stages + one.stage();
        if (one.backward() == task.backward() && otherPart == before) {
          assertThat(pass.startSeconds()).isGreaterThanOrEqualTo(end(other) + send);
        }
        if (task.backward() && !one.backward() && otherPart == part) {
          assertThat(pass.startSeconds()).isGreaterThanOrEqualTo(end(other));
        }
      }
    }
  }

  /** Two stages, one micro-batch: 0..1, send to 1.5..2.5, back 2.5..4.5, send to 5..7. */
  @Test
  void aMicroBatchGoesThereAndBack() {
    PipelineTimes times = PipelineTimes.of(schedule(PipelineKind.GPIPE, 2, 1, 1), 1, 2, 0.5);

    assertThat(times.passes()).extracting(Pass::startSeconds).containsExactly(0.0, 5.0, 1.5, 2.5);
    assertThat(times.seconds()).isEqualTo(7);
    assertThat(times.idleFraction()).isCloseTo(1 - 6.0 / 14, within(ROUNDING));
  }

  @Test
  void timesBelowZeroAndTasksWithoutSlotsAreRefused() {
    PipelineSchedule schedule = schedule(PipelineKind.GPIPE, 2, 2, 1);
    PipelineSchedule timeless =
        new PipelineSchedule(1, List.of(new PipelineTask(0, 0, 0, false, 0, 0)));

    assertThatThrownBy(() -> PipelineTimes.of(schedule, -1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PipelineTimes.of(schedule, 1, Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PipelineTimes.of(schedule, List.of(new PartSeconds(1, 1)), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("times of 1 stages for 2");
    assertThatThrownBy(() -> PipelineTimes.of(timeless, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(PipelineTimes.of(schedule, 0, 0, 0).idleFraction()).isZero();
  }
}
