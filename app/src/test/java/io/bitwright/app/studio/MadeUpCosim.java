package io.bitwright.app.studio;

import io.bitwright.app.hardware.CosimRuns;
import io.bitwright.testbench.cosim.CosimReport;
import io.bitwright.testbench.cosim.CosimResult;
import io.bitwright.testbench.cosim.StreamStalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Runs whose results are made up, where a test is about what is told of them. */
final class MadeUpCosim {
  private static final int FEW = 50;

  private MadeUpCosim() {}

  /** Every run agrees. */
  static CosimReport agreeing(CosimRuns runs, Consumer<CosimResult> progress) {
    List<CosimResult> results = new ArrayList<>();
    for (int run = 0; run < runs.runs(); run++) {
      CosimResult result =
          new CosimResult(
              runs.units().getFirst(),
              (run + 1) + "x16x16",
              "random",
              StreamStalls.Kind.NONE,
              100 + run,
              100 + run,
              0,
              Optional.empty(),
              Optional.empty());
      progress.accept(result);
      results.add(result);
    }
    return new CosimReport(results);
  }

  /** Few runs agree, many never come to an end. */
  static CosimReport fewOrEndless(CosimRuns runs, Consumer<CosimResult> progress) {
    return runs.runs() <= FEW
        ? agreeing(runs, progress)
        : endless(new CountDownLatch(1)).run(runs, progress);
  }

  /** Tells of one run after another until it is cancelled. */
  static CosimJob.Runner endless(CountDownLatch begun) {
    return (runs, progress) -> {
      while (true) {
        agreeing(new CosimRuns(runs.units(), 1, runs.seed(), runs.shape()), progress);
        begun.countDown();
        try {
          Thread.sleep(5);
        } catch (InterruptedException e) {
          throw new IllegalStateException("co-simulation was interrupted", e);
        }
      }
    };
  }
}
