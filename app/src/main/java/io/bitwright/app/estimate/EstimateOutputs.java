package io.bitwright.app.estimate;

import io.bitwright.app.pod.PodPages;
import io.bitwright.app.pod.PodReport;
import io.bitwright.app.report.AtomicOutput;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.WrittenReport;
import io.bitwright.simulator.estimate.Execution;
import io.bitwright.simulator.explain.Explanation;
import io.bitwright.simulator.explain.Scenario;
import io.bitwright.simulator.explain.Task;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.workload.Phase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

  @Option(
      names = "--html",
      paramLabel = "FILE.html",
      description = "Also write a page: roofline, time, energy, memory, mappings.")
  private @Nullable Path html;

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

  private List<String> given() {
    List<String> given = new ArrayList<>();
    if (explain) {
      given.add("--explain");
    }
    if (trace != null) {
      given.add("--trace");
    }
    if (html != null) {
      given.add("--html");
    }
    return given;
  }

  /**
   * Writes the files that were asked for; the report says so, and holds the explanation if that was
   * asked for.
   *
   * @throws SpecException if a file cannot be written
   */
  Report of(EstimateReport report) {
    if (given().isEmpty()) {
      return report;
    }
    if (report.request().workload().phase() == Phase.GENERATE) {
      refuseWith("--phase generate, which is many passes");
    }
    if (report.request().workload().chunk().isPresent()) {
      refuseWith("--chunk, which is many passes");
    }
    if (trace != null && html != null && samePlace(trace, html)) {
      throw new SpecException("--trace and --html name the same file: " + trace);
    }
    Scenario scenario = new Scenario(report.request().accelerator(), task(report.request()));
    List<Path> files = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    if (trace != null) {
      files.add(trace);
      texts.add(ExecutionTrace.json(report.title(), scenario.layerByLayer()));
    }
    Optional<Explanation> explanation = Optional.empty();
    if (explain || html != null) {
      Execution execution = scenario.execution();
      Explanation explained = Explanation.of(scenario, execution);
      explanation = explain ? Optional.of(explained) : explanation;
      if (html != null) {
        files.add(html);
        texts.add(EstimatePages.html(report, execution, explained));
      }
    }
    files.forEach(AtomicOutput::prepare);
    for (int i = 0; i < files.size(); i++) {
      AtomicOutput.file(files.get(i), texts.get(i));
    }
    return new ExplainedReport(report, explanation, files);
  }

  /**
   * The same for several chips or training.
   *
   * @throws SpecException if an explanation or a trace is asked for, or the page cannot be written
   */
  Report of(PodReport report) {
    if (explain || trace != null) {
      throw new SpecException(
          (explain ? "--explain" : "--trace") + " shows inference on one chip; leave it out here");
    }
    if (html == null) {
      return report;
    }
    AtomicOutput.prepare(html);
    AtomicOutput.file(html, PodPages.html(report));
    return new WrittenReport(report, html);
  }

  /**
   * The same for a collective.
   *
   * @throws SpecException if the page cannot be written
   */
  Report of(CollectiveReport report) {
    if (html == null) {
      return report;
    }
    AtomicOutput.prepare(html);
    AtomicOutput.file(html, PodPages.html(report.page()));
    return new WrittenReport(report, html);
  }

  private static boolean samePlace(Path one, Path other) {
    return Objects.equals(one.toAbsolutePath().normalize(), other.toAbsolutePath().normalize());
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
