package io.bitwright.app.hardware;

import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.cosim.CosimReport;
import io.bitwright.testbench.cosim.CosimResult;
import io.bitwright.testbench.cosim.CosimSuite;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.BuildOptions;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs of co-simulation that were asked for.
 *
 * @param units the units, at least one
 * @param runs in all, at least one
 * @param seed of all that is random
 * @param shape of every product, or empty for random ones
 */
public record CosimRuns(List<UnitModel> units, int runs, long seed, Optional<MatmulShape> shape) {
  /** Most runs in one go. */
  public static final int MOST = 1_000_000;

  /** Runs of one design where nobody says how many. */
  public static final int STANDARD = 20;

  public CosimRuns {
    units = List.copyOf(units);
  }

  /**
   * Builds and runs, with the builds kept in the user's cache.
   *
   * @param waveforms as {@link CosimSuite#run} writes them
   * @param progress told of each result, in any order, one at a time
   * @throws io.bitwright.spec.SpecException if a tool is missing
   */
  public CosimReport run(Optional<Path> waveforms, Consumer<CosimResult> progress) {
    double work = (double) runs * shape.map(MatmulShape::multiplyAccumulates).orElse(0L);
    return new CosimSuite(units, runs, seed, shape)
        .run(
            new VerilatorBuild(BuildCache.ofUser()),
            BuildOptions.forWork(work),
            waveforms,
            progress);
  }
}
