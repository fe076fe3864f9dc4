package io.bitwright.energy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each action costs: the rules of {@code pricing.csv} over the cited tables.
 *
 * <p>A node that is not tabulated is priced by a {@link TechnologyScaling}, and the price says so.
 * Formats and technologies are looked up without regard to case. An action that was asked for once
 * is not worked out again.
 */
public final class PriceList {
  private record Action(String component, String action, String format) {
    Action {
      format = format.toLowerCase(Locale.ROOT);
    }

    static Action of(PricingRule rule) {
      return new Action(rule.component(), rule.action(), rule.format());
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

  private final Map<Action, List<PricingRule>> rules;
  private final TechnologyScaling scaling;
  private final Map<Lookup, Optional<EnergyPrice>> answers = new ConcurrentHashMap<>();

  /** Prices by rules, of which those of the same action stand in the order of the nodes. */
  PriceList(List<PricingRule> rules) {
    this(byAction(rules), TechnologyScalings.DEFAULT);
  }

  private PriceList(Map<Action, List<PricingRule>> rules, TechnologyScaling scaling) {
    this.rules = rules;
    this.scaling = scaling;
  }

  private static Map<Action, List<PricingRule>> byAction(List<PricingRule> rules) {
    Map<Action, List<PricingRule>> byAction = new LinkedHashMap<>();
    for (PricingRule rule : rules) {
      byAction.computeIfAbsent(Action.of(rule), _ -> new ArrayList<>()).add(rule);
    }
    byAction.values().forEach(all -> all.sort(Comparator.comparingInt(PricingRule::nodeOrZero)));
    return byAction;
  }

  /** The same rules with another way to price nodes that are not tabulated. */
  public PriceList scaledBy(TechnologyScaling other) {
    return other.label().equals(scaling.label()) ? this : new PriceList(rules, other);
  }

  /** These rules, but for the actions that others price. */
  PriceList under(List<PricingRule> others) {
    Map<Action, List<PricingRule>> all = new LinkedHashMap<>(rules);
    all.putAll(byAction(others));
    return new PriceList(all, scaling);
  }

  /** How nodes that are not tabulated are priced. */
  public TechnologyScaling scaling() {
    return scaling;
  }

  /** What is priced, each a component and its action, in the order of the rules. */
  public List<String> actions() {
    return rules.keySet().stream()
        .map(action -> action.component() + " " + action.action())
        .distinct()
        .toList();
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
    return find(new Lookup(component, action, format, NO_SIZE, nodeNm));
  }

  /**
   * The price of an action whose energy does not depend on a memory's size.
   *
   * @throws EnergyTableException if nothing prices it; names the nearest
   */
  public EnergyPrice get(String component, String action, String format, int nodeNm) {
    return find(component, action, format, nodeNm)
        .orElseThrow(() -> unpriced(component, action, format));
  }

  /**
   * The price of an access to a memory of the given size, see {@link MemorySizes}.
   *
   * @throws EnergyTableException if nothing prices it; names the nearest that is priced
   */
  public EnergyPrice getBySize(String component, String action, long capacityBytes, int nodeNm) {
    return find(new Lookup(component, action, "", capacityBytes, nodeNm))
        .orElseThrow(() -> unpriced(component, action, ""));
  }

  private Optional<EnergyPrice> find(Lookup lookup) {
    if (lookup.nodeNm() < 1) {
      throw new IllegalArgumentException("a process node is at least 1 nm, got " + lookup.nodeNm());
    }
    return answers.computeIfAbsent(lookup, this::price);
  }

  private Optional<EnergyPrice> price(Lookup lookup) {
    Action action = new Action(lookup.component(), lookup.action(), lookup.format());
    List<EnergyPrice> atNodes = new ArrayList<>();
    List<TabulatedEnergy> tabulated = new ArrayList<>();
    for (PricingRule rule : rules.getOrDefault(action, List.of())) {
      EnergyPrice price = atNode(rule, lookup.capacityBytes());
      if (rule.nodeNm().isEmpty()) {
        return Optional.of(price);
      }
      atNodes.add(price);
      tabulated.add(new TabulatedEnergy(rule.nodeOrZero(), price.energyPj()));
    }
    if (atNodes.isEmpty()) {
      return Optional.empty();
    }
    ScaledEnergy scaled = scaling.at(tabulated, lookup.nodeNm());
    List<EnergyPrice> parts =
        scaled.from().stream().map(energy -> atNodes.get(tabulated.indexOf(energy))).toList();
    return Optional.of(joined(scaled, parts));
  }

  /** The price at the node of a rule. */
  private static EnergyPrice atNode(PricingRule rule, long capacityBytes) {
    EnergyPrice price =
        capacityBytes == NO_SIZE
            ? MemorySizes.asItStands(rule.entries().getFirst())
            : MemorySizes.price(rule.entries(), capacityBytes);
    List<String> notes = new ArrayList<>();
    SourceClass known = price.sourceClass();
    if (!rule.reason().isEmpty()) {
      String as = price.entries().getFirst().key().format();
      notes.add((rule.format() + " priced as " + as).strip() + ": " + rule.reason());
      known = known.weaker(rule.standInClass());
    }
    if (!price.note().isEmpty()) {
      notes.add(price.note());
    }
    return new EnergyPrice(price.energyPj(), price.entries(), known, String.join("; ", notes));
  }

  private EnergyPrice joined(ScaledEnergy scaled, List<EnergyPrice> parts) {
    Set<String> notes = new LinkedHashSet<>();
    List<EnergyEntry> entries = new ArrayList<>();
    SourceClass known = scaled.note().isEmpty() ? SourceClass.MEASURED : scaling.sourceClass();
    for (EnergyPrice part : parts) {
      if (!part.note().isEmpty()) {
        notes.add(part.note());
      }
      entries.addAll(part.entries());
      known = known.weaker(part.sourceClass());
    }
    if (!scaled.note().isEmpty()) {
      notes.add(scaled.note());
    }
    return new EnergyPrice(scaled.energyPj(), entries, known, String.join("; ", notes));
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
