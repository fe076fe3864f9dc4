package io.bitwright.app.energy;

import io.bitwright.app.chart.PageParts.Table;
import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.energy.SourceClass;
import io.bitwright.simulator.energy.EnergyComponent;
import io.bitwright.simulator.energy.EnergyJoules;
import io.bitwright.simulator.energy.EnergyOrigin;
import io.bitwright.spec.quantity.Quantities;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Energy as people read it. */
public final class EnergyText {
  private EnergyText() {}

  /** The component's name in tables and charts: {@code on chip}. */
  static String label(EnergyComponent component) {
    return switch (component) {
      case MATRIX_UNIT -> "matrix unit";
      case ON_CHIP -> "on chip";
      case OFF_CHIP -> "off chip";
      default -> component.label();
    };
  }

  /** Joules by component for a chart. */
  public static Map<String, Double> components(EnergyJoules energy) {
    Map<String, Double> joules = new LinkedHashMap<>();
    energy.byComponent().forEach((component, of) -> joules.put(label(component), of));
    return joules;
  }

  /**
   * Adds joules a token, tokens a joule, pJ a multiply-accumulate and average power to figures.
   *
   * @param token what is computed: {@code token} or {@code image}
   */
  public static void addTo(TextTable summary, EnergyFigures figures, String token) {
    String article = token.equals("image") ? "an " : "a ";
    String power = Quantities.formatWatts(figures.averageWatts());
    String limit =
        figures.limitWatts().isEmpty()
            ? ""
            : " of %s allowed%s"
                .formatted(
                    Quantities.formatWatts(figures.limitWatts().getAsDouble()),
                    figures.exceedsLimit() ? ": over the limit" : "");
    summary
        .row("energy " + article + token, Quantities.formatJoules(figures.joulesPerToken()))
        .row(token + "s a joule", Quantities.formatNumber(figures.tokensPerJoule()))
        .row(
            "energy a MAC",
            Quantities.formatNumber(figures.picojoulesPerMultiplyAccumulate()) + " pJ")
        .row("average power", power + limit);
  }

  /** Every joule with its source, and how much of them is known in which way. */
  public static TextTable origins(EnergyJoules energy) {
    TextTable table =
        new TextTable(
            Column.text("energy"),
            Column.text("component"),
            Column.number("joules", ""),
            Column.number("share", ""),
            Column.text("source"),
            Column.text("class"));
    double all = energy.total();
    List<EnergyOrigin> inOrder =
        energy.origins().stream().sorted(Comparator.comparing(EnergyOrigin::component)).toList();
    for (EnergyOrigin origin : inOrder) {
      table.row(
          origin.item(),
          label(origin.component()),
          Quantities.formatJoules(origin.joules()),
          Quantities.formatPercent(all == 0 ? 0 : origin.joules() / all),
          String.join(" + ", origin.sources()),
          origin.classLabel());
    }
    return table.row("total", "", Quantities.formatJoules(all), "", "", "");
  }

  /** {@code joules by source: 0 % measured, 61 % published, ...}. */
  public static String shares(EnergyJoules energy) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<SourceClass, Double> share : energy.shares().entrySet()) {
      parts.add(Quantities.formatPercent(share.getValue()) + " " + share.getKey().label());
    }
    return "joules by source: " + String.join(", ", parts);
  }

  /** Tables of a page: every joule with its source, and what the sources are. */
  public static List<Table> tables(EnergyFigures figures) {
    String shares = shares(figures.energy());
    return List.of(
        Table.of("Every joule with its source; " + shares, origins(figures.energy())),
        Table.of("The sources", sources(figures)));
  }

  private static TextTable sources(EnergyFigures figures) {
    TextTable table =
        new TextTable(Column.text("source"), Column.text("what it is"), Column.text("where"));
    for (EnergyDocument.Source source :
        EnergyDocument.sources(figures.energy(), figures.accounting())) {
      table.row(source.id(), source.citation(), source.link());
    }
    return table;
  }
}
