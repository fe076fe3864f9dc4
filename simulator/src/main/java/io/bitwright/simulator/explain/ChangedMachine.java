package io.bitwright.simulator.explain;

import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.BufferSpec;
import io.bitwright.spec.accelerator.GpuSpec;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.MemorySpec;
import io.bitwright.spec.accelerator.VectorUnitSpec;
import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.quantity.TimeSpan;
import java.util.Optional;

/** Machines that differ from another in one thing. */
final class ChangedMachine {
  private ChangedMachine() {}

  /** The changed machine; empty where it has no such part. */
  static Optional<AcceleratorSpec> of(AcceleratorSpec machine, Change change) {
    Optional<GpuSpec> gpu = machine.gpu();
    MemorySpec memory = machine.memory();
    return switch (change) {
      case MEMORY_BANDWIDTH -> Optional.of(machine.with(withTwiceTheBandwidth(memory)));
      case MEMORY_LATENCY ->
          gpu.isPresent()
              ? Optional.empty()
              : Optional.of(machine.with(withHalfTheLatency(memory)));
      case MATRIX_UNITS -> Optional.of(withTwiceTheMatrixUnits(machine));
      case VECTOR_LANES ->
          gpu.isPresent() ? Optional.empty() : Optional.of(withTwiceTheLanes(machine));
      case BUFFERS ->
          Optional.of(
              gpu.map(g -> machine.with(withTwiceTheCache(g)))
                  .orElseGet(() -> withTwiceTheBuffers(machine)));
      case CACHE_BANDWIDTH -> gpu.map(g -> machine.with(withTwiceTheCacheBandwidth(g)));
      case KERNEL_OVERHEADS -> gpu.map(g -> machine.with(withHalfTheOverheads(g)));
      case WEIGHT_FORMAT, BATCH -> Optional.empty();
    };
  }

  private static MemorySpec withTwiceTheBandwidth(MemorySpec memory) {
    return new MemorySpec(
        memory.kind(),
        memory.capacity(),
        twice(memory.bandwidth()),
        memory.latency(),
        memory.dram().map(dram -> dram.times(2)));
  }

  private static MemorySpec withHalfTheLatency(MemorySpec memory) {
    return new MemorySpec(
        memory.kind(),
        memory.capacity(),
        memory.bandwidth(),
        half(memory.latency()),
        memory.dram());
  }

  private static Bandwidth twice(Bandwidth bandwidth) {
    return new Bandwidth(2 * bandwidth.bytesPerSecond());
  }

  private static ByteSize twice(ByteSize size) {
    return new ByteSize(Math.multiplyExact(2, size.bytes()));
  }

  private static TimeSpan half(TimeSpan time) {
    return new TimeSpan(time.seconds() / 2);
  }

  private static AcceleratorSpec withTwiceTheMatrixUnits(AcceleratorSpec machine) {
    MatrixUnitSpec unit = machine.matrixUnit();
    return machine.with(unit.withCount(Math.multiplyExact(2, unit.count())));
  }

  private static AcceleratorSpec withTwiceTheLanes(AcceleratorSpec machine) {
    return machine.with(new VectorUnitSpec(Math.multiplyExact(2, machine.vectorUnit().lanes())));
  }

  private static AcceleratorSpec withTwiceTheBuffers(AcceleratorSpec machine) {
    BufferSpec buffers = machine.buffers();
    return machine.with(
        new BufferSpec(
            twice(buffers.weights()), twice(buffers.activations()), twice(buffers.results())));
  }

  private static GpuSpec withTwiceTheCache(GpuSpec gpu) {
    GpuSpec.Cache cache = gpu.cache();
    return with(
        gpu,
        new GpuSpec.Cache(twice(cache.capacity()), cache.bandwidth(), cache.feed(), cache.dirty()),
        gpu.overheads());
  }

  private static GpuSpec withTwiceTheCacheBandwidth(GpuSpec gpu) {
    GpuSpec.Cache cache = gpu.cache();
    return with(
        gpu,
        new GpuSpec.Cache(
            cache.capacity(), twice(cache.bandwidth()), twice(cache.feed()), cache.dirty()),
        gpu.overheads());
  }

  private static GpuSpec withHalfTheOverheads(GpuSpec gpu) {
    GpuSpec.Overheads all = gpu.overheads();
    return with(
        gpu,
        gpu.cache(),
        new GpuSpec.Overheads(
            half(all.launch()),
            half(all.gap()),
            half(all.prologue()),
            all.epilogue(),
            half(all.split()),
            half(all.batched()),
            half(all.shardedLayer())));
  }

  private static GpuSpec with(GpuSpec gpu, GpuSpec.Cache cache, GpuSpec.Overheads overheads) {
    return new GpuSpec(
        gpu.tiles(),
        gpu.overlapExponent(),
        gpu.powerLimit(),
        cache,
        gpu.memory(),
        overheads,
        gpu.kernels());
  }
}
