package io.bitwright.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Parameters of the shipped models beside published ones: equal within 0.1 %, or within half a unit
 * of the last printed place where that is more, or else with the reason.
 */
class PublishedParametersTest {
  private static final String TABLE = "/io/bitwright/spec/model/published_parameters.csv";
  private static final double TOLERANCE = 1e-3;

  /**
   * The first BitNet paper publishes no counts: its names are those of shapes with a vocabulary
   * three times as large (arXiv 2310.11453, Table 5; arXiv 2005.14165, Table 2.1).
   */
  private static final Pattern UNCOUNTED = Pattern.compile("play-.*|bitnet-[0-9.]+[mb]");

  /** What an explanation may explain: more would be another model. */
  private static final double EXPLAINABLE = 0.06;

  @ParameterizedTest
  @CsvFileSource(resources = TABLE, numLinesToSkip = 1)
  void parametersAreThePublishedOnesOrExplained(
      String model, long published, long lastPrintedPlace, String source, String explanation) {
    long ours = ModelLibrary.get(model).parameters();
    double error = Math.abs((double) ours - published);
    boolean holds = error <= Math.max(TOLERANCE * published, lastPrintedPlace / 2.0);

    assertThat(source).isNotBlank();
    assertThat(holds)
        .as("%s: ours %d, published %d by %s", model, ours, published, source)
        .isEqualTo(explanation == null);
    assertThat(holds || error < EXPLAINABLE * published).isTrue();
  }

  @Test
  void everyShippedModelHasARow() throws IOException, URISyntaxException {
    Path table =
        Path.of(Objects.requireNonNull(PublishedParametersTest.class.getResource(TABLE)).toURI());

    assertThat(Files.readAllLines(table).stream().skip(1).map(row -> row.split(",", 2)[0]))
        .containsAll(
            ModelLibrary.names().stream()
                .filter(name -> !UNCOUNTED.matcher(name).matches())
                .toList());
  }
}
