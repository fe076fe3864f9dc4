package io.bitwright.app.estimate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.bitwright.app.report.AtomicOutput;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.ProgressBar;
import io.bitwright.app.report.Report;
import io.bitwright.spec.NearestWord;
import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file of cases: each row is estimated and echoed with its results, or with its own error. */
final class CaseFile {
  private static final long LARGEST_FILE_BYTES = 1L << 30;

  private CaseFile() {}

  /**
   * Estimates all rows and writes them, whole or not at all.
   *
   * @param accelerator for rows that name none
   * @param choices for cells that are empty
   * @throws SpecException if the file cannot be read as cases or the result cannot be written
   */
  static Report run(
      Path cases,
      Optional<Path> out,
      @Nullable String accelerator,
      EstimateRequest.Choices choices,
      Console console) {
    Path target =
        out.orElseThrow(() -> new SpecException("--cases needs --out FILE.csv for the results"));
    List<CsvRecord> rows = read(cases);
    List<String> header = header(cases, rows);
    List<CaseResult> results;
    CaseRow.Reader reader = new CaseRow.Reader(header, accelerator, choices);
    try (ProgressBar bar = new ProgressBar(console, "estimating", rows.size())) {
      results =
          rows.subList(1, rows.size()).parallelStream()
              .map(row -> estimated(reader, row, bar))
              .toList();
    }
    AtomicOutput.file(target, csv(header, rows, results));
    return new CaseReport(
        results.size(), failures(results), target, page(cases, header, rows, results));
  }

  private static CasePage page(
      Path cases, List<String> header, List<CsvRecord> rows, List<CaseResult> results) {
    Path name = cases.getFileName();
    return new CasePage(
        name == null ? cases.toString() : name.toString(),
        header,
        rows.stream().skip(1).map(row -> fitted(row.getFields(), header.size())).toList(),
        results);
  }

  private static CaseResult estimated(CaseRow.Reader reader, CsvRecord row, ProgressBar bar) {
    CaseResult result = reader.estimate(row.getFields());
    synchronized (bar) {
      bar.step();
    }
    return result;
  }

  private static List<CsvRecord> read(Path cases) {
    if (Files.isDirectory(cases)) {
      throw new SpecException(cases + ": is a folder; a file is needed");
    }
    try {
      if (Files.size(cases) > LARGEST_FILE_BYTES) {
        throw new SpecException(cases + ": larger than 1 GiB; split the cases");
      }
      try (CsvReader<CsvRecord> reader =
          CsvReader.builder()
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .detectBomHeader(true)
              .ofCsvRecord(cases)) {
        return reader.stream().toList();
      }
    } catch (CsvParseException malformed) {
      throw new SpecException(cases + ": not CSV: " + malformed.getMessage(), malformed);
    } catch (NoSuchFileException missing) {
      throw new SpecException(cases + ": there is no such file", missing);
    } catch (UncheckedIOException | IOException unreadable) {
      throw new SpecException(cases + ": cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static List<String> header(Path cases, List<CsvRecord> rows) {
    if (rows.isEmpty()) {
      throw new SpecException(
          cases + ": empty; the first line names columns of " + String.join(", ", CaseRow.COLUMNS));
    }
    List<String> header = rows.getFirst().getFields().stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!CaseRow.COLUMNS.contains(column)) {
        throw new SpecException(
            "%s:1: unknown column '%s'; allowed: %s%s"
                .formatted(
                    cases,
                    column.replaceAll("\\R", "\\\\n"),
                    String.join(", ", CaseRow.COLUMNS),
                    NearestWord.of(column, CaseRow.COLUMNS)
                        .map(word -> "; did you mean '" + word + "'?")
                        .orElse("")));
      }
      if (!seen.add(column)) {
        throw new SpecException(cases + ":1: column '" + column + "' stands twice");
      }
    }
    return header;
  }

  private static String csv(List<String> header, List<CsvRecord> rows, List<CaseResult> results) {
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      writer.writeRecord(joined(header, CaseResult.COLUMNS));
      for (int i = 0; i < results.size(); i++) {
        List<String> row = fitted(rows.get(i + 1).getFields(), header.size());
        writer.writeRecord(joined(row, results.get(i).cells()));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    return text.toString();
  }

  /** A row with as many cells as the header, so that its results stand in their columns. */
  private static List<String> fitted(List<String> fields, int columns) {
    List<String> row = new ArrayList<>(fields.subList(0, Math.min(columns, fields.size())));
    while (row.size() < columns) {
      row.add("");
    }
    return row;
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  private static int failures(List<CaseResult> results) {
    return (int) results.stream().filter(result -> !result.error().isEmpty()).count();
  }
}
