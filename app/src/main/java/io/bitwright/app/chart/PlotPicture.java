package io.bitwright.app.chart;

import io.bitwright.codegen.render.TemplateEngine;
import java.util.ArrayList;
import java.util.List;

/**
 * One view of a plot as a picture for papers: the model of {@code report/plot.svg.ftlh}.
 *
 * @param view what is drawn
 * @param legend the series, beside one another above the plot
 */
public record PlotPicture(PlotView view, List<Entry> legend) {
  private static final String TEMPLATE = "report/plot.svg.ftlh";
  private static final double LEGEND_GAP = 30;

  /**
   * A series in the legend.
   *
   * @param x middle of its shape
   * @param y foot of its name
   */
  public record Entry(double x, double y, String kind, String path, String name) {}

  public PlotPicture {
    legend = List.copyOf(legend);
  }

  /** A view of a plot. */
  static PlotPicture of(PlotView view, List<InteractivePlot.LegendEntry> series) {
    List<Entry> legend = new ArrayList<>();
    double x = view.right();
    for (InteractivePlot.LegendEntry one : series.reversed()) {
      x = LogAxis.tenth(x - LEGEND_GAP - PictureLabel.CHARACTER * one.name().length());
      legend.add(new Entry(x, view.top() - 14, one.kind(), one.path(), one.name()));
    }
    return new PlotPicture(view, legend.reversed());
  }

  /** The picture as an SVG file. */
  public String svg() {
    return new TemplateEngine().render(TEMPLATE, this);
  }
}
