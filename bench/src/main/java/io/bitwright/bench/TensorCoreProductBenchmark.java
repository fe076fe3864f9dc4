package io.bitwright.bench;

import io.bitwright.simulator.timing.gpu.Gpu;
import io.bitwright.simulator.timing.gpu.TensorCoreProduct;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.format.NumberFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Products on an H200 a second and core: M of 1 to 16384, K and N of 512 to 65536, all magnitudes
 * alike.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TensorCoreProductBenchmark {
  private static final int SHAPES = 4096;

  private final TensorCoreProduct product =
      TensorCoreProduct.of(
          Gpu.of(AcceleratorLibrary.get("nvidia-h200")),
          NumberFormat.BF16,
          NumberFormat.BF16,
          NumberFormat.BF16);
  private final long[] m = sizes(1, 0, 14);
  private final long[] k = sizes(2, 9, 16);
  private final long[] n = sizes(3, 9, 16);

  private static long[] sizes(long seed, int leastLog, int mostLog) {
    Random random = new Random(seed);
    return random
        .doubles(SHAPES, leastLog, mostLog)
        .mapToLong(log -> (long) Math.pow(2, log))
        .toArray();
  }

  @Benchmark
  @OperationsPerInvocation(SHAPES)
  public double productsAlone() {
    double seconds = 0;
    for (int i = 0; i < SHAPES; i++) {
      seconds += product.secondsAlone(m[i], k[i], n[i]);
    }
    return seconds;
  }
}
