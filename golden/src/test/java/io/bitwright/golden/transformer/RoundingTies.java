package io.bitwright.golden.transformer;

import io.bitwright.golden.quantiser.AbsmaxActivationQuantiser;
import io.bitwright.golden.quantiser.ActivationQuantiser;
import io.bitwright.golden.quantiser.QuantisedActivations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The activation quantiser with its close calls in the open: it lists the values that lie so near
 * the middle between two integers that the last bits of fp32 decide, and takes chosen ones the
 * other way. Two correct implementations that sum in another order differ in just those.
 */
final class RoundingTies implements ActivationQuantiser {
  /** Distance from the middle, in steps of the quantiser, up to which a value is a close call. */
  static final double CLOSE = 1e-4;

  /**
   * A value of the run.
   *
   * @param input counts the inputs of linear layers; layers that share an input share the count
   * @param row token
   * @param element place in the row
   */
  record Place(int input, int row, int element) {}

  /** A close call and its distance from the middle, in steps. */
  record Tie(Place place, double distance) {}

  private final ActivationQuantiser quantiser = new AbsmaxActivationQuantiser();
  private final List<Tie> ties = new ArrayList<>();
  private final Set<Place> turned = new HashSet<>();
  private final IdentityHashMap<float[][], Integer> inputs = new IdentityHashMap<>();

  /** Begins a run in which the given places are rounded the other way. */
  void restart(List<Place> otherWay) {
    ties.clear();
    turned.clear();
    turned.addAll(otherWay);
    inputs.clear();
  }

  /** The close calls of the run so far. */
  List<Tie> ties() {
    return List.copyOf(ties);
  }

  @Override
  public QuantisedActivations quantise(float[][] rows) {
    boolean fresh = !inputs.containsKey(rows);
    int input = inputs.computeIfAbsent(rows, key -> inputs.size());
    QuantisedActivations quantised = quantiser.quantise(rows);
    for (int m = 0; m < rows.length; m++) {
      for (int k = 0; k < rows[m].length; k++) {
        double scaled = 127.0 * rows[m][k] / quantised.magnitudes()[m];
        double distance = Math.abs(scaled - Math.floor(scaled) - 0.5);
        if (distance < CLOSE) {
          Place place = new Place(input, m, k);
          if (fresh) {
            ties.add(new Tie(place, distance));
          }
          if (turned.contains(place)) {
            byte[] values = quantised.values()[m];
            values[k] = (byte) (Math.floor(scaled) + Math.ceil(scaled) - values[k]);
          }
        }
      }
    }
    return quantised;
  }
}
