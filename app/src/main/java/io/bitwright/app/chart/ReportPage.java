package io.bitwright.app.chart;

import io.bitwright.app.chart.PageParts.Figure;
import io.bitwright.codegen.render.TemplateEngine;
import java.util.List;

/**
 * A page of figures, the model of {@code report/report_page.html.ftlh}: XHTML that loads nothing.
 *
 * @param title what it is about
 * @param subtitle one line about how it came about
 * @param figures of the whole
 * @param sections in their order
 * @param notes what a user should know
 */
public record ReportPage(
    String title,
    String subtitle,
    List<Figure> figures,
    List<Section> sections,
    List<String> notes) {
  private static final String TEMPLATE = "report/report_page.html.ftlh";

  /**
   * A section.
   *
   * @param id what links name
   * @param text one paragraph; empty for none
   */
  public record Section(String id, String title, String text, List<PagePart> parts) {
    public Section {
      parts = List.copyOf(parts);
    }
  }

  public ReportPage {
    figures = List.copyOf(figures);
    sections = List.copyOf(sections);
    notes = List.copyOf(notes);
  }

  /** The script of all pages; it runs on what is in the page. */
  public PageScript script() {
    return PageScript.INSTANCE;
  }

  /** The whole page. */
  public String html() {
    return new TemplateEngine().render(TEMPLATE, this);
  }
}
