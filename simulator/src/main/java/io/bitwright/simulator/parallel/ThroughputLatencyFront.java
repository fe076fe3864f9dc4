package io.bitwright.simulator.parallel;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a pod gives of throughput for each latency (the picture of Pope et al. 2022, arXiv
 * 2211.05102, figure 1): all layouts whose memory fits, with all batches.
 *
 * @param points by latency, the fastest first; of equals the one with more throughput, then in the
 *     order of {@link InferenceLayouts#all}
 */
public record ThroughputLatencyFront(List<Point> points) {
  public ThroughputLatencyFront {
    points = List.copyOf(points);
  }

  /**
   * A layout with a batch.
   *
   * @param latencySeconds from one new token to the next; of a prefill, of all of it
   * @param tokensPerSecond of all sequences
   * @param modelFlopsUtilization operations that the model asks for over the peak
   * @param best whether no other point has no more latency and more throughput, or less latency and
   *     no less throughput
   */
  public record Point(
      InferenceLayout layout,
      int batch,
      double latencySeconds,
      double tokensPerSecond,
      double modelFlopsUtilization,
      boolean best) {}

  /** A layout, and the workload of its batch. */
  private record Candidate(InferenceLayout layout, WorkloadSpec workload) {
    Optional<Point> point(PodMachine pod, ModelConfig model) {
      boolean decode = workload.phase() == Phase.DECODE;
      return PodInference.ifItFits(pod, model, workload, layout)
          .map(estimate ->
              new Point(
                  layout,
                  workload.batch(),
                  decode ? estimate.secondsPerToken() : estimate.seconds(),
                  estimate.tokensPerSecond(),
                  estimate.modelFlopsUtilization(),
                  false));
    }
  }

  /**
   * Estimates every layout that suits the pod with batches of 1, 2, 4, ... sequences.
   *
   * @param workload whose batch is not looked at
   * @param mostSequences the largest batch, at least 1
   * @throws SpecException if none fits the memory
   */
  public static ThroughputLatencyFront of(
      PodMachine pod, ModelConfig model, WorkloadSpec workload, int mostSequences) {
    List<Candidate> candidates = new ArrayList<>();
    int chips = Math.toIntExact(pod.chips());
    for (int batch = 1; batch <= mostSequences; batch *= 2) {
      WorkloadSpec ofBatch = workload.with(batch, workload.weights());
      for (InferenceLayout layout : InferenceLayouts.all(model, chips, batch)) {
        candidates.add(new Candidate(layout, ofBatch));
      }
    }
    List<Point> points =
        new ArrayList<>(
            candidates.parallelStream()
                .map(candidate -> candidate.point(pod, model))
                .flatMap(Optional::stream)
                .toList());
    if (points.isEmpty()) {
      throw new SpecException(
          "%s fits no layout of %d chips of %s"
              .formatted(model.name(), pod.chips(), pod.machine().accelerator().name()));
    }
    points.sort(
        Comparator.comparingDouble(Point::latencySeconds)
            .thenComparing(Comparator.comparingDouble(Point::tokensPerSecond).reversed()));
    return new ThroughputLatencyFront(marked(points));
  }

  /** The best points alone, the fastest first. */
  public List<Point> front() {
    return points.stream().filter(Point::best).toList();
  }

  /** Of points by latency those are best that have more throughput than all before them. */
  private static List<Point> marked(List<Point> sorted) {
    List<Point> marked = new ArrayList<>();
    double most = 0;
    for (Point point : sorted) {
      boolean best = point.tokensPerSecond() > most;
      most = Math.max(most, point.tokensPerSecond());
      marked.add(
          new Point(
              point.layout(),
              point.batch(),
              point.latencySeconds(),
              point.tokensPerSecond(),
              point.modelFlopsUtilization(),
              best));
    }
    return marked;
  }
}
