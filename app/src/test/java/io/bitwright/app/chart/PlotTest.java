package io.bitwright.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.app.chart.PlotAxis.Scale;
import io.bitwright.app.chart.PlotGuide.Place;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Axes and views by hand, and axes of any values. */
class PlotTest {

  @Test
  void linearAxisBeginsAtZeroUnlessAllIsFarFromIt() {
    PlotScale near = PlotScale.over(Scale.LINEAR, List.of(1.0, 40.0), 0, 400);
    assertThat(near.marks()).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0);
    assertThat(near.at(10)).isEqualTo(100);

    PlotScale far = PlotScale.over(Scale.LINEAR, List.of(95.0, 100.0), 0, 500);
    assertThat(far.marks()).containsExactly(95.0, 96.0, 97.0, 98.0, 99.0, 100.0);

    PlotScale signed = PlotScale.over(Scale.LINEAR, List.of(-0.3, 0.3), 0, 600);
    assertThat(signed.marks()).containsExactly(-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3);
    assertThat(PlotScale.over(Scale.LINEAR, List.of(0.0), 0, 1).most()).isPositive();
  }

  @Test
  void logarithmicAxisEndsAtOneTwoOrFive() {
    PlotScale narrow = PlotScale.over(Scale.LOGARITHMIC, List.of(3.0, 40.0), 0, 100);
    assertThat(narrow.marks()).containsExactly(2.0, 5.0, 10.0, 20.0, 50.0);

    PlotScale wide = PlotScale.over(Scale.LOGARITHMIC, List.of(1e-9, 1e12), 0, 100);
    assertThat(wide.marks()).containsExactly(1e-9, 1e-6, 1e-3, 1.0, 1e3, 1e6, 1e9, 1e12);

    PlotScale one = PlotScale.over(Scale.LOGARITHMIC, List.of(10.0), 0, 100);
    assertThat(one.most()).isGreaterThan(one.least());
  }

  @Test
  void valuesWithoutAPlaceAreRefused() {
    assertThatThrownBy(() -> PlotScale.over(Scale.LOGARITHMIC, List.of(0.0, 1.0), 0, 1))
        .hasMessage("a logarithmic axis has no place for 0.0");
    assertThatThrownBy(() -> PlotScale.over(Scale.LINEAR, List.of(), 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PlotScale.over(Scale.LINEAR, List.of(Double.NaN), 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 300, seed = "17")
  void everyValueLiesBetweenTheEndsAndInOrder(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -12, max = 15) Double> exponents,
      @ForAll Scale scale) {
    List<Double> values = exponents.stream().map(exponent -> Math.pow(10, exponent)).toList();

    PlotScale axis = PlotScale.over(scale, values, 0, 700);

    assertThat(axis.least()).isLessThan(axis.most());
    assertThat(axis.marks()).isSorted().doesNotHaveDuplicates().hasSizeBetween(1, 12);
    for (double value : values) {
      assertThat(value).isBetween(axis.least(), axis.most());
      assertThat(axis.at(value)).isBetween(0.0, 700.0);
    }
    List<Double> sorted = values.stream().sorted().toList();
    assertThat(sorted.stream().map(axis::at)).isSorted();
  }

  /** Both axes from 1 to 100: the diagonal goes from corner to corner, its double is cut. */
  @Test
  void guidesEndAtTheEdges() {
    PlotAxis axis = new PlotAxis("value", "", Scale.LOGARITHMIC);
    PlotView view =
        PlotView.of(
            new PlotView.Content(
                "view",
                true,
                axis,
                axis,
                Map.of(0, new Place(1, 1), 1, new Place(100, 100)),
                List.of(new PlotGuide.Diagonal(1), new PlotGuide.Diagonal(2))),
            List.of(point("a"), point("b")));

    double left = view.left();
    double right = view.right();
    assertThat(view.guides().get(0).path())
        .isEqualTo(
            "M%s %sL%s %s".formatted(left, (double) view.bottom(), right, (double) view.top()));
    String[] doubled = view.guides().get(1).path().split("[ML ]", -1);
    assertThat(Double.parseDouble(doubled[1])).isEqualTo(left);
    assertThat(Double.parseDouble(doubled[4])).isEqualTo(view.top());
    assertThat(Double.parseDouble(doubled[3])).isLessThan(right);
    assertThat(view.labels()).extracting(PictureLabel::text).containsExactly("a", "b");
    assertThat(view.alternative()).isEqualTo("view: value from 1 to 100, value from 1 to 100");
    assertThat(view.marks().getFirst().x()).isCloseTo(left, within(1e-9));
  }

  @Test
  void legendNamesOnlySeriesThatHavePoints() {
    PlotAxis axis = new PlotAxis("value", "s", Scale.LOGARITHMIC);
    List<PlotPoint> points = List.of(point("a"), new PlotPoint("b", 2, true, Map.of(), Map.of()));
    PlotView.Content view =
        new PlotView.Content(
            "view", true, axis, axis, Map.of(0, new Place(1, 1), 1, new Place(2, 2)), List.of());

    InteractivePlot plot =
        InteractivePlot.of("p", "", List.of("x", "y", "z"), "best", points, List.of(view));

    assertThat(plot.legend())
        .extracting(InteractivePlot.LegendEntry::name)
        .containsExactly("x", "z");
    Svg picture = new Svg(plot.picture(plot.views().getFirst()).svg());
    assertThat(picture.texts()).endsWith("x", "z");
    assertThat(picture.root().getAttribute("aria-label")).startsWith("view: value from 1 s to");
    assertThat(picture.all("path", "series2")).hasSize(2);
    assertThat(picture.all("style").getFirst().getTextContent())
        .contains("prefers-color-scheme: dark")
        .doesNotContain("url(", "@import");
    assertThat(plot.hasFront()).isTrue();
    assertThat(plot.filters()).isEmpty();
  }

  @Test
  void ticksAreShort() {
    PlotAxis bare = new PlotAxis("value", "", Scale.LINEAR);

    assertThat(bare.text(1e9)).isEqualTo("1 G");
    assertThat(bare.text(100_000)).isEqualTo("100,000");
    assertThat(bare.text(1e-5)).isEqualTo("1.0e-5");
    assertThat(bare.text(0)).isEqualTo("0");
    assertThat(new PlotAxis("time", "s", Scale.LINEAR).text(1e-5)).isEqualTo("10 us");
    assertThat(new PlotAxis("time", "s", Scale.LINEAR).title()).isEqualTo("time");
    assertThat(new PlotAxis("work", "cycles", Scale.LINEAR).title()).isEqualTo("work [cycles]");
  }

  private static PlotPoint point(String label) {
    return new PlotPoint(label, 0, false, Map.of(), Map.of());
  }
}
