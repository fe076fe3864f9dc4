package io.bitwright.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pictures by hand. */
class ChartTest {
  @Test
  void axisSpansWholeDecades() {
    LogAxis axis = LogAxis.over(List.of(0.5, 300.0), 0, 400);

    assertThat(axis).isEqualTo(new LogAxis(-1, 3, 0, 400));
    assertThat(axis.at(1)).isEqualTo(100);
    assertThat(axis.at(10)).isEqualTo(200);
    assertThat(axis.decades()).containsExactly(0.1, 1.0, 10.0, 100.0, 1000.0);
    assertThat(LogAxis.over(List.of(10.0), 0, 1)).isEqualTo(new LogAxis(1, 2, 0, 1));
    assertThat(new LogAxis(0, 20, 0, 1).decades()).hasSize(7);
  }

  /** Peak 100 FLOP/s, 10 B/s: the ridge lies at 10 FLOP/byte. */
  @Test
  void roofsMeetAtTheRidge() {
    RooflineChart.Work work = new RooflineChart.Work("a", "memory", 1, 5, 100, "about a");

    RooflineChart chart = RooflineChart.of(List.of(work), 10);

    RooflineChart.Roof slope = chart.roofs().get(0);
    RooflineChart.Roof peak = chart.roofs().get(1);
    assertThat(slope.x2()).isEqualTo(peak.x1());
    assertThat(slope.y2()).isEqualTo(peak.y1()).isEqualTo(peak.y2());
    assertThat(peak.x2()).isEqualTo(chart.right());
    assertThat(chart.points()).hasSize(1);
    assertThat(chart.points().getFirst().y()).isGreaterThan(peak.y1());
  }

  @Test
  void pointsAtOnePlaceAreOneAndLabelsDoNotCoverEachOther() {
    RooflineChart chart =
        RooflineChart.of(
            List.of(
                new RooflineChart.Work("q_proj", "memory", 1, 5, 100, "q"),
                new RooflineChart.Work("k_proj", "memory", 1, 5, 100, "k"),
                new RooflineChart.Work("o_proj", "memory", 1.1, 5.3, 100, "o")),
            10);

    assertThat(chart.points())
        .extracting(RooflineChart.Point::label)
        .containsExactlyInAnyOrder("q_proj +1", "o_proj");
    assertThat(chart.points()).extracting(RooflineChart.Point::title).contains("q; k", "o");
    double apart = chart.points().get(0).labelY() - chart.points().get(1).labelY();
    assertThat(Math.abs(apart)).isGreaterThanOrEqualTo(13);
  }

  @Test
  void longestBarIsAsLongAsTheChartAndNothingHasNoBar() {
    Map<String, Double> joules = new LinkedHashMap<>();
    joules.put("multiply", 1.0);
    joules.put("idle", 0.0);
    joules.put("off chip", 3.0);

    BarChart chart = BarChart.of("joules", joules, value -> value + " J");

    assertThat(chart.bars())
        .containsExactly(
            new BarChart.Bar("multiply", "1.0 J", 33.3, 25),
            new BarChart.Bar("off chip", "3.0 J", 100, 75));
  }

  @Test
  void memoryMapIsAsLongAsTheLargerOfPartsAndCapacity() {
    MemoryMap fits = MemoryMap.of(Map.of("weights", 25.0), 100, "100 B");
    MemoryMap over = MemoryMap.of(Map.of("weights", 200.0), 100, "100 B");

    assertThat(fits.capacityPercent()).isEqualTo(100);
    assertThat(fits.parts()).extracting(MemoryMap.Part::percent).containsExactly(25.0);
    assertThat(over.capacityPercent()).isEqualTo(50);
    assertThat(over.parts()).extracting(MemoryMap.Part::percent).containsExactly(100.0);
  }

  @Test
  void stepsRunThroughTheInnerLoopFirst() {
    TilePicture byColumns =
        TilePicture.of("", "X", "W", "Y", new TilePicture.Cuts(2, 1, 2, true), List.of());
    TilePicture byRows =
        TilePicture.of("", "X", "W", "Y", new TilePicture.Cuts(2, 1, 2, false), List.of());

    List<String> columns = List.of(byColumns.order().split(" "));
    List<String> rows = List.of(byRows.order().split(" "));

    assertThat(columns).hasSize(4);
    assertThat(rows)
        .containsExactly(columns.get(0), columns.get(2), columns.get(1), columns.get(3));
    assertThat(columns.getFirst()).isEqualTo(byColumns.beginX() + "," + byColumns.beginY());
  }

  @Test
  void noMoreThanTwelvePartsASideAreDrawn() {
    TilePicture picture =
        TilePicture.of("", "X", "W", "Y", new TilePicture.Cuts(1000, 3, 12, true), List.of());

    TilePicture.Matrix activations = picture.matrices().get(0);
    TilePicture.Matrix weights = picture.matrices().get(1);
    assertThat(activations.rows()).hasSize(11);
    assertThat(activations.columns()).hasSize(2);
    assertThat(activations.more()).isTrue();
    assertThat(weights.columns()).hasSize(11);
    assertThat(weights.more()).isFalse();
  }
}
