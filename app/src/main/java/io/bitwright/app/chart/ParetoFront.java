package io.bitwright.app.chart;

import io.bitwright.app.chart.PlotGuide.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which of many places no other beats in two objectives. */
public final class ParetoFront {
  private ParetoFront() {}

  /**
   * Numbers of the places on the front, the best in x first. A place beats another if it is not
   * worse in x and y and better in one; of equal ones all are on the front.
   */
  public static List<Integer> of(List<Place> places, Direction across, Direction upward) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, places.size()).boxed().toList());
    order.sort(
        Comparator.comparingDouble((Integer i) -> across.cost(places.get(i).x()))
            .thenComparingDouble(i -> upward.cost(places.get(i).y())));
    List<Integer> front = new ArrayList<>();
    for (int number : order) {
      Place place = places.get(number);
      boolean isBest =
          front.isEmpty()
              || upward.cost(place.y()) < upward.cost(places.get(front.getLast()).y())
              || place.equals(places.get(front.getLast()));
      if (isBest) {
        front.add(number);
      }
    }
    return List.copyOf(front);
  }
}
