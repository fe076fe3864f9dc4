package io.bitwright.app.chart;

/** Something that stands in a section of a {@link ReportPage}. */
public sealed interface PagePart
    permits BarChart, InteractivePlot, PageParts.Table, SortableTable, SystolicAnimation {
  /** Which macro of {@code report/page_parts.ftlh} writes it. */
  String kind();
}
