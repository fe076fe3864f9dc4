package io.bitwright.simulator.estimate;

import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.LayerPattern;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.AttentionKernel;
import io.bitwright.spec.workload.AttentionSpec;
import io.bitwright.spec.workload.LoraSpec;
import io.bitwright.spec.workload.LoraTarget;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.SidePathSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;

/** Ways to run attention and linear layers for tests, and models whose layers differ. */
final class OperatorOptions {
  static final AttentionSpec UNFUSED =
      new AttentionSpec(AttentionKernel.UNFUSED, OptionalInt.empty(), 0);

  private static final List<String> GPUS =
      List.of("nvidia-h200", "nvidia-h100", "nvidia-a100-80gb");

  private OperatorOptions() {}

  static AttentionSpec pages(int page) {
    return new AttentionSpec(AttentionKernel.FUSED, OptionalInt.of(page), 0);
  }

  static AttentionSpec prefix(int tokens) {
    return new AttentionSpec(AttentionKernel.FUSED, OptionalInt.empty(), tokens);
  }

  static SidePathSpec lora(int rank, LoraTarget... targets) {
    return new SidePathSpec(
        Optional.of(new LoraSpec(rank, List.of(targets))), OptionalDouble.empty());
  }

  static SidePathSpec outliers(double share) {
    return new SidePathSpec(Optional.empty(), OptionalDouble.of(share));
  }

  static AttentionSpec randomAttention(Random random) {
    return new AttentionSpec(
        random.nextBoolean() ? AttentionKernel.FUSED : AttentionKernel.UNFUSED,
        random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(40)) : OptionalInt.empty(),
        random.nextBoolean() ? random.nextInt(60) : 0);
  }

  static SidePathSpec randomSidePaths(Random random) {
    LoraTarget[] targets = LoraTarget.values();
    Optional<LoraSpec> lora =
        random.nextBoolean()
            ? Optional.of(
                new LoraSpec(
                    1 + random.nextInt(20), List.of(targets[random.nextInt(targets.length)])))
            : Optional.empty();
    return new SidePathSpec(
        lora, random.nextBoolean() ? OptionalDouble.of(0.01) : OptionalDouble.empty());
  }

  /** An array of any kind, or a GPU. */
  static AcceleratorSpec machine(Random random) {
    return random.nextInt(3) == 0
        ? AcceleratorLibrary.get(GPUS.get(random.nextInt(GPUS.size())))
        : Machines.random(random);
  }

  /** The model with a window in some of its layers. */
  static ModelConfig windowed(ModelConfig model, int window, LayerPattern layers) {
    Attention attention = model.lastStack().attention();
    return with(model, attention.with(OptionalInt.of(window), layers));
  }

  /** The model with other self-attention in its only stack. */
  static ModelConfig with(ModelConfig model, Attention attention) {
    TransformerStack s = model.lastStack();
    TransformerStack stack =
        new TransformerStack(
            s.role(),
            s.layers(),
            s.width(),
            s.embedding(),
            s.positions(),
            attention,
            s.crossAttention(),
            s.feedForward(),
            s.norms(),
            s.arrangement(),
            s.outputLayers(),
            s.outputsEveryToken());
    return new ModelConfig(
        model.name(),
        model.family(),
        model.maximumPositions(),
        List.of(stack),
        model.head(),
        model.nativeWeights(),
        model.nativeActivations());
  }

  /** A pass in int8, which every machine of these tests can do. */
  static WorkloadSpec pass(Phase phase, int batch, int sequence, int context) {
    return new WorkloadSpec(phase, batch, sequence, context, NumberFormat.INT8, NumberFormat.INT8);
  }

  static WorkloadSpec pass(
      Phase phase,
      int batch,
      int sequence,
      int context,
      AttentionSpec attention,
      SidePathSpec sidePaths) {
    return pass(phase, batch, sequence, context).with(attention, sidePaths);
  }

  /** Seconds of the lines whose names begin so. */
  static double seconds(Estimate estimate, String name) {
    return estimate.operators().stream()
        .filter(line -> line.name().startsWith(name))
        .mapToDouble(OperatorEstimate::seconds)
        .sum();
  }

  static double offChipBytes(Estimate estimate) {
    return estimate.actions().offChipReadBytes() + estimate.actions().offChipWriteBytes();
  }
}
