package io.bitwright.simulator.convention;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.pod.PodReader;
import io.bitwright.spec.pod.PodSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorParallelTimesTest {
  /**
   * What an all-reduce of two takes inside a graph: the latency of NCCL's own tuning table (github
   * NVIDIA/nccl v2.28.7-1, src/graph/tuning.cc: ring over NVLink, protocol Simple, 8.4 us and 3.4
   * us for each of two steps), and the bandwidth that its largest all-reduces reach alone. No row
   * of the table below is in them.
   */
  private static final PodSpec IN_GRAPH =
      PodReader.read(
          "pair.yaml",
          """
          name: pair
          description: two H200 inside a graph
          source: NCCL's tuning table
          accelerator: nvidia-h200
          levels:
            - topology: ring
              chips: 2
              link: {bandwidth: 313.8 GB/s, latency: 7.6 us, hop: 0 us}
          """
              .getBytes(StandardCharsets.UTF_8));

  @Test
  void eachMeasuredPassKeepsTheBar() {
    List<ValidationRow> rows = TensorParallelTimes.rows(IN_GRAPH);

    assertThat(rows).hasSize(7).allMatch(ValidationRow::holds);
  }

  @Test
  void theShippedPodHasARowForEachMeasuredPass() {
    assertThat(TensorParallelTimes.rows()).hasSize(7).allMatch(row -> row.ours() > 0);
  }
}
