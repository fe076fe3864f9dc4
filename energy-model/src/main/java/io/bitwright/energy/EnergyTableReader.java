package io.bitwright.energy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads and checks one energy table: a folder with {@code source.yaml} and its CSV files. */
public final class EnergyTableReader {
  private EnergyTableReader() {}

  /**
   * The table in a folder, whose name is the source's id.
   *
   * @throws EnergyTableException with file and line if anything in it is wrong
   */
  public static EnergyTable read(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    String id = name == null ? "" : name.toString();
    return read(id, TableFiles.inFolder(folder));
  }

  /** The table that stands in the given files. */
  static EnergyTable read(String id, TableFiles files) {
    String sourceText =
        files
            .find(SourceReader.FILE_NAME)
            .orElseThrow(() ->
                new EnergyTableException(
                    id
                        + ": has no "
                        + SourceReader.FILE_NAME
                        + "; a table is read only with its source"));
    EnergySource source = SourceReader.read(id, sourceText);
    List<EnergyEntry> entries = new ArrayList<>();
    for (String file : source.files()) {
      String text =
          files
              .find(file)
              .orElseThrow(() ->
                  new EnergyTableException(
                      id
                          + "/"
                          + SourceReader.FILE_NAME
                          + ": 'files' names "
                          + file
                          + ", which is not in the folder"));
      entries.addAll(EntryReader.read(source, file, text));
    }
    return new EnergyTable(source, entries);
  }
}
