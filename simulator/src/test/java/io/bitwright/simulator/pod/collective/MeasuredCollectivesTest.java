package io.bitwright.simulator.pod.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.spec.pod.PodLibrary;
import io.bitwright.spec.pod.PodSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NCCL's all-reduce of two H200, called alone and within a captured graph. */
class MeasuredCollectivesTest {
  /** Measurements kept beside the repository; absent in a plain checkout. */
  private static final Path MEASURED = Path.of("../../shared/measured/h200/collectives.csv");

  /** The sizes that the constants of the pod come from. */
  private static final Set<Long> FITTED =
      Set.of(1L << 10, 1L << 14, 1L << 18, 1L << 22, 1L << 26, 1L << 30);

  private static final PodSpec POD = PodLibrary.get("h200-x2");

  private static double inGraphSeconds(double bytes) {
    return CollectiveChoice.best(PodAxes.of(POD), List.of(0), Collective.ALL_REDUCE, bytes)
        .seconds();
  }

  /** 5.7 % in the middle of all rows, 4.0 % of those held out; 32 % at most, where it jitters. */
  @Test
  void allReduceOfTwoKeepsItsBar() throws IOException {
    assumeTrue(Files.exists(MEASURED), "no measurements beside the repository");
    List<Double> errors = new ArrayList<>();
    List<Double> heldOut = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(MEASURED)) {
      for (NamedCsvRecord row : rows) {
        long bytes = Long.parseLong(row.getField("bytes"));
        double measured = Double.parseDouble(row.getField("ms")) / 1e3;
        double alone = POD.launch().seconds() + inGraphSeconds((double) bytes);
        errors.add(Math.abs(alone / measured - 1));
        if (!FITTED.contains(bytes)) {
          heldOut.add(errors.getLast());
        }
      }
    }

    assertThat(errors.stream().sorted().toList().get(errors.size() / 2)).isLessThan(0.06);
    assertThat(heldOut.stream().sorted().toList().get(heldOut.size() / 2)).isLessThan(0.06);
    assertThat(heldOut).hasSize(5);
  }

  /**
   * Steps of Llama 2 7B on two chips against half of the step on one and 64 all-reduces of its
   * hidden states. The step on one chip computes logits too, which those on two do not: 262 MB of
   * weights at 4.2 TB/s. Prefill of 512 tokens gave the launch; all others are held out.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 4.9809, 3.8308",
    "8, 7.4477, 5.3496",
    "32, 13.495, 8.5826",
    "128, 13.9705, 9.0488",
    "512, 12.3149, 8.9662",
    "2048, 47.4925, 29.3291",
    "8192, 186.6623, 112.2379"
  })
  void tensorParallelStepsHaveTheTimeOfTheirCollectives(
      int tokens, double oneChipMilliseconds, double twoChipsMilliseconds) {
    double logitsMilliseconds = 0.06;
    double collectives = 64 * 1e3 * inGraphSeconds(tokens * 4096 * 2.0);
    double step = (oneChipMilliseconds - logitsMilliseconds) / 2 + collectives;

    assertThat(step).isCloseTo(twoChipsMilliseconds, within(0.05 * twoChipsMilliseconds));
  }
}
