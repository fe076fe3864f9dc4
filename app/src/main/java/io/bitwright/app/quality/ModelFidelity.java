package io.bitwright.app.quality;

import java.util.List;

/**
 * All that was asked about one checkpoint.
 *
 * @param rows the model as it was trained, then each format
 * @param components by falling FDT; empty if not asked for
 * @param searches one for each budget; empty if not asked for
 */
record ModelFidelity(
    String model,
    List<FidelityFigures> rows,
    List<ComponentFigures> components,
    List<SearchedFormats> searches) {
  ModelFidelity {
    rows = List.copyOf(rows);
    components = List.copyOf(components);
    searches = List.copyOf(searches);
  }
}
