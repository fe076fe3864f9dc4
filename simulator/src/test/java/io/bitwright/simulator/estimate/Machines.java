package io.bitwright.simulator.estimate;

import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.BufferSpec;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.MemorySpec;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.accelerator.VectorUnitSpec;
import io.bitwright.spec.dram.DramDevice;
import io.bitwright.spec.dram.DramLibrary;
import io.bitwright.spec.dram.DramSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.quantity.Frequency;
import io.bitwright.spec.quantity.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Accelerators for tests: two fixed ones and any number of random ones. */
public final class Machines {
  static final OperandPair TERNARY_INT8 =
      new OperandPair(NumberFormat.TERNARY, NumberFormat.INT8, 1);
  static final OperandPair INT8_INT8 = new OperandPair(NumberFormat.INT8, NumberFormat.INT8, 1);
  static final OperandPair BF16_BF16 = new OperandPair(NumberFormat.BF16, NumberFormat.BF16, 1);

  static final List<MatrixUnitKind> ARRAYS =
      List.of(
          MatrixUnitKind.WEIGHT_STATIONARY_ARRAY,
          MatrixUnitKind.INPUT_STATIONARY_ARRAY,
          MatrixUnitKind.OUTPUT_STATIONARY_ARRAY);

  private Machines() {}

  /** A 16 x 16 ternary array at 200 MHz with 12.8 GB/s: no floating point. */
  public static AcceleratorSpec edge() {
    return spec(
        new MatrixUnitSpec(
            MatrixUnitKind.WEIGHT_STATIONARY_ARRAY,
            1,
            16,
            16,
            List.of(TERNARY_INT8),
            64,
            16384,
            24),
        200e6,
        16,
        256 << 10,
        12.8e9,
        4L << 30,
        100e-9);
  }

  /** 8 arrays of 128 x 128 at 1.05 GHz, bf16, with 1200 GB/s: 275 TFLOP/s. */
  public static AcceleratorSpec datacentre() {
    return spec(
        new MatrixUnitSpec(
            MatrixUnitKind.WEIGHT_STATIONARY_ARRAY,
            8,
            128,
            128,
            List.of(BF16_BF16, INT8_INT8),
            4096,
            1 << 20,
            32),
        1.05e9,
        8 * 128 * 8,
        64 << 20,
        1.2e12,
        32L << 30,
        500e-9);
  }

  static AcceleratorSpec spec(
      MatrixUnitSpec unit,
      double hertz,
      int lanes,
      long bufferBytes,
      double bytesPerSecond,
      long capacity,
      double latencySeconds) {
    ByteSize buffer = new ByteSize(bufferBytes);
    return new AcceleratorSpec(
        "test-machine",
        "for tests",
        "designed here",
        7,
        new Frequency(hertz),
        unit,
        new VectorUnitSpec(lanes),
        new BufferSpec(buffer, buffer, buffer),
        new MemorySpec(
            "test memory",
            new ByteSize(capacity),
            new Bandwidth(bytesPerSecond),
            new TimeSpan(latencySeconds)),
        Optional.empty(),
        false,
        Optional.empty());
  }

  /** Any sizes, formats and dataflow, with a memory that reaches its peak or has rows and banks. */
  static AcceleratorSpec random(Random random) {
    MatrixUnitKind kind = ARRAYS.get(random.nextInt(ARRAYS.size()));
    int rows = 1 + random.nextInt(64);
    int columns = 1 + random.nextInt(64);
    List<OperandPair> pairs =
        new ArrayList<>(List.of(new OperandPair(NumberFormat.INT8, NumberFormat.INT8, 1)));
    if (random.nextBoolean()) {
      pairs.add(TERNARY_INT8);
    }
    if (random.nextBoolean()) {
      pairs.add(new OperandPair(NumberFormat.BF16, NumberFormat.BF16, 0.5));
    }
    AcceleratorSpec machine =
        spec(
            new MatrixUnitSpec(
                kind,
                1 + random.nextInt(4),
                rows,
                columns,
                pairs,
                kind == MatrixUnitKind.OUTPUT_STATIONARY_ARRAY ? rows : 1 + random.nextInt(512),
                rows + random.nextInt(2000),
                32,
                random.nextBoolean(),
                random.nextInt(4) == 0 ? 1 - random.nextDouble() / 2 : 1),
            1e6 * (1 + random.nextInt(2000)),
            1 + random.nextInt(256),
            64L << (10 + random.nextInt(8)),
            1e9 * (1 + random.nextInt(1000)),
            8L << 30,
            1e-9 * random.nextInt(1000));
    return random.nextBoolean() ? withDram(machine, random) : machine;
  }

  /** A machine whose memory is one of the devices that ship, with as many channels as it needs. */
  private static AcceleratorSpec withDram(AcceleratorSpec machine, Random random) {
    MemorySpec memory = machine.memory();
    List<String> names = DramLibrary.names();
    DramDevice device = DramLibrary.get(names.get(random.nextInt(names.size())));
    double channels = Math.ceil(memory.bandwidth().bytesPerSecond() / device.peakBytesPerSecond());
    DramSpec dram = new DramSpec(device, (int) channels);
    return machine.with(
        new MemorySpec(
            memory.kind(),
            memory.capacity(),
            new Bandwidth(dram.peakBytesPerSecond()),
            memory.latency(),
            Optional.of(dram)));
  }

  /** A machine with another clock. */
  static AcceleratorSpec withClock(AcceleratorSpec machine, double factor) {
    return machine.with(new Frequency(machine.clock().hertz() * factor));
  }

  /** A machine with another bandwidth and capacity of its memory. */
  public static AcceleratorSpec withMemory(
      AcceleratorSpec machine, double bandwidthFactor, long capacity) {
    MemorySpec memory = machine.memory();
    return machine.with(
        new MemorySpec(
            memory.kind(),
            new ByteSize(capacity),
            new Bandwidth(memory.bandwidth().bytesPerSecond() * bandwidthFactor),
            memory.latency(),
            memory.dram()));
  }

  /** A machine whose memory always reaches its bandwidth. */
  static AcceleratorSpec withoutDram(AcceleratorSpec machine) {
    MemorySpec memory = machine.memory();
    return machine.with(
        new MemorySpec(memory.kind(), memory.capacity(), memory.bandwidth(), memory.latency()));
  }

  /** A machine with another memory latency, in seconds, as large a memory and its bandwidth. */
  static AcceleratorSpec withLatency(AcceleratorSpec machine, double seconds) {
    MemorySpec memory = machine.memory();
    return machine.with(
        new MemorySpec(
            memory.kind(),
            memory.capacity(),
            memory.bandwidth(),
            new TimeSpan(seconds),
            memory.dram()));
  }

  /** A machine whose three buffers are so many times as large. */
  static AcceleratorSpec withBuffers(AcceleratorSpec machine, int factor) {
    BufferSpec buffers = machine.buffers();
    return machine.with(
        new BufferSpec(
            larger(buffers.weights(), factor),
            larger(buffers.activations(), factor),
            larger(buffers.results(), factor)));
  }

  private static ByteSize larger(ByteSize size, int factor) {
    return new ByteSize(size.bytes() * factor);
  }
}
