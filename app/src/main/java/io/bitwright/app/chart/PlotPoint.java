package io.bitwright.app.chart;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A thing that an interactive plot shows, once in each of its views.
 *
 * @param label its name
 * @param series number of its series, from 0; gives colour and shape
 * @param emphasised whether it is drawn larger and above the others, as on a front
 * @param figures what is told about it: name and text, in order, the same names for all points
 * @param variables what it can be filtered by: name and value, the same names for all points
 */
public record PlotPoint(
    String label,
    int series,
    boolean emphasised,
    Map<String, String> figures,
    Map<String, String> variables) {

  public PlotPoint {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }
}
