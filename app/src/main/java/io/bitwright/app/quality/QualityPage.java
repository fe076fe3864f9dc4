package io.bitwright.app.quality;

import io.bitwright.app.chart.Direction;
import io.bitwright.app.chart.InteractivePlot;
import io.bitwright.app.chart.PagePart;
import io.bitwright.app.chart.ParetoFront;
import io.bitwright.app.chart.PlotAxis;
import io.bitwright.app.chart.PlotAxis.Scale;
import io.bitwright.app.chart.PlotGuide;
import io.bitwright.app.chart.PlotGuide.Place;
import io.bitwright.app.chart.PlotPoint;
import io.bitwright.app.chart.PlotView;
import io.bitwright.app.chart.ReportPage;
import io.bitwright.app.chart.ReportPage.Section;
import io.bitwright.app.chart.SortableTable;
import io.bitwright.app.report.NumberText;
import io.bitwright.app.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page of {@code quality --html}: fidelity over bits a weight, model by model. */
final class QualityPage {
  private static final List<String> SERIES =
      List.of("as trained", "one format for all layers", "found by a search");

  private QualityPage() {}

  static ReportPage of(QualityReport report) {
    List<Section> sections = new ArrayList<>();
    for (int number = 0; number < report.models().size(); number++) {
      ModelFidelity model = report.models().get(number);
      sections.add(
          new Section("model" + number, model.model(), "", parts("fidelity" + number, model)));
    }
    return new ReportPage(
        "Fidelity of number formats",
        "What formats cost on a checkpoint, beside bits a weight and the energy of a token on "
            + report.accelerator(),
        List.of(),
        sections,
        List.of(report.explanation().strip().replace("\n", " ")));
  }

  private static List<PagePart> parts(String id, ModelFidelity model) {
    List<FidelityFigures> rows = new ArrayList<>(model.rows());
    model.searches().forEach(search -> rows.addAll(search.rows()));
    List<PagePart> parts = new ArrayList<>();
    parts.add(plot(id, model, rows));
    parts.add(
        SortableTable.of(
            id + "-rows", "The figures; with the filters above", id, FidelityTable.of(rows)));
    if (!model.components().isEmpty()) {
      parts.add(
          SortableTable.of(
              id + "-layers",
              "Each linear layer alone in the format",
              "",
              FidelityTable.ofComponents(model.components())));
    }
    return parts;
  }

  private static InteractivePlot plot(String id, ModelFidelity model, List<FidelityFigures> rows) {
    List<Place> divergence =
        rows.stream()
            .map(row -> new Place(row.bitsPerWeight(), row.firstDivergentToken()))
            .toList();
    List<Integer> front =
        ParetoFront.of(divergence, Direction.LOWER_IS_BETTER, Direction.HIGHER_IS_BETTER);
    List<PlotPoint> points = new ArrayList<>();
    for (int number = 0; number < rows.size(); number++) {
      int series = number == 0 ? 0 : number < model.rows().size() ? 1 : 2;
      points.add(point(rows.get(number), series, front.contains(number)));
    }
    PlotAxis bits = new PlotAxis("bits a weight, scales and all", "", Scale.LOGARITHMIC);
    return InteractivePlot.of(
        id,
        "The line joins what no other format beats in bits and first divergent token.",
        SERIES,
        "on the front of FDT",
        points,
        List.of(
            new PlotView.Content(
                "FDT over bits",
                true,
                bits,
                new PlotAxis(
                    "first divergent token (FDT), higher is better", "tokens", Scale.LINEAR),
                numbered(divergence),
                List.of(new PlotGuide.Path(front.stream().map(divergence::get).toList()))),
            new PlotView.Content(
                "DPPL over bits",
                true,
                bits,
                new PlotAxis("divergent perplexity (DPPL), lower is better", "", Scale.LOGARITHMIC),
                numbered(
                    rows.stream()
                        .map(row -> new Place(row.bitsPerWeight(), row.divergentPerplexity()))
                        .toList()),
                List.of())));
  }

  private static Map<Integer, Place> numbered(List<Place> places) {
    Map<Integer, Place> numbered = new TreeMap<>();
    for (int number = 0; number < places.size(); number++) {
      numbered.put(number, places.get(number));
    }
    return numbered;
  }

  private static PlotPoint point(FidelityFigures row, int series, boolean onFront) {
    TextTable table = FidelityTable.of(List.of(row));
    Map<String, String> figures = new LinkedHashMap<>();
    for (int column = 1; column < table.columns().size(); column++) {
      figures.put(table.columns().get(column).header(), table.rows().getFirst().get(column));
    }
    figures.put("texts without another choice", NumberText.count(row.textsWithout()));
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("method", row.method());
    variables.put("activations", row.activations());
    return new PlotPoint(row.weights(), series, onFront, figures, variables);
  }
}
