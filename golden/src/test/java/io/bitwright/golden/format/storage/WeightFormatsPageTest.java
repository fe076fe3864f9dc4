package io.bitwright.golden.format.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of docs/weight_formats.md. */
class WeightFormatsPageTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([^`]+)` \\| ([0-9.]+) \\|", Pattern.MULTILINE);

  @Test
  void bitsOfThePageAreThoseOfTheFormats() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "weight_formats.md"));
    Matcher row = ROW.matcher(page);
    int rows = 0;
    while (row.find()) {
      FixedRateFormat format = (FixedRateFormat) MatrixFormat.parse(row.group(1));
      double bits = format.bitsPerWeight(new MatrixShape(4096, 4096));
      assertThat(String.format(Locale.ROOT, "%.4f", bits)).as(row.group(1)).isEqualTo(row.group(2));
      rows++;
    }
    assertThat(rows).isEqualTo(13);
  }
}
