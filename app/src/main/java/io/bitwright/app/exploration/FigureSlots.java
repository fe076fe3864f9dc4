package io.bitwright.app.exploration;

import io.bitwright.spec.space.DesignSpace;
import io.bitwright.spec.space.PointFigure;
import java.util.EnumMap;
import java.util.Map;

/** Where the figures of a point stand. */
final class FigureSlots {
  private final Map<PointFigure, Integer> slots = new EnumMap<>(PointFigure.class);

  FigureSlots(DesignSpace space) {
    for (PointFigure figure : PointFigure.values()) {
      slots.put(figure, space.scope().slot(figure.label()));
    }
  }

  void put(double[] values, PointFigure figure, double value) {
    Integer slot = slots.get(figure);
    if (slot == null) {
      throw new IllegalStateException(figure + " has no place");
    }
    values[slot] = value;
  }
}
