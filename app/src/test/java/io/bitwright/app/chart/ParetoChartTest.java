package io.bitwright.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.bitwright.app.chart.ParetoChart.Point;
import io.bitwright.app.chart.PlotGuide.Place;
import io.bitwright.app.chart.SortableTable.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fronts of made-up designs. */
class ParetoChartTest {
  private static final Direction LOWER = Direction.LOWER_IS_BETTER;
  private static final Direction HIGHER = Direction.HIGHER_IS_BETTER;

  /** By hand: of (1, 1), (2, 3), (2, 2), (3, 3), (4, 5), less is better to the right. */
  @Test
  void frontHoldsWhatNothingBeats() {
    List<Place> places =
        List.of(
            new Place(4, 5), new Place(1, 1), new Place(2, 2), new Place(2, 3), new Place(3, 3));

    assertThat(ParetoFront.of(places, LOWER, HIGHER)).containsExactly(1, 3, 0);
    assertThat(ParetoFront.of(places, HIGHER, HIGHER)).containsExactly(0);
    assertThat(ParetoFront.of(places, LOWER, LOWER)).containsExactly(1);
    assertThat(ParetoFront.of(places, HIGHER, LOWER)).containsExactly(0, 4, 2, 1);
  }

  @Test
  void equalDesignsAreOnTheFrontTogether() {
    Place one = new Place(1, 2);

    assertThat(ParetoFront.of(List.of(one, one, new Place(2, 2)), LOWER, HIGHER))
        .containsExactly(0, 1);
  }

  @Test
  void fiveThousandPointsAreAPageThatEverybodyCanRead() {
    Document page = PageCheck.check(MadeUpDesigns.page(5000).html());

    List<Element> marks =
        elements(page, "path").stream().filter(p -> p.hasAttribute("data-point")).toList();
    assertThat(marks).hasSize(5000);
    List<Element> rows =
        elements(page, "tr").stream().filter(r -> r.hasAttribute("data-point")).toList();
    List<String> front =
        marks.stream()
            .filter(mark -> mark.getAttribute("class").contains("front"))
            .map(mark -> mark.getAttribute("data-point"))
            .toList();
    assertThat(front).isNotEmpty();
    assertThat(rows.stream().map(row -> row.getAttribute("data-point")))
        .containsExactlyInAnyOrderElementsOf(front);
    // The front is drawn above the others.
    assertThat(
            marks.subList(5000 - front.size(), 5000).stream()
                .map(mark -> mark.getAttribute("data-point")))
        .containsExactlyElementsOf(front);
    JsonNode data = data(page);
    assertThat(data.get("points").size()).isEqualTo(5000);
    assertThat(data.at("/points/17/0").asString()).matches("[0-9]+x[0-9]+ (ternary|int4|int8)");
    assertThat(data.at("/points/17/2/0").asString()).isEqualTo("d17");
    assertThat(data.at("/points/17/3").size()).isEqualTo(3);
  }

  /** Few values are ticked, many numbers have a range, many words are chosen from. */
  @Test
  void variablesAreFilteredByWhatTheyHold() {
    InteractivePlot plot = (InteractivePlot) MadeUpDesigns.chart(300).parts().getFirst();

    assertThat(plot.filters())
        .extracting(PlotFilter::variable, PlotFilter::control)
        .containsExactly(
            tuple("rows", "checks"), tuple("weights", "checks"), tuple("banks", "range"));
    assertThat(plot.filters().getFirst().values())
        .containsExactly("4", "8", "16", "32", "64", "128");
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      words.add("word" + i);
    }
    assertThat(PlotFilter.of("p", "name", 0, words).orElseThrow().control()).isEqualTo("select");
    assertThat(PlotFilter.of("p", "name", 0, List.of("same", "same"))).isEmpty();
  }

  @Test
  void tableOfTheFrontIsSortedByExactValues() {
    SortableTable table = (SortableTable) MadeUpDesigns.chart(300).parts().getLast();

    assertThat(table.columns())
        .extracting(PageParts.Column::header)
        .containsExactly(
            "design", "id", "latency", "throughput", "energy a token", "rows", "weights", "banks");
    List<Double> latencies =
        table.rows().stream().map(row -> Double.valueOf(row.cells().get(2).value())).toList();
    assertThat(latencies).isSorted().hasSizeGreaterThan(1);
    assertThat(table.plot()).isEqualTo("designs");
  }

  @Test
  void textsWithPrefixesAreSortedByWhatTheyMean() {
    assertThat(Cell.quantity("900 us").value()).isEqualTo("9.0E-4");
    assertThat(Double.parseDouble(Cell.quantity("1.2 mJ").value())).isEqualTo(1.2e-3);
    assertThat(Cell.quantity("1,024").value()).isEqualTo("1024.0");
    assertThat(Cell.quantity("46.2 %").value()).isEqualTo("46.2");
    assertThat(Double.parseDouble(Cell.quantity("6.74 G").value())).isEqualTo(6.74e9);
    assertThat(Cell.quantity("3 tokens").value()).isEqualTo("3.0");
    assertThat(Cell.quantity("int8").value()).isEmpty();
    assertThat(Cell.quantity("").value()).isEmpty();
  }

  @Test
  void pointsThatCannotBeToldApartAreRefused() {
    Point point = new Point("a", 1, 1, "a", true, Map.of(), Map.of());

    assertThatThrownBy(() -> chart(List.of(point, point)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two points have the id a");
    assertThatThrownBy(() -> chart(List.of())).hasMessageContaining("no points");
    Point other = new Point("b", 1, 1, "b", true, Map.of("energy", "1 J"), Map.of());
    assertThatThrownBy(() -> chart(List.of(point, other)).parts())
        .hasMessageContaining("differ in their figures");
  }

  @Test
  void textOfPointsCannotEndTheScript() {
    Point point =
        new Point("a", 1, 1, "</script><b>&]]>", true, Map.of(), Map.of("</script>", "<"));
    ReportPage page =
        new ReportPage(
            "t", "s", List.of(), List.of(chart(List.of(point)).section("Front")), List.of());

    JsonNode data = data(PageCheck.check(page.html()));

    assertThat(data.at("/points/0/0").asString()).isEqualTo("</script><b>&]]>");
  }

  private static ParetoChart chart(List<Point> points) {
    return new ParetoChart(
        "id", "caption", MadeUpDesigns.LATENCY, MadeUpDesigns.THROUGHPUT, points);
  }

  private static JsonNode data(Document page) {
    return JsonMapper.shared()
        .readTree(
            elements(page, "script").stream()
                .filter(script -> script.getAttribute("type").equals("application/json"))
                .findFirst()
                .orElseThrow()
                .getTextContent());
  }

  private static List<Element> elements(Document page, String tag) {
    List<Element> elements = new ArrayList<>();
    NodeList nodes = page.getElementsByTagName(tag);
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
