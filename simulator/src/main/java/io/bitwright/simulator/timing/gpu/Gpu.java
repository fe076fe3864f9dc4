package io.bitwright.simulator.timing.gpu;

import io.bitwright.simulator.mapping.OperandPairChoice;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.GpuSpec;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.format.NumberFormat;

/** The resolved parts of a graphics processor. */
public final class Gpu {
  private final AcceleratorSpec accelerator;
  private final GpuSpec spec;
  private final TensorCores tensorCores;
  private final GpuMemory memory;
  private final PowerLimit powerLimit;

  private Gpu(AcceleratorSpec accelerator, GpuSpec spec) {
    this.accelerator = accelerator;
    this.spec = spec;
    this.tensorCores = TensorCores.of(accelerator, spec);
    this.memory = GpuMemory.of(accelerator, spec);
    this.powerLimit = PowerLimit.of(spec);
  }

  /**
   * Resolves a description.
   *
   * @throws IllegalArgumentException if it is of no graphics processor
   */
  public static Gpu of(AcceleratorSpec accelerator) {
    GpuSpec spec =
        accelerator
            .gpu()
            .orElseThrow(() -> new IllegalArgumentException(accelerator.name() + " is no GPU"));
    return new Gpu(accelerator, spec);
  }

  /** The whole description. */
  public AcceleratorSpec accelerator() {
    return accelerator;
  }

  /** Its section {@code gpu}. */
  GpuSpec spec() {
    return spec;
  }

  TensorCores tensorCores() {
    return tensorCores;
  }

  GpuMemory memory() {
    return memory;
  }

  PowerLimit powerLimit() {
    return powerLimit;
  }

  /**
   * FLOP/s after a rest for a pair of operands: the tensor cores' peak times the burst share, or
   * two a lane and cycle of the vector units where no pair of the tensor cores holds the operands.
   */
  public double burstFlopsPerSecond(NumberFormat weights, NumberFormat activations) {
    double hertz = accelerator.clock().hertz();
    return OperandPairChoice.of(accelerator.matrixUnit(), weights, activations)
        .pair()
        .map(pair -> 2 * macsPerCycle(pair) * hertz * burst(pair))
        .orElse(vectorFlopsPerSecond());
  }

  /** FLOP/s of the vector units, two a lane and cycle. */
  double vectorFlopsPerSecond() {
    return 2.0 * accelerator.vectorUnit().lanes() * accelerator.clock().hertz();
  }

  private double macsPerCycle(OperandPair pair) {
    return accelerator.matrixUnit().multiplyAccumulatesPerCycle(pair);
  }

  private double burst(OperandPair pair) {
    Double share = spec.powerLimit().burst().get(pair.weights());
    if (share == null) {
      throw new IllegalArgumentException("no burst rate of " + pair.weights());
    }
    return share;
  }

  /**
   * Seconds of computing for a seconds and moving for b seconds at once: {@code (a^p + b^p)^(1/p)},
   * between the longer of both and their sum.
   */
  double overlap(double a, double b) {
    double longer = Math.max(a, b);
    if (longer == 0) {
      return 0;
    }
    double p = spec.overlapExponent();
    return longer * Math.pow(1 + Math.pow(Math.min(a, b) / longer, p), 1 / p);
  }

  /** Seconds of a launch, of a kernel alone or of a whole graph. */
  public double launchSeconds() {
    return spec.overheads().launch().seconds();
  }

  double gapSeconds() {
    return spec.overheads().gap().seconds();
  }

  double prologueSeconds() {
    return spec.overheads().prologue().seconds();
  }
}
