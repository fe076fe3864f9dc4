package io.bitwright.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScatterChartTest {
  private static ScatterChart.Point point(double across, double upward, boolean onFront) {
    return new ScatterChart.Point(across, upward, onFront, across + " and " + upward);
  }

  @Test
  void pointsLieWhereTheirValuesAreAndTheFrontOnTop() {
    ScatterChart chart =
        ScatterChart.of(
            "a space",
            "time [s]",
            "area",
            List.of(point(0.001, 10, true), point(1, 20, false), point(0.1, 15, true)));

    assertThat(chart.marks())
        .extracting(ScatterChart.Mark::kind)
        .containsExactly("series0", "series1", "series1");
    assertThat(chart.marks())
        .extracting(mark -> mark.x() - 12)
        .containsExactly(chart.right(), chart.left(), 492.0);
    assertThat(chart.marks())
        .extracting(mark -> mark.y() - 4)
        .containsExactly(chart.top(), chart.bottom(), (chart.top() + chart.bottom()) / 2);
    assertThat(chart.alternative())
        .isEqualTo(
            "a space: area over time [s] of 3 points, 2 of them on the front; the table has the same"
                + " figures");
    new Svg(chart.svg());
  }

  @ParameterizedTest
  @CsvSource({"10, 20, 6", "0, 0, 2", "-3, 4, 5", "1e-9, 2e-9, 6", "5, 5, 2", "1e-12, 1e12, 9"})
  void axesHoldTheirValues(double least, double most, int ticks) {
    ValueAxis axis = ValueAxis.over(List.of(least, most), 100, 500);

    assertThat(axis.ticks()).hasSize(ticks);
    assertThat(axis.ticks().getFirst().at()).isEqualTo(100);
    assertThat(axis.ticks().getLast().at()).isEqualTo(500);
    assertThat(axis.at(least)).isBetween(100.0, axis.at(most));
    assertThat(axis.at(most)).isLessThanOrEqualTo(500);
    assertThat(axis.ticks()).extracting(RooflineChart.Tick::label).doesNotHaveDuplicates();
  }
}
