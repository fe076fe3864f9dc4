package io.bitwright.bench;

import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.parallel.InferencePlan;
import io.bitwright.simulator.parallel.PodMachine;
import io.bitwright.simulator.parallel.TrainingSetup;
import io.bitwright.simulator.parallel.TrainingStep;
import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.pod.collective.CollectiveChoice;
import io.bitwright.simulator.pod.collective.CollectiveSchedule;
import io.bitwright.simulator.pod.collective.LinkEventSimulator;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.simulator.pod.topology.PodGraph;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.pod.PodLibrary;
import io.bitwright.spec.training.Optimizer;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingPrecision;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.training.ZeroStage;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Pods: an all-reduce of 1 GB over 16x16x16 chips in closed form and link by link, a training step
 * of PaLM 540B on 6144 chips, and the search for the layout of a decode step of it on 64.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PodBenchmark {
  private static final double BYTES = 1e9;
  private static final List<Integer> ALL_AXES = List.of(0, 1, 2);

  private final List<Axis> torus = PodAxes.of(PodLibrary.get("tpu-v4-4096"));
  private final List<Axis> twoPods = PodAxes.of(PodLibrary.get("palm-2x3072"));
  private final ModelConfig palm = ModelLibrary.get("palm-540b");
  private final Machine chip = Machine.of(AcceleratorLibrary.get("tpu-v4"));
  private final PodMachine cube = PodMachine.of(PodLibrary.get("tpu-v4-64"));
  private final TrainingSpec training =
      TrainingSpec.of(2048, 2048)
          .with(TrainingPrecision.MIXED_BF16, Optimizer.ADAFACTOR)
          .with(Recomputation.FULL, false);
  private final ParallelismSpec plan =
      ParallelismSpec.fullySharded(256, ZeroStage.WEIGHTS).withTensor(12, false).withData(2, 1);
  private final WorkloadSpec decode =
      new WorkloadSpec(Phase.DECODE, 64, 1, 2048, NumberFormat.INT8, NumberFormat.BF16);

  @Benchmark
  public double allReduceClosedForm() {
    return CollectiveChoice.best(torus, ALL_AXES, Collective.ALL_REDUCE, BYTES).seconds();
  }

  @Benchmark
  public double allReduceLinkByLink() {
    PodGraph graph = PodGraph.of(torus);
    CollectiveChoice choice = CollectiveChoice.best(torus, ALL_AXES, Collective.ALL_REDUCE, BYTES);
    return LinkEventSimulator.seconds(
        CollectiveSchedule.of(graph, ALL_AXES, Collective.ALL_REDUCE, choice.algorithm(), BYTES),
        graph.linkCount());
  }

  @Benchmark
  public double trainingStep() {
    return TrainingStep.of(new TrainingSetup(chip, palm, training, plan), twoPods).seconds();
  }

  @Benchmark
  public double layoutOfADecode() {
    return InferencePlan.of(cube, palm, decode).best().seconds();
  }
}
