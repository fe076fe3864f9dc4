package io.bitwright.simulator.parallel;

import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.training.Optimizer;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.TrainingPrecision;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.training.ZeroStage;
import java.util.List;
import java.util.Map;

/**
 * PaLM 540B on one and two slices of 12 x 16 x 16 TPU v4 chips (Chowdhery et al. 2022, arXiv
 * 2204.02311, section 4): 12-way tensor and 256-way fully sharded in each, 81 Tbit/s in bursts
 * between 1536 hosts of 4 chips.
 */
final class PalmPods {
  private static final double HOST_BYTES_PER_SECOND = 81e12 / 8 / 1536;
  private static final Machine V4 = Machine.of(AcceleratorLibrary.get("tpu-v4"));

  static List<Axis> pod() {
    return List.of(ring(12), ring(16), ring(16));
  }

  private static Axis ring(int chips) {
    return new Axis(AxisKind.RING, chips, 50e9, 0, 1e-6, 1, 0, -1);
  }

  TrainingSetup setup(int pods) {
    TrainingSpec training =
        TrainingSpec.of(1024 * pods, 2048)
            .with(TrainingPrecision.MIXED_BF16, Optimizer.ADAFACTOR)
            .with(Recomputation.FULL, false);
    ParallelismSpec plan =
        ParallelismSpec.fullySharded(256, ZeroStage.WEIGHTS).withTensor(12, false);
    return new TrainingSetup(V4, ModelLibrary.get("palm-540b"), training, plan.withData(pods, 1))
        .with(GradientExchange.AFTER_BACKWARD);
  }

  TrainingStep one() {
    List<Axis> pod = pod();
    return TrainingStep.at(
        setup(1),
        new Placement(Map.of(Degree.TENSOR, pod.subList(0, 1), Degree.FSDP, pod.subList(1, 3))));
  }

  TrainingStep both() {
    List<Axis> pod = pod();
    Axis between = new Axis(AxisKind.LINE, 2, HOST_BYTES_PER_SECOND / 4, 0, 0, 1, 0, -1);
    return TrainingStep.at(
        setup(2),
        new Placement(
            Map.of(
                Degree.TENSOR, pod.subList(0, 1),
                Degree.FSDP, pod.subList(1, 3),
                Degree.DATA, List.of(between))));
  }
}
