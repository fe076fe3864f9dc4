package io.bitwright.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.training.PipelineSchedule;
import io.bitwright.simulator.training.PipelineTimes;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.PipelineKind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class PipelineGanttTest {
  private static final double LEFT = 76;
  private static final double RIGHT = 924;

  private static PipelineTimes times(
      PipelineKind kind, int stages, int microBatches, int interleaving) {
    ParallelismSpec parallelism =
        ParallelismSpec.ONE_CHIP.withPipeline(stages, kind, microBatches, interleaving);
    return PipelineTimes.of(PipelineSchedule.of(parallelism, 1, 2), 0.01, 0.02, 0);
  }

  private static Svg drawn(PipelineTimes times) {
    Svg svg = new Svg(PipelineGantt.of("a < b & c", times).svg());
    svg.check();
    assertThat(svg.texts()).contains("a < b & c");
    assertNoOverlap(svg);
    return svg;
  }

  /** Bars of a row, which share their y, come one after another. */
  private static void assertNoOverlap(Svg svg) {
    String row = "";
    double free = 0;
    for (Element bar : svg.all("rect", "pass")) {
      free = bar.getAttribute("y").equals(row) ? free : 0;
      row = bar.getAttribute("y");
      double start = Svg.number(bar, "x");
      assertThat(start).isGreaterThanOrEqualTo(free - 0.1);
      free = start + Svg.number(bar, "width");
    }
  }

  /** 11 times 30 ms over the whole width: a forward pass is a 33rd of it. */
  @Test
  void everyPassIsABarAsLongAsItsTime() {
    Svg svg = drawn(times(PipelineKind.GPIPE, 4, 8, 1));

    List<Element> forward = svg.all("rect", "forward1");
    List<Element> backward = svg.all("rect", "backward1");
    assertThat(svg.all("rect", "pass")).hasSize(64);
    assertThat(forward).hasSize(32 + 1);
    assertThat(backward).hasSize(32 + 1);
    assertThat(Svg.number(forward.getFirst(), "x")).isEqualTo(LEFT);
    assertThat(Svg.number(forward.getFirst(), "width")).isEqualTo(25.7);
    Element last = backward.get(7);
    assertThat(Svg.number(last, "x") + Svg.number(last, "width")).isEqualTo(RIGHT);
    assertThat(last.getTextContent()).isEqualTo("backward of micro-batch 8: 310 ms to 330 ms");
    assertThat(svg.all("text", "number")).hasSize(64);
    assertThat(svg.texts())
        .contains("stage 1", "stage 4", "0 s", "50 ms", "300 ms")
        .contains(
            "4 stages, 8 micro-batches: a step of 330 ms, of which the stages are idle 27.3 %"
                + " (bubble)");
  }

  @Test
  void partsOfAStageDifferInShade() {
    Svg svg = drawn(times(PipelineKind.INTERLEAVED, 2, 4, 2));

    for (String kind : List.of("forward0", "forward3", "backward0", "backward3")) {
      assertThat(svg.all("rect", kind)).hasSize(8 + 1);
    }
    assertThat(svg.texts()).contains("forward, parts 1 to 2", "backward, parts 1 to 2", "idle");
    assertThat(svg.all("rect", "pass").getFirst().getTextContent())
        .isEqualTo("forward of micro-batch 1, part 1: 0 s to 10 ms");
  }

  /** Their first and last passes, and a size that does not grow. */
  @Test
  void ofLongStepsTheBeginAndTheEndAreDrawn() {
    Svg svg = drawn(times(PipelineKind.ONE_FORWARD_ONE_BACKWARD, 64, 512, 1));

    assertThat(svg.all("rect", "pass").size()).isBetween(500, 4000);
    assertThat(svg.texts())
        .contains("stage 16", "stage 49", "end", "Stages 17 to 48 are not drawn")
        .doesNotContain("stage 17")
        .anyMatch(text -> text.startsWith("Drawn are the first and the last "));
    String titles =
        String.join(";", svg.all("title").stream().map(Element::getTextContent).toList());
    assertThat(titles).contains("forward of micro-batch 1: 0 s", "backward of micro-batch 512: ");
  }

  /** Between the last mark and the one before lies a step of 1, 2 or 5 times a power of ten. */
  @Test
  void marksOfTimeAreRoundNumbers() {
    TimeWindow window = new TimeWindow(0, 3.3, 0, 900, false);
    TimeWindow end = new TimeWindow(96.7, 3.3, 0, 900, true);

    assertThat(window.labels(0).stream().map(PictureLabel::text))
        .containsExactly("0 s", "500 ms", "1 s", "1.5 s", "2 s", "2.5 s", "3 s");
    assertThat(end.labels(0).stream().map(PictureLabel::text)).startsWith("end", "-500 ms", "-1 s");
    assertThat(end.grid().getFirst()).isEqualTo(900);
    assertThat(window.grid()).isSorted().hasSameSizeAs(IntStream.range(0, 7).boxed().toList());
  }

  @Test
  void aStepWithoutTimeIsRefused() {
    ParallelismSpec parallelism =
        ParallelismSpec.ONE_CHIP.withPipeline(2, PipelineKind.GPIPE, 2, 1);
    PipelineTimes none = PipelineTimes.of(PipelineSchedule.of(parallelism, 1, 1), 0, 0, 0);

    assertThatThrownBy(() -> PipelineGantt.of("", none))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
