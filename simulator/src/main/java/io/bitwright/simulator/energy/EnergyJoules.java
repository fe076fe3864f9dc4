package io.bitwright.simulator.energy;

import io.bitwright.energy.SourceClass;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The energy of a run or of a part of it, in joules. Every joule stands in exactly one origin.
 *
 * @param origins who says so, by component and price
 */
public record EnergyJoules(List<EnergyOrigin> origins) {

  /** No energy at all. */
  public static final EnergyJoules NONE = new EnergyJoules(List.of());

  public EnergyJoules {
    origins = List.copyOf(origins);
  }

  /** The energy that origins add up to; equal prices are joined. */
  static EnergyJoules of(List<EnergyOrigin> origins) {
    List<EnergyOrigin> joined = new ArrayList<>();
    origins.forEach(origin -> join(joined, origin));
    return new EnergyJoules(joined);
  }

  private static void join(List<EnergyOrigin> joined, EnergyOrigin origin) {
    for (int i = 0; i < joined.size(); i++) {
      EnergyOrigin before = joined.get(i);
      if (before.samePrice(origin)) {
        joined.set(i, before.withJoules(before.joules() + origin.joules()));
        return;
      }
    }
    joined.add(origin);
  }

  /** The energy of a component, in joules. */
  public double of(EnergyComponent component) {
    double joules = 0;
    for (EnergyOrigin origin : origins) {
      if (origin.component() == component) {
        joules += origin.joules();
      }
    }
    return joules;
  }

  /** Multiplications. */
  public double multiply() {
    return of(EnergyComponent.MULTIPLY);
  }

  /** Additions. */
  public double add() {
    return of(EnergyComponent.ADD);
  }

  /** Registers of the array. */
  public double registers() {
    return of(EnergyComponent.REGISTERS);
  }

  /** On-chip buffers, read and written. */
  public double onChip() {
    return of(EnergyComponent.ON_CHIP);
  }

  /** Off-chip memory, read and written. */
  public double offChip() {
    return of(EnergyComponent.OFF_CHIP);
  }

  /** Links between chips. */
  public double interconnect() {
    return of(EnergyComponent.INTERCONNECT);
  }

  /** Power of the chip doing nothing, over the time of the run. */
  public double idle() {
    return of(EnergyComponent.IDLE);
  }

  /** All of it, in joules. */
  public double total() {
    double joules = 0;
    for (EnergyComponent component : EnergyComponent.values()) {
      joules += of(component);
    }
    return joules;
  }

  /**
   * The joules of each component, in the order of reports; 0 where it has none, but without those
   * of {@link EnergyComponent#isRare} that have none.
   */
  public Map<EnergyComponent, Double> byComponent() {
    Map<EnergyComponent, Double> joules = new EnumMap<>(EnergyComponent.class);
    for (EnergyComponent component : EnergyComponent.values()) {
      double of = of(component);
      if (of > 0 || !component.isRare()) {
        joules.put(component, of);
      }
    }
    return joules;
  }

  /** The part of the joules that is known in each way, adding up to 1; 0 each of no energy. */
  public Map<SourceClass, Double> shares() {
    Map<SourceClass, Double> shares = new EnumMap<>(SourceClass.class);
    for (SourceClass known : SourceClass.values()) {
      shares.put(known, 0.0);
    }
    double all = total();
    if (all > 0) {
      origins.forEach(
          origin -> shares.merge(origin.sourceClass(), origin.joules() / all, Double::sum));
    }
    return shares;
  }

  /** The energy of both. */
  public EnergyJoules plus(EnergyJoules other) {
    return sum(List.of(this, other));
  }

  /** So many times the same. */
  public EnergyJoules times(double factor) {
    return new EnergyJoules(
        origins.stream().map(origin -> origin.withJoules(factor * origin.joules())).toList());
  }

  /** The energy of all parts. */
  public static EnergyJoules sum(List<EnergyJoules> parts) {
    List<EnergyOrigin> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(part.origins()));
    return of(all);
  }
}
