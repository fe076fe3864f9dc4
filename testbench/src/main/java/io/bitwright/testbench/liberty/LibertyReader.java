package io.bitwright.testbench.liberty;

import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Reads Liberty files (.lib, non-linear delay model) into a library.
 *
 * <p>Read are units, nominal voltage, cells, pins, delay and transition tables, internal power,
 * leakage, flip-flops and latches. Left out: constraint tables, wire load models, current-source
 * models, test cells, state tables (a cell says that it has one).
 */
public final class LibertyReader {
  /** The size that a file may have; the largest library in use here has 22 MB. */
  private static final int MOST_BYTES = 256 << 20;

  private static final int GZIP_FIRST = 0x1f;

  private LibertyReader() {}

  /**
   * The library that some files hold together, as ASAP7 comes in five.
   *
   * @throws SpecException naming file, line and what is allowed, if a file cannot be read, is no
   *     Liberty file, defines a cell again, or differs from the first in its nominal voltage
   */
  public static LibertyLibrary read(List<Path> files) {
    if (files.isEmpty()) {
      throw new SpecException("no Liberty file is given; name at least one");
    }
    Collected collected = new Collected();
    for (Path file : files) {
      collected.add(LibertySyntax.parse(file.toString(), bytes(file)));
    }
    return collected.library();
  }

  /**
   * The library that one text holds.
   *
   * @param file how messages name it
   * @throws SpecException naming line and what is allowed, if it is no Liberty file
   */
  static LibertyLibrary parse(String file, byte[] bytes) {
    Collected collected = new Collected();
    collected.add(LibertySyntax.parse(file, bytes));
    return collected.library();
  }

  private static byte[] bytes(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new SpecException(
          file + ": " + (Files.exists(file) ? "is no file" : "there is no such file"));
    }
    try (InputStream stream = Files.newInputStream(file)) {
      if (Files.size(file) > MOST_BYTES) {
        throw new SpecException(file + ": is larger than 256 MiB; allowed: Liberty files up to it");
      }
      byte[] bytes = stream.readNBytes(MOST_BYTES);
      if (bytes.length > 1 && bytes[0] == GZIP_FIRST && (bytes[1] & 0xff) == 0x8b) {
        throw new SpecException(file + ": is compressed; unpack it first (gunzip)");
      }
      return bytes;
    } catch (IOException e) {
      throw new SpecException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** The files read so far. */
  private static final class Collected {
    private final Set<String> names = new LinkedHashSet<>();
    private final SequencedMap<String, LibertyCell> cells = new LinkedHashMap<>();
    private final Map<String, String> places = new LinkedHashMap<>();
    private OptionalDouble volts = OptionalDouble.empty();

    void add(LibertyGroup library) {
      if (!library.kind().equals("library")) {
        throw library.fault("the file holds " + library.kind() + " (...); allowed: library (NAME)");
      }
      names.add(library.name());
      LibertyUnits units = LibertyUnits.of(library);
      add(library, voltage(library, units));
      CellReader reader = new CellReader(library, units);
      for (LibertyGroup cell : library.groups("cell")) {
        String here = cell.file() + ":" + cell.line();
        String earlier = places.putIfAbsent(cell.name(), here);
        if (earlier != null) {
          throw cell.fault(
              "the cell " + cell.name() + " is defined already (" + earlier + "); delete one");
        }
        cells.put(cell.name(), reader.cell(cell));
      }
    }

    private void add(LibertyGroup library, double voltage) {
      if (volts.isPresent() && volts.getAsDouble() != voltage) {
        throw library.fault(
            "nom_voltage is "
                + voltage
                + " V, that of the files before "
                + volts.getAsDouble()
                + " V; allowed: files of one voltage");
      }
      volts = OptionalDouble.of(voltage);
    }

    private static double voltage(LibertyGroup library, LibertyUnits units) {
      double written =
          library
              .number("nom_voltage")
              .orElseThrow(() -> library.fault("nom_voltage is missing; write nom_voltage : 1.1;"));
      if (written <= 0) {
        throw library.fault("nom_voltage is " + written + "; allowed: above 0");
      }
      return written * units.voltageVolts();
    }

    LibertyLibrary library() {
      return new LibertyLibrary(String.join(" + ", names), volts.orElseThrow(), cells);
    }
  }
}
