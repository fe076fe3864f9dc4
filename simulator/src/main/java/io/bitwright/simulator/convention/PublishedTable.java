package io.bitwright.simulator.convention;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Published and measured numbers that ship with the simulator, one CSV file a table. */
final class PublishedTable {
  private static final String FOLDER = "/io/bitwright/simulator/published/";
  private static final String MEASURED = "/io/bitwright/simulator/measured/";

  private PublishedTable() {}

  /** The rows of a table by its file's name. */
  static List<NamedCsvRecord> rows(String fileName) {
    return rows(bytes(FOLDER + fileName));
  }

  /** The rows of a table of measured numbers by its file's name. */
  static List<NamedCsvRecord> measured(String fileName) {
    return rows(measuredFile(fileName));
  }

  /** A file that stands beside the published tables. */
  static byte[] file(String fileName) {
    return bytes(FOLDER + fileName);
  }

  /** A file that stands beside the measured tables. */
  static byte[] measuredFile(String fileName) {
    return bytes(MEASURED + fileName);
  }

  private static byte[] bytes(String resource) {
    try (InputStream stream = PublishedTable.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("no table " + resource);
      }
      return stream.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<NamedCsvRecord> rows(byte[] table) {
    List<NamedCsvRecord> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .ofNamedCsvRecord(new ByteArrayInputStream(table), StandardCharsets.UTF_8)) {
      reader.forEach(rows::add);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return rows;
  }

  /** A cell that holds a whole number. */
  static int number(NamedCsvRecord row, String column) {
    return Integer.parseInt(row.getField(column));
  }

  /** A cell that holds a number. */
  static double decimal(NamedCsvRecord row, String column) {
    return Double.parseDouble(row.getField(column));
  }

  /** What follows from printed numbers, free of the last bits of the calculation. */
  static double thousandths(double value) {
    return Math.round(value * 1e3) / 1e3;
  }

  /** Where a row was published: {@code arXiv 2310.11453, Table 1}. */
  static String source(NamedCsvRecord row) {
    return row.getField("source") + ", " + row.getField("where");
  }
}
