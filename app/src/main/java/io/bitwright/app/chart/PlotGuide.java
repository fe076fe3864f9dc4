package io.bitwright.app.chart;

import java.util.List;

/** A line or an area behind the points of a plot, in the values of its axes. */
public sealed interface PlotGuide {
  /**
   * The line y = factor x.
   *
   * @param factor above 0
   */
  record Diagonal(double factor) implements PlotGuide {}

  /** The area between two such lines. */
  record DiagonalBand(double least, double most) implements PlotGuide {}

  /** The line y = value. */
  record Level(double value) implements PlotGuide {}

  /** The area between two such lines. */
  record LevelBand(double least, double most) implements PlotGuide {}

  /** A line through places, in the colour of the first series. */
  record Path(List<Place> places) implements PlotGuide {
    public Path {
      places = List.copyOf(places);
    }
  }

  /** A place. */
  record Place(double x, double y) {}
}
