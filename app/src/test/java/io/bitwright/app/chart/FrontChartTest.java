package io.bitwright.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.bitwright.app.chart.FrontChart.Axes;
import io.bitwright.app.chart.FrontChart.Outcome;
import io.bitwright.app.chart.FrontChart.Series;
import io.bitwright.spec.quantity.Quantities;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class FrontChartTest {
  private static final Axes AXES = new Axes("latency", "MFU", Quantities::formatPercent);
  private static final Outcome FAST = new Outcome(0.01, 0.1, "fast & <small>");
  private static final Outcome LARGE = new Outcome(0.1, 0.4, "large");
  private static final Outcome POOR = new Outcome(0.2, 0.2, "poor");

  @Test
  void theFrontIsWhatNoneBeats() {
    Outcome twin = new Outcome(0.1, 0.4, "twin");
    Outcome slower = new Outcome(0.02, 0.1, "slower, of the same throughput");

    assertThat(FrontChart.front(List.of(LARGE, POOR, twin, FAST, slower)))
        .containsExactly(FAST, LARGE);
    assertThat(FrontChart.front(List.of())).isEmpty();
  }

  @Test
  void outcomesStandOnLogarithmicAxesAndFrontsAreJoined() {
    Series decode = new Series("decode", List.of(FAST, LARGE, POOR));
    Series prefill = new Series("prefill", List.of(new Outcome(1, 0.7, "whole prompt")));
    Svg svg = new Svg(FrontChart.of("a < b", AXES, List.of(decode, prefill)).svg());

    svg.check();
    assertThat(svg.all("path", "series0")).hasSize(3 + 1);
    assertThat(svg.all("path", "series1")).hasSize(1 + 1);
    assertThat(svg.all("path", "beaten").stream().map(Element::getTextContent))
        .containsExactly("decode, poor: 200 ms, 20.0 %");
    assertThat(svg.all("polyline", "series0").getFirst().getAttribute("points"))
        .isEqualTo("84.0,424.0 390.0,214.5");
    assertThat(svg.texts())
        .contains("a < b", "latency", "MFU", "decode", "prefill")
        .contains("10 ms", "100 ms", "1 s", "10.0 %", "20.0 %", "100.0 %")
        .contains("fast & <small>", "large", "whole prompt")
        .doesNotContain("poor");
    assertThat(svg.root().getAttribute("aria-label"))
        .isEqualTo(
            "a < b. decode: from 10 ms, 10.0 % to 100 ms, 40.0 %."
                + " prefill: from 1 s, 70.0 % to 1 s, 70.0 %");
  }

  /** Many outcomes close together: what finds no room is left to their titles. */
  @Test
  void labelsLieNeitherOnOneAnotherNorOnPoints() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      outcomes.add(new Outcome(0.01 * i, 10 * Math.sqrt(i), "64 chips, batch " + i));
    }
    FrontChart chart = FrontChart.of("", AXES, List.of(new Series("decode", outcomes)));

    new Svg(chart.svg()).check();
    assertThat(chart.marks()).hasSize(30);
    assertThat(chart.labels()).hasSizeBetween(8, 30);
    assertThat(chart.leaders()).hasSizeLessThanOrEqualTo(chart.labels().size());
    for (PictureLabel label : chart.labels()) {
      for (PictureLabel other : chart.labels()) {
        boolean apart =
            label.equals(other)
                || Math.abs(label.y() - other.y()) >= 13
                || label.left() + label.width() <= other.left()
                || other.left() + other.width() <= label.left();
        assertThat(apart).as(label + " over " + other).isTrue();
      }
      assertThat(chart.marks())
          .noneMatch(mark ->
              mark.x() > label.left()
                  && mark.x() < label.left() + label.width()
                  && mark.y() > label.y() - 11
                  && mark.y() < label.y() + 3);
    }
  }

  @Test
  void shortAxesHaveMarksBetweenPowersOfTen() {
    assertThat(new LogAxis(0, 1, 0, 1).marks()).containsExactly(1.0, 2.0, 5.0, 10.0);
    assertThat(new LogAxis(0, 3, 0, 1).marks()).containsExactly(1.0, 10.0, 100.0, 1000.0);
  }

  @Test
  void whatHasNoPlaceIsRefused() {
    assertThatThrownBy(() -> new Outcome(0, 1, "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Outcome(1, Double.NaN, ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Outcome(Double.POSITIVE_INFINITY, 1, ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FrontChart.of("", AXES, List.of(new Series("none", List.of()))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void longHeadingsAndSentencesKeepWithinTheirPicture() {
    assertThat(PictureLabel.heading("x".repeat(200), 720).text()).hasSize(79).endsWith("x...");
    assertThat(PictureLabel.lines(List.of("one two three", "four"), 5, 10, 50))
        .extracting(PictureLabel::text, PictureLabel::y)
        .containsExactly(tuple("one two", 10.0), tuple("three", 27.0), tuple("four", 44.0));
  }
}
