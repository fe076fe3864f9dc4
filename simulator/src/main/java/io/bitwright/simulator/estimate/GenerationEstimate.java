package io.bitwright.simulator.estimate;

import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.PassSchedule;
import io.bitwright.simulator.workload.PassSeries;
import io.bitwright.simulator.workload.TransformerGraph;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All passes of a workload, and their sum. Lines of one name in several series are one line of the
 * sum.
 *
 * @param whole the sum
 * @param runs for each line of the sum, in order, the lines that it is made of
 */
public record GenerationEstimate(Estimate whole, List<List<Run>> runs) {

  /**
   * An operator in a series of passes.
   *
   * @param line of all passes of the series, its {@link PassSeries#times} left out
   */
  public record Run(PassSeries series, OperatorEstimate line) {}

  public GenerationEstimate {
    runs = runs.stream().map(List::copyOf).toList();
  }

  /**
   * Estimates each series and adds them up.
   *
   * @throws SpecException as {@link Estimator#estimate} and {@link PassSchedule#of} do
   */
  public static GenerationEstimate of(Machine machine, ModelConfig model, WorkloadSpec workload) {
    double tokens = (double) workload.batch() * TransformerGraph.newTokens(model, workload);
    double flops = ModelWork.flops(model, workload);
    return of(machine, workload, PassSchedule.of(model, workload), tokens, flops);
  }

  /**
   * Estimates {@link PassSchedule#ofScoredPass}.
   *
   * @throws SpecException as {@link Estimator#estimate} and {@link PassSchedule#ofScoredPass} do
   */
  public static GenerationEstimate ofScoredPass(
      Machine machine, ModelConfig model, WorkloadSpec workload) {
    PassSchedule schedule = PassSchedule.ofScoredPass(model, workload);
    double tokens = (double) workload.batch() * workload.sequence();
    return of(machine, workload, schedule, tokens, ModelWork.flops(schedule.all()));
  }

  private static GenerationEstimate of(
      Machine machine,
      WorkloadSpec workload,
      PassSchedule schedule,
      double tokens,
      double usefulFlops) {
    AcceleratorSpec accelerator = machine.accelerator();
    ModelFormats formats = Estimator.formats(accelerator, workload);
    List<SeriesEstimate> parts = new ArrayList<>();
    for (PassSeries series : schedule.all()) {
      parts.add(SeriesEstimate.of(machine, series, formats));
    }
    List<List<Run>> runs = runs(parts);
    Estimate whole =
        EstimateSum.of(
            accelerator,
            lines(runs),
            tokens,
            usefulFlops,
            ModelWork.flops(schedule.all()),
            Estimator.peakFlopsPerSecond(accelerator, workload.weights(), workload.activations()),
            MemoryBytes.ofInference(schedule, workload, formats),
            times(parts, schedule, workload));
    return new GenerationEstimate(whole, runs);
  }

  /** Lines of one series stay as they are; those of several are joined by name. */
  private static List<List<Run>> runs(List<SeriesEstimate> parts) {
    Map<Object, List<Run>> runs = new LinkedHashMap<>();
    for (SeriesEstimate part : parts) {
      for (OperatorEstimate line : part.operators()) {
        Object key = parts.size() == 1 ? runs.size() : line.name();
        runs.computeIfAbsent(key, name -> new ArrayList<>()).add(new Run(part.series(), line));
      }
    }
    return List.copyOf(runs.values());
  }

  private static List<OperatorEstimate> lines(List<List<Run>> runs) {
    List<OperatorEstimate> lines = new ArrayList<>();
    for (List<Run> same : runs) {
      if (same.size() == 1 && same.getFirst().series().times() == 1) {
        lines.add(same.getFirst().line());
        continue;
      }
      OperatorSum sum = new OperatorSum(same.getFirst().line());
      try {
        same.forEach(run -> sum.add(run.line(), run.series().times()));
        lines.add(sum.line());
      } catch (ArithmeticException overflow) {
        throw new SpecException("the passes take more than 2^63 cycles", overflow);
      }
    }
    return lines;
  }

  private static Optional<GenerationTimes> times(
      List<SeriesEstimate> parts, PassSchedule schedule, WorkloadSpec workload) {
    if (workload.phase() != Phase.GENERATE) {
      return Optional.empty();
    }
    int prompts = schedule.prompt().size();
    double steps = seconds(parts.subList(prompts, parts.size()));
    int newTokens = workload.generation().orElseThrow().newTokens();
    return Optional.of(new GenerationTimes(seconds(parts.subList(0, prompts)), steps / newTokens));
  }

  private static double seconds(List<SeriesEstimate> parts) {
    double seconds = 0;
    for (SeriesEstimate part : parts) {
      for (OperatorEstimate line : part.operators()) {
        seconds += part.series().times() * line.seconds();
      }
    }
    return seconds;
  }
}
