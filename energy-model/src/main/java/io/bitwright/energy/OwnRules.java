package io.bitwright.energy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Rules that price by each row of a table what it is for. */
final class OwnRules {
  private OwnRules() {}

  /** The rules of a table, those of one action and format at one node together. */
  static List<PricingRule> of(EnergyTable table) {
    Map<EnergyKey, List<EnergyEntry>> byAction = new LinkedHashMap<>();
    for (EnergyEntry entry : table.entries()) {
      byAction.computeIfAbsent(withoutSize(entry.key()), _ -> new ArrayList<>()).add(entry);
    }
    List<PricingRule> rules = new ArrayList<>();
    byAction.forEach((key, entries) ->
        rules.add(
            new PricingRule(
                key.component(), key.action(), key.format(), key.nodeNm(), "", entries)));
    return rules;
  }

  private static EnergyKey withoutSize(EnergyKey key) {
    return new EnergyKey(
        key.component(), key.action(), key.format(), OptionalLong.empty(), key.nodeNm());
  }
}
