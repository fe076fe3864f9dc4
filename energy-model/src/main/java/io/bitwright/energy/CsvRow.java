package io.bitwright.energy;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One row of a CSV text by column name; every complaint carries its file and line. */
final class CsvRow {
  private final String place;
  private final Map<String, String> cells;

  private CsvRow(String place, Map<String, String> cells) {
    this.place = place;
    this.cells = cells;
  }

  /**
   * The rows of a text whose header holds exactly the given columns, in any order.
   *
   * @throws EnergyTableException on an unknown, missing or repeated column, or a row of another
   *     length
   */
  static List<CsvRow> readAll(String file, String text, List<String> columns) {
    List<CsvRecord> records = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text)) {
      reader.forEach(records::add);
    } catch (CsvParseException malformed) {
      throw new EnergyTableException(file + ": " + malformed.getMessage(), malformed);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (records.isEmpty()) {
      throw new EnergyTableException(
          file + ": is empty; its header must be " + String.join(",", columns));
    }
    List<String> header = records.getFirst().getFields();
    checkHeader(file, header, columns);
    List<CsvRow> rows = new ArrayList<>();
    for (CsvRecord row : records.subList(1, records.size())) {
      rows.add(of(file, header, row));
    }
    return rows;
  }

  private static void checkHeader(String file, List<String> header, List<String> columns) {
    String place = file + ":1: ";
    for (int i = 0; i < header.size(); i++) {
      String column = header.get(i);
      if (!columns.contains(column)) {
        throw new EnergyTableException(
            place
                + "unknown column '"
                + column
                + "'; did you mean '"
                + NearestWord.of(column, columns)
                + "'? Allowed: "
                + String.join(",", columns));
      }
      if (header.indexOf(column) != i) {
        throw new EnergyTableException(place + "column '" + column + "' stands twice");
      }
    }
    for (String column : columns) {
      if (!header.contains(column)) {
        throw new EnergyTableException(place + "column '" + column + "' is missing");
      }
    }
  }

  private static CsvRow of(String file, List<String> header, CsvRecord row) {
    String place = file + ":" + row.getStartingLineNumber();
    if (row.getFieldCount() != header.size()) {
      throw new EnergyTableException(
          place + ": has " + row.getFieldCount() + " cells, the header has " + header.size());
    }
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      cells.put(header.get(i), row.getField(i).strip());
    }
    return new CsvRow(place, cells);
  }

  /** The place of the row: {@code file:line}. */
  String place() {
    return place;
  }

  /** A cell, which may be empty. */
  String text(String column) {
    String cell = cells.get(column);
    if (cell == null) {
      throw new IllegalArgumentException("no column " + column);
    }
    return cell;
  }

  /** A cell that must not be empty. */
  String required(String column) {
    String cell = text(column);
    if (cell.isEmpty()) {
      throw complaint(column + " is empty");
    }
    return cell;
  }

  /** A finite number of at least 0. */
  double energy(String column) {
    String cell = required(column);
    try {
      double value = Double.parseDouble(cell);
      if (value >= 0 && !Double.isInfinite(value)) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      throw notAnEnergy(column, cell);
    }
    throw notAnEnergy(column, cell);
  }

  /** A whole number of at least 1. */
  int count(String column) {
    return optionalCount(column).orElseThrow(() -> complaint(column + " is empty"));
  }

  /** A whole number of at least 1, or nothing. */
  OptionalInt optionalCount(String column) {
    OptionalLong value = optionalSize(column);
    if (value.isPresent() && value.getAsLong() > Integer.MAX_VALUE) {
      throw notACount(column, text(column));
    }
    return value.isPresent()
        ? OptionalInt.of(Math.toIntExact(value.getAsLong()))
        : OptionalInt.empty();
  }

  /** A whole number of at least 1 that may pass 2^31, or nothing. */
  OptionalLong optionalSize(String column) {
    String cell = text(column);
    if (cell.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long value = Long.parseLong(cell);
      if (value >= 1) {
        return OptionalLong.of(value);
      }
    } catch (NumberFormatException notANumber) {
      throw notACount(column, cell);
    }
    throw notACount(column, cell);
  }

  /** A complaint about this row. */
  EnergyTableException complaint(String message) {
    return new EnergyTableException(place + ": " + message);
  }

  private EnergyTableException notAnEnergy(String column, String cell) {
    return complaint(column + " must be a finite number of at least 0, got '" + cell + "'");
  }

  private EnergyTableException notACount(String column, String cell) {
    return complaint(column + " must be a whole number of at least 1, got '" + cell + "'");
  }
}
