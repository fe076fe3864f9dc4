package io.bitwright.simulator.energy;

import java.util.ArrayList;
import java.util.List;

/**
 * The energy of a run or of a part of it, in joules. Every joule stands in exactly one origin.
 *
 * @param multiply multiplications
 * @param add additions
 * @param onChip on-chip buffers, read and written
 * @param offChip off-chip memory, read and written
 * @param interconnect links between chips
 * @param idle power of the chip doing nothing, over the time of the run
 * @param origins who says so, by component and price
 */
public record EnergyJoules(
    double multiply,
    double add,
    double onChip,
    double offChip,
    double interconnect,
    double idle,
    List<EnergyOrigin> origins) {

  /** No energy at all. */
  public static final EnergyJoules NONE = of(List.of());

  public EnergyJoules {
    origins = List.copyOf(origins);
  }

  /** The energy that origins add up to; equal prices are joined. */
  static EnergyJoules of(List<EnergyOrigin> origins) {
    List<EnergyOrigin> joined = new ArrayList<>();
    origins.forEach(origin -> join(joined, origin));
    return new EnergyJoules(
        sum(joined, EnergyComponent.MULTIPLY),
        sum(joined, EnergyComponent.ADD),
        sum(joined, EnergyComponent.ON_CHIP),
        sum(joined, EnergyComponent.OFF_CHIP),
        sum(joined, EnergyComponent.INTERCONNECT),
        sum(joined, EnergyComponent.IDLE),
        joined);
  }

  private static double sum(List<EnergyOrigin> origins, EnergyComponent component) {
    double joules = 0;
    for (EnergyOrigin origin : origins) {
      if (origin.component() == component) {
        joules += origin.joules();
      }
    }
    return joules;
  }

  private static void join(List<EnergyOrigin> joined, EnergyOrigin origin) {
    for (int i = 0; i < joined.size(); i++) {
      if (joined.get(i).samePrice(origin)) {
        joined.set(i, joined.get(i).plusJoules(origin.joules()));
        return;
      }
    }
    joined.add(origin);
  }

  /** All of it, in joules. */
  public double total() {
    return multiply + add + onChip + offChip + interconnect + idle;
  }

  /** The energy of both. */
  public EnergyJoules plus(EnergyJoules other) {
    return sum(List.of(this, other));
  }

  /** The energy of all parts. */
  public static EnergyJoules sum(List<EnergyJoules> parts) {
    List<EnergyOrigin> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(part.origins()));
    return of(all);
  }
}
