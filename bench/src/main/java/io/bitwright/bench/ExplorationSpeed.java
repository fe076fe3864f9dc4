package io.bitwright.bench;

import io.bitwright.app.exploration.Exploration;
import io.bitwright.app.exploration.ExplorationRequest;
import io.bitwright.app.exploration.ExplorationRun;
import io.bitwright.app.exploration.LocalEngine;
import io.bitwright.app.exploration.Strategy;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Design points a second of the local engine, by wall clock and by the process's CPU time, for one
 * thread and for as many as there are cores; and what of it no other core can take over. Argument:
 * a space (the one of Llama-2-7B's decoding).
 */
public final class ExplorationSpeed {
  private static final int ROUNDS = 3;
  private static final double NANO = 1e-9;

  private ExplorationSpeed() {}

  /** Prints the figures, of each round anew: the first one compiles. */
  public static void main(String[] arguments) {
    Path space = Path.of(arguments.length > 0 ? arguments[0] : "examples/llama-decode/space.yaml");
    Exploration exploration = ExplorationRequest.of(space, Optional.empty()).exploration();
    int cores = Runtime.getRuntime().availableProcessors();
    System.out.printf("%,d points%n", exploration.gridSize());
    for (int threads = 1; threads <= cores; threads *= 2) {
      for (int round = 1; round <= ROUNDS; round++) {
        measure(exploration, threads, round);
      }
    }
  }

  private static void measure(Exploration exploration, int threads, int round) {
    ExplorationRun run = new ExplorationRun(exploration, Strategy.GRID, Long.MAX_VALUE, 1);
    long start = System.nanoTime();
    long cpu = cpuNanos();
    long ownCpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try (LocalEngine engine = new LocalEngine(exploration, threads)) {
      run.run(engine, 0, block -> true);
    }
    double seconds = (System.nanoTime() - start) * NANO;
    double cpuSeconds = (cpuNanos() - cpu) * NANO;
    double ownSeconds =
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - ownCpu) * NANO;
    System.out.printf(
        "threads %d, round %d: %,.0f points/s, %.1f us of CPU a point, %.3f of them on the thread that"
            + " takes the results, %.2f cores busy%n",
        threads,
        round,
        run.evaluated() / seconds,
        cpuSeconds / run.evaluated() * 1e6,
        ownSeconds / run.evaluated() * 1e6,
        cpuSeconds / seconds);
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
