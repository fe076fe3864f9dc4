package io.bitwright.energy;

import java.util.List;
import java.util.OptionalInt;

/**
 * A row of {@code pricing.csv} with the table rows it points to.
 *
 * @param component component that is priced
 * @param action action that is priced
 * @param format format or technology that is priced; may be empty
 * @param nodeNm process node the rule holds for; empty if the node does not matter
 * @param reason why rows of another format stand in; empty if they do not
 * @param entries rows that price it, one for each tabulated memory size, at least one
 */
record PricingRule(
    String component,
    String action,
    String format,
    OptionalInt nodeNm,
    String reason,
    List<EnergyEntry> entries) {
  PricingRule {
    entries = List.copyOf(entries);
  }

  /** The node in nanometres, 0 where it does not matter. */
  int nodeOrZero() {
    return nodeNm.orElse(0);
  }

  /**
   * The class at best of a price by rows of another format: of arithmetic a bound that follows from
   * what is published, of a memory or link the assumption that another technology is alike.
   */
  SourceClass standInClass() {
    return nodeNm.isPresent() ? SourceClass.DERIVED : SourceClass.ASSUMED;
  }
}
