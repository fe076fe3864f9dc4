package io.bitwright.simulator.energy;

import io.bitwright.energy.EnergyPrice;
import io.bitwright.energy.SourceClass;
import java.util.List;

/**
 * Who says what a share of the energy costs.
 *
 * @param component the part of the energy
 * @param item what was priced: {@code add int8}, {@code HBM2 transfer}
 * @param joules the share, in joules, at least 0
 * @param sources the energy tables, or {@link #ACCELERATOR} for a number of the description itself;
 *     at least one
 * @param sourceClass how the price is known
 * @param verified whether all numbers of tables were checked against a text
 * @param note how the tables were applied where they have no row for exactly this; else empty
 */
public record EnergyOrigin(
    EnergyComponent component,
    String item,
    double joules,
    List<String> sources,
    SourceClass sourceClass,
    boolean verified,
    String note) {
  /** The source of a number that stands in the accelerator's description. */
  public static final String ACCELERATOR = "accelerator";

  public EnergyOrigin {
    sources = List.copyOf(sources);
    if (!(joules >= 0)) {
      throw new IllegalArgumentException(
          "an energy is at least 0 J, got " + joules + " for " + item);
    }
  }

  /** A share that a table prices. */
  static EnergyOrigin of(EnergyComponent component, String item, double joules, EnergyPrice price) {
    return new EnergyOrigin(
        component,
        item,
        joules,
        price.sourceIds(),
        price.sourceClass(),
        price.verified(),
        price.note());
  }

  /** Whether another origin is the same but for its joules. */
  boolean samePrice(EnergyOrigin other) {
    return component == other.component
        && item.equals(other.item)
        && sources.equals(other.sources)
        && sourceClass == other.sourceClass
        && verified == other.verified
        && note.equals(other.note);
  }

  /** This origin with other joules. */
  EnergyOrigin withJoules(double other) {
    return new EnergyOrigin(component, item, other, sources, sourceClass, verified, note);
  }

  /** The class as reports show it: {@code assumed (unverified)}. */
  public String classLabel() {
    return verified ? sourceClass.label() : sourceClass.label() + " (unverified)";
  }
}
