package io.bitwright.simulator.energy;

import io.bitwright.energy.EnergyLibrary;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Prices of the tables that ship, applied by default, for each node. */
final class ConventionPrices {
  private static final int MOST_NODES = 256;

  private final Map<Integer, ActionPrices> byNode = new ConcurrentHashMap<>();

  ActionPrices at(int nodeNm) {
    ActionPrices known = byNode.get(nodeNm);
    if (known != null) {
      return known;
    }
    ActionPrices made = new ActionPrices(EnergyLibrary.shipped().prices(), nodeNm);
    if (byNode.size() < MOST_NODES) {
      byNode.put(nodeNm, made);
    }
    return made;
  }
}
