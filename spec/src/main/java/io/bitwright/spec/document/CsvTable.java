package io.bitwright.spec.document;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A CSV file with one line of headings (RFC 4180), whose rows know their lines and may have any
 * number of cells.
 *
 * @param file its name in messages
 * @param header the headings
 * @param rows the rows below, empty lines left out
 */
public record CsvTable(String file, Row header, List<Row> rows) {

  /**
   * A row.
   *
   * @param line in the file, from 1
   * @param cells without blanks around them
   */
  public record Row(int line, List<String> cells) {
    public Row {
      cells = List.copyOf(cells);
    }

    /** The cell in a column from 0, or nothing if the row is shorter. */
    public String cell(int column) {
      return column < cells.size() ? cells.get(column) : "";
    }
  }

  public CsvTable {
    rows = List.copyOf(rows);
  }

  /**
   * Reads a file of at most 1 MiB.
   *
   * @throws SpecException with file and line, if it is no CSV or empty
   */
  public static CsvTable read(Path file) {
    return read(file.toString(), TextFile.bytes(file));
  }

  /** As {@link #read(Path)}, from the bytes of a file with the given name. */
  public static CsvTable read(String file, byte[] bytes) {
    List<Row> rows = rows(file, TextFile.text(file, bytes));
    if (rows.isEmpty()) {
      throw new SpecException(file + ":1: the file is empty");
    }
    return new CsvTable(file, rows.getFirst(), rows.subList(1, rows.size()));
  }

  private static List<Row> rows(String file, String text) {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text)) {
      return reader.stream()
          .filter(row -> row.getFields().stream().anyMatch(cell -> !cell.isBlank()))
          .map(CsvTable::row)
          .toList();
    } catch (CsvParseException malformed) {
      String message = QuotedText.line(String.valueOf(malformed.getMessage()));
      throw new SpecException(file + ": not CSV: " + message, malformed);
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory failed", impossible);
    }
  }

  private static Row row(CsvRecord row) {
    List<String> cells = row.getFields().stream().map(String::strip).toList();
    return new Row((int) row.getStartingLineNumber(), cells);
  }

  /** A fault of a row: {@code layers.csv:3: message}. */
  public SpecException problem(Row row, String message) {
    return new SpecException(file + ":" + row.line() + ": " + message);
  }

  /**
   * A whole number in a cell.
   *
   * @param name of the column, for messages
   * @throws SpecException with file, line and column, if it is missing, no number or out of range
   */
  public int integer(Row row, int column, String name, IntegerRange range) {
    return value(row, column, name, range::parse);
  }

  private <T> T value(Row row, int column, String name, Function<String, T> parser) {
    try {
      return parser.apply(row.cell(column));
    } catch (SpecException e) {
      throw e.at(file + ":" + row.line() + ": " + name);
    }
  }
}
