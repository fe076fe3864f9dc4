package io.bitwright.simulator.explain;

import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import java.util.Optional;

/** One change of a machine or of its work; all else stays as it is. */
public enum Change {
  /** Twice the bandwidth of the off-chip memory. */
  MEMORY_BANDWIDTH("memoryBandwidth"),
  /** Half the latency of the off-chip memory of an array machine. */
  MEMORY_LATENCY("memoryLatency"),
  /** Twice as many matrix units; of a GPU, multiprocessors. */
  MATRIX_UNITS("matrixUnits"),
  /** Twice the lanes of an array machine's vector unit. */
  VECTOR_LANES("vectorLanes"),
  /** Twice the capacity of all buffers; of a GPU, of the level-2 cache. */
  BUFFERS("buffers"),
  /** Twice the bandwidth of a GPU's level-2 cache, and of what a multiprocessor draws from it. */
  CACHE_BANDWIDTH("cacheBandwidth"),
  /** Half the times of a GPU's kernels that do not depend on their size. */
  KERNEL_OVERHEADS("kernelOverheads"),
  /** Weights of half the bits, or the next narrower format; activations stay. */
  WEIGHT_FORMAT("weightFormat"),
  /** Twice as many sequences, or rows of a product. */
  BATCH("batch");

  private final String label;

  Change(String label) {
    this.label = label;
  }

  /** The word in documents: {@code memoryBandwidth}. */
  public String label() {
    return label;
  }

  /** How many times the work a scenario does after the change. */
  public double work() {
    return this == BATCH ? 2 : 1;
  }

  /** What is changed, for people: {@code 2x memory bandwidth}. */
  public String description(Scenario scenario) {
    boolean gpu = scenario.accelerator().gpu().isPresent();
    return switch (this) {
      case MEMORY_BANDWIDTH -> "2x memory bandwidth";
      case MEMORY_LATENCY -> "half the memory latency";
      case MATRIX_UNITS -> gpu ? "2x multiprocessors" : "2x matrix units";
      case VECTOR_LANES -> "2x vector lanes";
      case BUFFERS -> gpu ? "2x level-2 cache" : "2x buffers";
      case CACHE_BANDWIDTH -> "2x cache bandwidth";
      case KERNEL_OVERHEADS -> "half the kernel overheads";
      case WEIGHT_FORMAT ->
          narrower(scenario)
              .map(format -> format + " weights")
              .orElseThrow(() -> new IllegalArgumentException("no narrower weights"));
      case BATCH -> scenario.task() instanceof Task.Product ? "2x rows of M" : "2x batch";
    };
  }

  /** The changed scenario; empty where there is no such change. */
  public Optional<Scenario> of(Scenario scenario) {
    AcceleratorSpec accelerator = scenario.accelerator();
    Task task = scenario.task();
    return switch (this) {
      case BATCH -> Optional.of(new Scenario(accelerator, task.withTwiceTheBatch()));
      case WEIGHT_FORMAT ->
          narrower(scenario).map(format -> new Scenario(accelerator, task.withWeights(format)));
      default -> ChangedMachine.of(accelerator, this).map(machine -> new Scenario(machine, task));
    };
  }

  private static Optional<NumberFormat> narrower(Scenario scenario) {
    NumberFormat weights = scenario.task().weights();
    return switch (weights) {
      case FP32 -> Optional.of(NumberFormat.BF16);
      case BF16, FP16 ->
          Optional.of(multipliesFp8(scenario.accelerator()) ? NumberFormat.FP8 : NumberFormat.INT8);
      case INT32 -> Optional.of(NumberFormat.INT16);
      case INT16 -> Optional.of(NumberFormat.INT8);
      case INT8, FP8 -> Optional.of(NumberFormat.INT4);
      case INT4 -> Optional.of(NumberFormat.TERNARY);
      case TERNARY -> Optional.of(NumberFormat.BINARY);
      case BINARY -> Optional.empty();
    };
  }

  private static boolean multipliesFp8(AcceleratorSpec accelerator) {
    return accelerator.matrixUnit().operandPairs().stream()
        .anyMatch(pair -> pair.weights() == NumberFormat.FP8);
  }
}
