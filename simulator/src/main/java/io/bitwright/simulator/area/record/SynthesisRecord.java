package io.bitwright.simulator.area.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.ShippedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The committed results of synthesis: a CSV file whose lines say what is measured and what was
 * found. A line without figures waits to be measured.
 *
 * @param lines in the order of the file
 */
public record SynthesisRecord(List<Line> lines) {
  private static final String RESOURCE = "/io/bitwright/simulator/area/synthesis-results.csv";

  /** Where the record that ships stands in the repository. */
  public static final String PLACE = "simulator/src/main/resources" + RESOURCE;

  private static final List<String> COLUMNS =
      List.of(
          "unit",
          "settings",
          "module",
          "target",
          "seeds",
          "gated",
          "lut",
          "memory_lut",
          "ff",
          "carry",
          "wide_mux",
          "dsp",
          "block_ram",
          "mac_per_cycle",
          "fmax_mhz",
          "yosys");

  private static final int FIRST_FIGURE = 6;

  /** A configuration, and what was found of it. */
  public record Line(Configuration configuration, Optional<RecordedFigures> figures) {}

  public SynthesisRecord {
    lines = List.copyOf(lines);
  }

  /** The record that ships. */
  public static SynthesisRecord shipped() {
    return parse(PLACE, new String(ShippedFile.bytes(RESOURCE), UTF_8));
  }

  /**
   * Reads a record.
   *
   * @param file its name in messages
   * @throws SpecException with file and line, if it is none
   */
  public static SynthesisRecord parse(String file, String text) {
    List<String> rows = text.lines().toList();
    if (rows.isEmpty() || !rows.getFirst().equals(String.join(",", COLUMNS))) {
      throw new SpecException(file + ":1: the first line is not " + String.join(",", COLUMNS));
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      try {
        lines.add(line(rows.get(i)));
      } catch (NumberFormatException e) {
        throw new SpecException(file + ":" + (i + 1) + ": not a number: " + e.getMessage(), e);
      } catch (SpecException e) {
        throw new SpecException(file + ":" + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return new SynthesisRecord(lines);
  }

  private static Line line(String row) {
    String[] cells = row.split(",", -1);
    if (cells.length != COLUMNS.size()) {
      throw new SpecException("%d cells, not %d: %s".formatted(cells.length, COLUMNS.size(), row));
    }
    if (!cells[5].equals("yes") && !cells[5].equals("no")) {
      throw new SpecException("gated: '" + cells[5] + "' is neither yes nor no");
    }
    Configuration configuration =
        new Configuration(
            cells[0],
            cells[1],
            cells[2],
            SynthesisTarget.named(cells[3]),
            Integer.parseInt(cells[4]),
            cells[5].equals("yes"));
    return new Line(
        configuration,
        cells[FIRST_FIGURE].isEmpty() ? Optional.empty() : Optional.of(figures(cells)));
  }

  private static RecordedFigures figures(String[] cells) {
    int[] counts = new int[8];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Integer.parseInt(cells[FIRST_FIGURE + i]);
    }
    Area area =
        new Area(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]);
    String megahertz = cells[FIRST_FIGURE + counts.length];
    return new RecordedFigures(
        area,
        counts[7],
        megahertz.isEmpty() ? Optional.empty() : Optional.of(Double.parseDouble(megahertz)),
        cells[COLUMNS.size() - 1]);
  }

  /** The file's text. */
  public String text() {
    StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    lines.forEach(line -> text.append(row(line)).append('\n'));
    return text.toString();
  }

  private static String row(Line line) {
    Configuration one = line.configuration();
    StringJoiner row = new StringJoiner(",");
    row.add(one.unit()).add(one.settings()).add(one.module()).add(one.target().label());
    row.add(String.valueOf(one.seeds())).add(one.gated() ? "yes" : "no");
    if (line.figures().isEmpty()) {
      return row + ",".repeat(COLUMNS.size() - FIRST_FIGURE);
    }
    RecordedFigures figures = line.figures().get();
    Area area = figures.area();
    List.of(
            area.luts(),
            area.memoryLuts(),
            area.flipFlops(),
            area.carryCells(),
            area.wideMultiplexers(),
            area.dsps(),
            area.blockRams(),
            figures.multiplyAccumulatesPerCycle())
        .forEach(count -> row.add(String.valueOf(count)));
    row.add(figures.megahertz().map(mhz -> String.format(Locale.ROOT, "%.1f", mhz)).orElse(""));
    return row.add(figures.yosys()).toString();
  }
}
