package io.bitwright.app.exploration.store;

import io.bitwright.spec.SpecException;
import java.nio.file.Path;
import java.util.Locale;

/** Files that results are written as. */
public enum ResultFormat {
  PARQUET("FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000"),
  CSV("FORMAT csv, HEADER true"),
  JSON("FORMAT json, ARRAY true");

  private final String options;

  ResultFormat(String options) {
    this.options = options;
  }

  /** What DuckDB's COPY takes. */
  String options() {
    return options;
  }

  /**
   * The format of a file by its ending.
   *
   * @throws SpecException if it has another
   */
  public static ResultFormat of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    for (ResultFormat format : values()) {
      if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw new SpecException("--out " + file + ": write a name in .parquet, .csv or .json");
  }
}
