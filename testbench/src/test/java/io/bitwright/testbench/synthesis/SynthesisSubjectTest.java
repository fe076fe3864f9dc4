package io.bitwright.testbench.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.simulator.area.record.Configuration;
import io.bitwright.simulator.area.record.SynthesisTarget;
import org.junit.jupiter.api.Test;

/** Is the module that a line of the record names found? */
class SynthesisSubjectTest {
  @Test
  void configurationFindsItsModule() {
    Configuration one =
        new Configuration(
            "weight_stationary_array", "rows=4 columns=2", "", SynthesisTarget.ICE40, 0, true);

    SynthesisSubject subject = SynthesisSubject.of(one);

    assertThat(subject.multiplyAccumulatesPerCycle()).isEqualTo(8);
    assertThat(subject.isWholeUnit()).isTrue();
  }
}
