package io.bitwright.app.energy;

import io.bitwright.energy.EnergySource;
import io.bitwright.simulator.energy.EnergyAccounting;
import io.bitwright.simulator.energy.EnergyJoules;
import io.bitwright.simulator.energy.EnergyOrigin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Energy in the documents of scripts, beside joules and joules a token.
 *
 * @param scaling how nodes that are not tabulated were priced
 * @param picojoulesPerMultiplyAccumulate for each that the workload asks for
 * @param powerLimitWatts of all chips; empty if it is not known
 * @param shares part of the joules that is measured, published, derived and assumed
 * @param origins every joule with its sources
 * @param sources what the sources are
 */
public record EnergyDocument(
    String scaling,
    double picojoulesPerMultiplyAccumulate,
    Optional<Double> powerLimitWatts,
    Map<String, Double> shares,
    List<Origin> origins,
    List<Source> sources) {
  public EnergyDocument {
    origins = List.copyOf(origins);
    sources = List.copyOf(sources);
  }

  /** Joules of one component at one price. */
  public record Origin(
      String component,
      String item,
      double joules,
      List<String> sources,
      String sourceClass,
      boolean verified,
      String note) {
    static Origin of(EnergyOrigin origin) {
      return new Origin(
          origin.component().label(),
          origin.item(),
          origin.joules(),
          origin.sources(),
          origin.sourceClass().label(),
          origin.verified(),
          origin.note());
    }
  }

  /**
   * An energy table, or the accelerator's description.
   *
   * @param link empty for a description, which may name several in its citation
   */
  public record Source(String id, String citation, String link) {}

  /** The document of some figures. */
  public static EnergyDocument of(EnergyFigures figures) {
    Map<String, Double> shares = new LinkedHashMap<>();
    figures.energy().shares().forEach((known, share) -> shares.put(known.label(), share));
    return new EnergyDocument(
        figures.accounting().scaling().label(),
        figures.picojoulesPerMultiplyAccumulate(),
        figures.limitWatts().stream().boxed().findFirst(),
        shares,
        figures.energy().origins().stream().map(Origin::of).toList(),
        sources(figures.energy(), figures.accounting()));
  }

  /** The joules of each component, and all of them. */
  public static Map<String, Double> components(EnergyJoules joules) {
    Map<String, Double> components = new LinkedHashMap<>();
    joules.byComponent().forEach((component, of) -> components.put(component.label(), of));
    components.put("total", joules.total());
    return components;
  }

  /** The sources of joules, each once. */
  static List<Source> sources(EnergyJoules joules, EnergyAccounting accounting) {
    Set<String> ids = new LinkedHashSet<>();
    joules.origins().forEach(origin -> ids.addAll(origin.sources()));
    List<Source> sources = new ArrayList<>();
    for (String id : ids) {
      if (id.equals(EnergyOrigin.ACCELERATOR)) {
        sources.add(new Source(id, accounting.accelerator().source(), ""));
      } else {
        EnergySource source = accounting.library().get(id).source();
        sources.add(new Source(id, source.citation(), source.link()));
      }
    }
    return sources;
  }
}
