package io.bitwright.app.chart;

import io.bitwright.app.report.JsonOutput;
import java.util.regex.Pattern;

/** What the script of a page reads: JSON on one line that can stand in XHTML. */
final class PageData {
  private static final Pattern LAYOUT = Pattern.compile("\n *");

  private PageData() {}

  /** A document of {@link JsonOutput}; no character of it ends a script or an XML text. */
  static String of(Object document) {
    // Inside strings of JSON a line break is escaped, so these are of the layout.
    return LAYOUT
        .matcher(JsonOutput.render(document))
        .replaceAll("")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026");
  }
}
