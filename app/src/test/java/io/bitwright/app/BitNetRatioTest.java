package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.convention.PublishedEnergy;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The shapes of the BitNet paper give its convention's energies in estimates, too. */
class BitNetRatioTest {
  static List<PublishedEnergy.Ratio> ratios() {
    return PublishedEnergy.ratios(512);
  }

  @ParameterizedTest
  @MethodSource("ratios")
  void estimatesGiveTheRatiosOfTheConvention(PublishedEnergy.Ratio ratio) {
    double fp16 = joules(ratio, "fp16", "fp16");
    double binary = joules(ratio, "binary", "int8");
    assertThat(fp16).isCloseTo(ratio.fp16Joules(), within(1e-9 * ratio.fp16Joules()));
    assertThat(binary).isCloseTo(ratio.binaryJoules(), within(1e-9 * ratio.binaryJoules()));
    assertThat(ratio.times()).isBetween(8.0, 60.0);
  }

  private static double joules(PublishedEnergy.Ratio ratio, String weights, String activations) {
    CapturedConsole run =
        CapturedConsole.run(
            "estimate",
            "--json",
            "--model",
            "bitnet-" + ratio.model().toLowerCase(Locale.ROOT),
            "--accelerator",
            "tpu-v4",
            "--energy",
            "arithmetic",
            "--node",
            ratio.nodeNm() + "nm",
            "--weights",
            weights,
            "--activations",
            activations,
            "--sequence",
            "512");
    assertThat(run.err()).isEmpty();
    return JsonMapper.shared().readTree(run.out()).at("/energyJoules/total").asDouble();
  }
}
