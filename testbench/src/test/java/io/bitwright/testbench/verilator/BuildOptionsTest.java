package io.bitwright.testbench.verilator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.testbench.verilator.BuildOptions.Optimisation;
import org.junit.jupiter.api.Test;

class BuildOptionsTest {
  @Test
  void littleWorkIsBuiltQuicklyAndMuchWorkRunsFast() {
    assertThat(BuildOptions.forWork(0)).isEqualTo(BuildOptions.forTests());
    assertThat(BuildOptions.forWork(1e8)).isEqualTo(BuildOptions.forTests());
    assertThat(BuildOptions.forWork(1e9))
        .isEqualTo(new BuildOptions(false, true, Optimisation.LONG_RUNS));
  }
}
