package io.bitwright.app.estimate;

import io.bitwright.app.chart.MemoryMap;
import io.bitwright.app.chart.PageParts.Chart;
import io.bitwright.app.chart.PageParts.Figure;
import io.bitwright.app.chart.PageParts.Table;
import io.bitwright.app.chart.RooflineChart;
import io.bitwright.app.chart.TilePicture;
import java.util.List;

/**
 * The model of {@code report/estimate_page.html.ftlh}. Public, since templates read nothing else.
 *
 * @param title what was estimated
 * @param machine one line about the accelerator
 * @param figures of the whole run
 * @param roofline all operators that move bytes off the chip
 * @param offRoofline which do not; empty if all do
 * @param charts time and energy
 * @param memory what must lie in memory
 * @param memoryFit whether it does
 * @param explanations what bounds the operators, and what would help
 * @param mappings the largest products' cuts
 * @param mappingNote how to read them, or why there are none
 * @param operators all of them
 * @param energy every joule with its source
 * @param notes what a user should know
 */
public record EstimatePage(
    String title,
    String machine,
    List<Figure> figures,
    RooflineChart roofline,
    String offRoofline,
    List<Chart> charts,
    MemoryMap memory,
    String memoryFit,
    List<Table> explanations,
    List<TilePicture> mappings,
    String mappingNote,
    Table operators,
    List<Table> energy,
    List<String> notes) {
  /** Path of the template below the templates' root. */
  static final String TEMPLATE = "report/estimate_page.html.ftlh";

  /** The same for what stands below the title alone, to go into another page. */
  static final String FRAGMENT = "report/estimate_fragment.html.ftlh";

  public EstimatePage {
    figures = List.copyOf(figures);
    charts = List.copyOf(charts);
    explanations = List.copyOf(explanations);
    mappings = List.copyOf(mappings);
    energy = List.copyOf(energy);
    notes = List.copyOf(notes);
  }
}
