package io.bitwright.app.chart;

import io.bitwright.app.chart.ParetoChart.Axis;
import io.bitwright.app.chart.ParetoChart.Point;
import io.bitwright.app.chart.PlotAxis.Scale;
import io.bitwright.app.chart.PlotGuide.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Designs as an exploration finds them, made up from a seed: arrays, their formats, two figures.
 */
final class MadeUpDesigns {
  static final Axis LATENCY =
      new Axis("latency", "s", Scale.LOGARITHMIC, Direction.LOWER_IS_BETTER);
  static final Axis THROUGHPUT =
      new Axis("throughput", "tokens/s", Scale.LOGARITHMIC, Direction.HIGHER_IS_BETTER);

  private MadeUpDesigns() {}

  static ParetoChart chart(int count) {
    Random random = new Random(11);
    List<Place> places = new ArrayList<>();
    List<Map<String, String>> variables = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int rows = 4 << random.nextInt(6);
      int banks = 1 + random.nextInt(64);
      String weights = List.of("ternary", "int4", "int8").get(random.nextInt(3));
      double width = weights.equals("ternary") ? 1 : weights.equals("int4") ? 2 : 4;
      double seconds = 1e-3 * width / Math.pow(rows, 0.7) * (1 + 4 * random.nextDouble());
      double tokens = 40 / seconds / (0.5 + rows / 32.0) * (0.2 + random.nextDouble());
      places.add(new Place(seconds, tokens));
      Map<String, String> chosen = new LinkedHashMap<>();
      chosen.put("rows", Integer.toString(rows));
      chosen.put("weights", weights);
      chosen.put("banks", Integer.toString(banks));
      variables.add(chosen);
    }
    List<Integer> front =
        ParetoFront.of(places, Direction.LOWER_IS_BETTER, Direction.HIGHER_IS_BETTER);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, String> chosen = variables.get(i);
      points.add(
          new Point(
              "d" + i,
              places.get(i).x(),
              places.get(i).y(),
              chosen.get("rows") + "x" + chosen.get("rows") + " " + chosen.get("weights"),
              front.contains(i),
              Map.of("energy a token", (i % 90 + 1) + (i % 2 == 0 ? " uJ" : " mJ")),
              chosen));
    }
    return new ParetoChart(
        "designs", "Arrays and their formats, made up.", LATENCY, THROUGHPUT, points);
  }

  static ReportPage page(int count) {
    return new ReportPage(
        "A search, made up",
        "designs drawn from a seed",
        List.of(),
        List.of(chart(count).section("Latency and throughput")),
        List.of());
  }
}
