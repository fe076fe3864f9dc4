package io.bitwright.energy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the rows of one component's CSV file; the columns are those of {@code SCHEMA.md}. */
final class EntryReader {
  static final List<String> COLUMNS =
      List.of(
          "component",
          "action",
          "format",
          "width_bits",
          "capacity_bytes",
          "node_nm",
          "energy_pj",
          "status",
          "where",
          "derivation");

  private static final List<String> STATUSES =
      List.of(
          EntryStatus.PUBLISHED.label(),
          EntryStatus.DERIVED.label(),
          EntryStatus.UNVERIFIED.label());

  private EntryReader() {}

  /** The rows of {@code text}, which stands in {@code fileName} of the source's folder. */
  static List<EnergyEntry> read(EnergySource source, String fileName, String text) {
    String component = fileName.substring(0, fileName.length() - ".csv".length());
    Map<EnergyKey, String> places = new LinkedHashMap<>();
    List<EnergyEntry> entries = new ArrayList<>();
    for (CsvRow row : CsvRow.readAll(source.id() + "/" + fileName, text, COLUMNS)) {
      EnergyEntry entry = entry(source, component, row);
      String first = places.putIfAbsent(entry.key(), row.place());
      if (first != null) {
        throw row.complaint(entry.key() + " was given already at " + first);
      }
      entries.add(entry);
    }
    return entries;
  }

  private static EnergyEntry entry(EnergySource source, String component, CsvRow row) {
    if (!row.required("component").equals(component)) {
      throw row.complaint(
          "component must be '"
              + component
              + "' like the name of the file, got '"
              + row.text("component")
              + "'");
    }
    EntryStatus status = status(row);
    if (status == EntryStatus.DERIVED && row.text("derivation").isEmpty()) {
      throw row.complaint("a derived energy needs its derivation");
    }
    EnergyKey key =
        new EnergyKey(
            component,
            row.required("action"),
            row.text("format"),
            row.optionalSize("capacity_bytes"),
            row.optionalCount("node_nm"));
    return new EnergyEntry(
        key,
        row.count("width_bits"),
        row.energy("energy_pj"),
        status,
        SourceClass.of(status, source.kind()),
        row.required("where"),
        row.text("derivation"),
        source.id());
  }

  private static EntryStatus status(CsvRow row) {
    String word = row.required("status");
    if (!STATUSES.contains(word)) {
      throw row.complaint(
          "unknown status '"
              + word
              + "'; did you mean '"
              + NearestWord.of(word, STATUSES)
              + "'? Allowed: "
              + String.join(", ", STATUSES));
    }
    return EntryStatus.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
