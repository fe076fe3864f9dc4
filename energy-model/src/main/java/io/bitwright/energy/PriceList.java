package io.bitwright.energy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each action costs: the rules of {@code pricing.csv} over the cited tables.
 *
 * <p>A node that is not tabulated is priced at the tabulated node nearest in the ratio of feature
 * sizes, unscaled; the price says so. Formats and technologies are looked up without regard to
 * case.
 */
public final class PriceList {
  private record Action(String component, String action, String format) {
    Action {
      format = format.toLowerCase(Locale.ROOT);
    }
  }

  /** A lookup that was answered: the size is that of the memory, or -1 where there is none. */
  private record Lookup(
      String component, String action, String format, long capacityBytes, int nodeNm) {

    /** As a record's, but fast before it is compiled: an estimate looks up a few hundred prices. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Lookup that
          && nodeNm == that.nodeNm
          && capacityBytes == that.capacityBytes
          && component.equals(that.component)
          && action.equals(that.action)
          && format.equals(that.format);
    }

    @Override
    public int hashCode() {
      int named = 31 * (31 * component.hashCode() + action.hashCode()) + format.hashCode();
      return 31 * (31 * named + Long.hashCode(capacityBytes)) + nodeNm;
    }
  }

  private static final long NO_SIZE = -1;

  private final Map<Action, List<PricingRule>> rules = new LinkedHashMap<>();
  private final Map<Lookup, Optional<EnergyPrice>> answers = new ConcurrentHashMap<>();

  PriceList(List<PricingRule> rules) {
    for (PricingRule rule : rules) {
      Action action = new Action(rule.component(), rule.action(), rule.format());
      this.rules.computeIfAbsent(action, _ -> new ArrayList<>()).add(rule);
    }
  }

  /** The formats or technologies priced for a component's action, in the order of the rules. */
  public List<String> formats(String component, String action) {
    return rules.values().stream()
        .map(List::getFirst)
        .filter(rule -> rule.component().equals(component) && rule.action().equals(action))
        .map(PricingRule::format)
        .toList();
  }

  /**
   * The price of an action whose energy does not depend on a memory's size, if it has one.
   *
   * @param format number format, technology, or empty
   * @param nodeNm process node in nanometres, at least 1; without effect where it does not matter
   */
  public Optional<EnergyPrice> find(String component, String action, String format, int nodeNm) {
    return answers.computeIfAbsent(
        new Lookup(component, action, format, NO_SIZE, nodeNm),
        _ ->
            findRule(component, action, format, nodeNm)
                .map(rule -> price(rule, rule.entries().getFirst(), nodeNm, "")));
  }

  /**
   * The price of an action whose energy does not depend on a memory's size.
   *
   * @throws EnergyTableException if nothing prices it; names the nearest that is priced
   */
  public EnergyPrice get(String component, String action, String format, int nodeNm) {
    return find(component, action, format, nodeNm)
        .orElseThrow(() -> unpriced(component, action, format));
  }

  /**
   * The price of an access to a memory of the given size: the smallest tabulated memory that holds
   * it, or the largest one if none does.
   *
   * @throws EnergyTableException if nothing prices it; names the nearest that is priced
   */
  public EnergyPrice getBySize(String component, String action, long capacityBytes, int nodeNm) {
    return answers
        .computeIfAbsent(
            new Lookup(component, action, "", capacityBytes, nodeNm),
            _ ->
                findRule(component, action, "", nodeNm)
                    .map(rule -> priceBySize(rule, capacityBytes, nodeNm)))
        .orElseThrow(() -> unpriced(component, action, ""));
  }

  private static EnergyPrice priceBySize(PricingRule rule, long capacityBytes, int nodeNm) {
    List<EnergyEntry> bySize =
        rule.entries().stream().sorted(Comparator.comparingLong(PriceList::capacity)).toList();
    for (EnergyEntry entry : bySize) {
      if (capacity(entry) >= capacityBytes) {
        return price(rule, entry, nodeNm, "");
      }
    }
    EnergyEntry largest = bySize.getLast();
    return price(
        rule,
        largest,
        nodeNm,
        "the largest tabulated size, "
            + capacity(largest)
            + " bytes, stands in for "
            + capacityBytes
            + " bytes; a lower bound");
  }

  private static long capacity(EnergyEntry entry) {
    return entry.key().capacityBytes().orElse(Long.MAX_VALUE);
  }

  private Optional<PricingRule> findRule(
      String component, String action, String format, int nodeNm) {
    if (nodeNm < 1) {
      throw new IllegalArgumentException("a process node is at least 1 nm, got " + nodeNm);
    }
    return rules.getOrDefault(new Action(component, action, format), List.of()).stream()
        .min(Comparator.comparingDouble(rule -> nodeDistance(rule, nodeNm)));
  }

  /** Energy follows powers of the feature size, so nodes are compared by their ratio. */
  private static double nodeDistance(PricingRule rule, int nodeNm) {
    return rule.nodeNm().isEmpty()
        ? 0
        : Math.abs(Math.log((double) rule.nodeNm().getAsInt() / nodeNm));
  }

  private static EnergyPrice price(
      PricingRule rule, EnergyEntry entry, int nodeNm, String sizeNote) {
    List<String> notes = new ArrayList<>();
    if (!rule.reason().isEmpty()) {
      notes.add(
          (rule.format() + " priced as " + entry.key().format()).strip() + ": " + rule.reason());
    }
    if (rule.nodeNm().isPresent() && rule.nodeNm().getAsInt() != nodeNm) {
      notes.add(
          "no table for "
              + nodeNm
              + " nm; "
              + rule.nodeNm().getAsInt()
              + " nm stands in, unscaled");
    }
    if (!sizeNote.isEmpty()) {
      notes.add(sizeNote);
    }
    EntryStatus applied = notes.isEmpty() ? EntryStatus.PUBLISHED : EntryStatus.DERIVED;
    return new EnergyPrice(entry, entry.status().weaker(applied), String.join("; ", notes));
  }

  private EnergyTableException unpriced(String component, String action, String format) {
    String wanted = label(component, action, format);
    List<String> known =
        rules.values().stream()
            .map(List::getFirst)
            .map(rule -> label(rule.component(), rule.action(), rule.format()))
            .toList();
    return new EnergyTableException(
        "no energy table prices '"
            + wanted
            + "'; nearest: '"
            + NearestWord.of(wanted, known)
            + "'");
  }

  private static String label(String component, String action, String format) {
    return (component + " " + action + " " + format).strip();
  }
}
