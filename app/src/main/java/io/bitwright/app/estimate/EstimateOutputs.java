package io.bitwright.app.estimate;

import io.bitwright.app.pod.PodReport;
import io.bitwright.app.report.AtomicOutput;
import io.bitwright.app.report.Report;
import io.bitwright.simulator.estimate.Execution;
import io.bitwright.simulator.explain.Explanation;
import io.bitwright.simulator.explain.Scenario;
import io.bitwright.simulator.explain.Task;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.workload.Phase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code estimate} that show one estimate in more ways than its tables. */
final class EstimateOutputs {
  @Option(
      names = "--explain",
      description = "What bounds each operator, and what one change would bring.")
  private boolean explain;

  @Option(
      names = "--trace",
      paramLabel = "FILE.json",
      description = "Also write the operators as trace events, for Perfetto.")
  private @Nullable Path trace;

  /**
   * Refuses these options beside another that they do not go with.
   *
   * @throws SpecException if one of them is given
   */
  void refuseWith(String other) {
    for (String given : given()) {
      throw new SpecException(given + " shows one estimate; leave it out with " + other);
    }
  }

  /** The same, of a page too. */
  static void refusePage(String other, Optional<Path> page) {
    if (page.isPresent()) {
      throw new SpecException("--html shows one estimate; leave it out with " + other);
    }
  }

  private void refuseWith(String other, Optional<Path> page) {
    refuseWith(other);
    refusePage(other, page);
  }

  private List<String> given() {
    List<String> given = new ArrayList<>();
    if (explain) {
      given.add("--explain");
    }
    if (trace != null) {
      given.add("--trace");
    }
    return given;
  }

  /**
   * Writes the files that were asked for, but the page; the report says so, and holds the page, and
   * the explanation if that was asked for.
   *
   * @param page where a page goes that is asked for
   * @throws SpecException if a file cannot be written
   */
  Report of(EstimateReport report, Optional<Path> page) {
    if (given().isEmpty() && page.isEmpty()) {
      return report;
    }
    if (report.request().workload().phase() == Phase.GENERATE) {
      refuseWith("--phase generate, which is many passes", page);
    }
    if (report.request().workload().chunk().isPresent()) {
      refuseWith("--chunk, which is many passes", page);
    }
    if (trace != null) {
      refuseSamePlace(trace, page);
    }
    Scenario scenario = new Scenario(report.request().accelerator(), task(report.request()));
    Optional<Explanation> explanation = Optional.empty();
    Optional<String> html = Optional.empty();
    if (explain || page.isPresent()) {
      Execution execution = scenario.execution();
      Explanation explained = Explanation.of(scenario, execution);
      explanation = explain ? Optional.of(explained) : explanation;
      html = page.map(_ -> EstimatePages.html(report, execution, explained));
    }
    List<Path> files = new ArrayList<>();
    if (trace != null) {
      AtomicOutput.file(trace, ExecutionTrace.json(report.title(), scenario.layerByLayer()));
      files.add(trace);
    }
    return new ExplainedReport(report, explanation, files, html);
  }

  /**
   * The same for several chips or training.
   *
   * @throws SpecException if an explanation or a trace is asked for
   */
  Report of(PodReport report) {
    if (explain || trace != null) {
      throw new SpecException(
          (explain ? "--explain" : "--trace") + " shows inference on one chip; leave it out here");
    }
    return report;
  }

  private static void refuseSamePlace(Path trace, Optional<Path> page) {
    Path place = trace.toAbsolutePath().normalize();
    if (page.map(file -> file.toAbsolutePath().normalize()).filter(place::equals).isPresent()) {
      throw new SpecException("--trace and --html name the same file: " + trace);
    }
  }

  /** What is asked for, as its explanation takes it. */
  static Task task(EstimateRequest request) {
    return switch (request.subject()) {
      case EstimateRequest.ModelSubject of -> new Task.Pass(of.model(), request.workload());
      case EstimateRequest.MatmulSubject of ->
          new Task.Product(
              of.shape(), request.workload().weights(), request.workload().activations());
      case EstimateRequest.ConvolutionSubject of ->
          new Task.Convolution(
              of.shape(),
              of.algorithm(),
              request.workload().weights(),
              request.workload().activations());
    };
  }
}
