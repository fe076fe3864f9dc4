package io.bitwright.simulator.pod.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.spec.pod.PodLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** NCCL's all-reduce of two H200. */
class MeasuredCollectivesTest {
  /** Measurements kept beside the repository; absent in a plain checkout. */
  private static final Path MEASURED = Path.of("../../shared/measured/h200/collectives.csv");

  /** The sizes that the constants of the pod come from. */
  private static final Set<Long> FITTED = Set.of(1L << 10, 1L << 14, 1L << 16, 1L << 28);

  /** One latency and one bandwidth: 12 % in the middle of the rows that gave neither. */
  @Test
  void allReduceOfTwoKeepsItsBar() throws IOException {
    assumeTrue(Files.exists(MEASURED), "no measurements beside the repository");
    List<Axis> axes = PodAxes.of(PodLibrary.get("h200-x2"));
    List<Double> errors = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(MEASURED)) {
      for (NamedCsvRecord row : rows) {
        long bytes = Long.parseLong(row.getField("bytes"));
        if (!FITTED.contains(bytes)) {
          double measured = Double.parseDouble(row.getField("ms")) / 1e3;
          double ours =
              CollectiveChoice.best(axes, List.of(0), Collective.ALL_REDUCE, (double) bytes)
                  .seconds();
          errors.add(Math.abs(ours / measured - 1));
        }
      }
    }
    Collections.sort(errors);

    assertThat(errors).hasSize(7);
    assertThat(errors.get(3)).isLessThan(0.12);
  }
}
