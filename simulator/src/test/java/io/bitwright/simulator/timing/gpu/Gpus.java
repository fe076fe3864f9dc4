package io.bitwright.simulator.timing.gpu;

import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.GpuSpec;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.MemorySpec;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.accelerator.TileShape;
import io.bitwright.spec.accelerator.VectorUnitSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.quantity.Frequency;
import io.bitwright.spec.quantity.TimeSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Graphics processors for tests. */
public final class Gpus {
  /** The ones that ship. */
  public static final List<String> SHIPPED =
      List.of("nvidia-h200", "nvidia-h100", "nvidia-a100-80gb");

  private Gpus() {}

  /**
   * Four multiprocessors of 1 MHz with 1000 multiply-accumulates of bf16 a cycle each, so 2 GFLOP/s
   * an SM, one tile of 64x64, 1 GB/s of memory; powers of ten for calculations by hand.
   */
  static AcceleratorSpec plain(double overlap, GpuSpec.Overheads overheads, double sustained) {
    AcceleratorSpec h200 = AcceleratorLibrary.get("nvidia-h200");
    OperandPair bf16 = new OperandPair(NumberFormat.BF16, NumberFormat.BF16, 1);
    GpuSpec gpu =
        new GpuSpec(
            List.of(new TileShape(64, 64)),
            overlap,
            new GpuSpec.PowerLimit(Map.of(NumberFormat.BF16, 1.0), sustained, new TimeSpan(1)),
            new GpuSpec.Cache(
                new ByteSize(1000), new Bandwidth(1e12), new Bandwidth(1e15), new ByteSize(0)),
            new GpuSpec.MemoryAccess(1, new ByteSize(0), new ByteSize(1)),
            overheads,
            new GpuSpec.Kernels(1, 1, 1000));
    return new AcceleratorSpec(
        "plain",
        "four multiprocessors",
        "made for tests",
        4,
        new Frequency(1e6),
        new MatrixUnitSpec(MatrixUnitKind.TENSOR_CORE, 4, 1000, 1, List.of(bf16), 1, 1000, 32),
        new VectorUnitSpec(1000),
        h200.buffers(),
        new MemorySpec("HBM3E", new ByteSize(1 << 30), new Bandwidth(1e9), new TimeSpan(0)),
        Optional.empty(),
        false,
        Optional.of(gpu));
  }

  /** Overheads of 1, 10, 100, ... microseconds in the order of the record. */
  static GpuSpec.Overheads tellingOverheads() {
    return new GpuSpec.Overheads(
        new TimeSpan(1e-6),
        new TimeSpan(1e-5),
        new TimeSpan(1e-4),
        new TimeSpan(0),
        new TimeSpan(1e-3),
        new TimeSpan(1e-2));
  }
}
