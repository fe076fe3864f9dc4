package io.bitwright.simulator.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.parallel.ThroughputLatencyFront.Point;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.pod.PodLibrary;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputLatencyFrontTest {
  private static final PodMachine POD = PodMachine.of(PodLibrary.get("tpu-v4-64"));

  private static ThroughputLatencyFront palm(Phase phase) {
    boolean decode = phase == Phase.DECODE;
    WorkloadSpec workload =
        new WorkloadSpec(
            phase, 1, decode ? 1 : 2048, decode ? 2048 : 0, NumberFormat.INT8, NumberFormat.BF16);
    return ThroughputLatencyFront.of(POD, ModelLibrary.get("palm-540b"), workload, 512);
  }

  @Test
  void bestPointsTradeLatencyForThroughput() {
    List<Point> front = palm(Phase.DECODE).front();

    assertThat(front).hasSizeGreaterThan(5);
    for (int place = 1; place < front.size(); place++) {
      Point faster = front.get(place - 1);
      Point slower = front.get(place);
      assertThat(slower.latencySeconds()).isGreaterThan(faster.latencySeconds());
      assertThat(slower.tokensPerSecond()).isGreaterThan(faster.tokensPerSecond());
    }
  }

  @Test
  void noPointIsBetterThanThoseOfTheFront() {
    ThroughputLatencyFront all = palm(Phase.DECODE);

    for (Point point : all.points()) {
      assertThat(all.front())
          .anyMatch(best ->
              best.latencySeconds() <= point.latencySeconds()
                  && best.tokensPerSecond() >= point.tokensPerSecond());
    }
  }

  /**
   * Pope et al. 2022, sections 3.2 and 4.1: 64 chips decode many sequences in two dimensions with
   * attention over them; prompts gather weights along more axes the more tokens there are.
   */
  @Test
  void layoutsAreThoseOfThePaper() {
    assertThat(layoutOf(palm(Phase.DECODE), 128)).isEqualTo("WS 2D 16x4 / batch");
    ThroughputLatencyFront prefill = palm(Phase.PREFILL);
    assertThat(layoutOf(prefill, 1)).isEqualTo("WS 2D 16x4 / heads");
    assertThat(layoutOf(prefill, 64)).isEqualTo("WG 16 x 4 / heads");
    assertThat(layoutOf(prefill, 512)).isEqualTo("WG 64 / batch");
  }

  private static String layoutOf(ThroughputLatencyFront all, int batch) {
    return all.front().stream()
        .filter(point -> point.batch() == batch)
        .findFirst()
        .orElseThrow()
        .layout()
        .label();
  }

  @Test
  void sameInSameOut() {
    PodMachine fresh = PodMachine.of(PodLibrary.get("tpu-v4-64"));
    WorkloadSpec workload =
        new WorkloadSpec(Phase.DECODE, 1, 1, 2048, NumberFormat.INT8, NumberFormat.BF16);
    ThroughputLatencyFront again =
        ThroughputLatencyFront.of(fresh, ModelLibrary.get("palm-540b"), workload, 512);

    assertThat(again).isEqualTo(palm(Phase.DECODE));
  }

  @Test
  void aModelThatFitsNoLayoutIsRefused() {
    PodMachine pair = PodMachine.of(PodLibrary.get("h200-x2"));
    WorkloadSpec workload =
        new WorkloadSpec(Phase.DECODE, 1, 1, 2048, NumberFormat.BF16, NumberFormat.BF16);

    assertThatThrownBy(
            () -> ThroughputLatencyFront.of(pair, ModelLibrary.get("palm-540b"), workload, 4))
        .isInstanceOf(SpecException.class)
        .hasMessage("palm-540b fits no layout of 2 chips of nvidia-h200");
  }
}
