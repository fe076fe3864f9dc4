package io.bitwright.app.pod;

import io.bitwright.app.chart.MemoryMap;
import io.bitwright.app.chart.PageParts.Chart;
import io.bitwright.app.chart.PageParts.Figure;
import io.bitwright.app.chart.PageParts.Picture;
import io.bitwright.app.chart.PageParts.Table;
import java.util.List;

/**
 * The model of {@code report/pod_page.html.ftlh}. Public, since templates read nothing else.
 *
 * @param title what was estimated
 * @param machine one line about the chips
 * @param figures of the whole
 * @param charts time by part; none of a collective
 * @param memory of the fullest chip; none of a collective
 * @param memoryFit whether it is enough
 * @param pictures of links, of the pipeline, of throughput and latency
 * @param tables collectives, or algorithms of one
 * @param notes what a user should know
 */
public record PodPage(
    String title,
    String machine,
    List<Figure> figures,
    List<Chart> charts,
    List<MemoryMap> memory,
    String memoryFit,
    List<Picture> pictures,
    List<Table> tables,
    List<String> notes) {
  /** Path of the template below the templates' root. */
  static final String TEMPLATE = "report/pod_page.html.ftlh";

  /** The same for what stands below the title alone, to go into another page. */
  static final String FRAGMENT = "report/pod_fragment.html.ftlh";

  public PodPage {
    figures = List.copyOf(figures);
    charts = List.copyOf(charts);
    memory = List.copyOf(memory);
    pictures = List.copyOf(pictures);
    tables = List.copyOf(tables);
    notes = List.copyOf(notes);
  }
}
