package io.bitwright.simulator.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationRowTest {
  @ParameterizedTest
  @CsvSource({
    "1.14,  1.1449,   true,  0.005",
    "1.14,  1.145,    false, 0.005",
    "1.15,  1.145,    true,  0.005",
    "1.14,  1.135,    true,  0.005",
    "1.14,  1.13499,  false, 0.005",
    "3.70,  3.7040,   true,  0.005",
    "3.7,   3.7040,   true,  0.05",
    "3.70,  3.7060,   false, 0.005",
    "2,     1.95,     true,  0.5",
    "2,     2.5,      false, 0.5",
    "0.028, 0.0278,   true,  0.0005",
    "0.04,  0.0341,   false, 0.005",
  })
  void oursHoldsIfItRoundsHalfUpToThePrintedDigits(
      String printed, double ours, boolean holds, double tolerance) {
    ValidationRow row = ValidationRow.printed("source", "item", printed, ours, "J", "");
    assertThat(row.holds()).isEqualTo(holds);
    assertThat(row.tolerance()).isEqualTo(tolerance);
    assertThat(row.error()).isCloseTo(ours - Double.parseDouble(printed), within(1e-15));
    assertThat(row.ours()).isEqualTo(ours);
    assertThat(row.knownDeviation()).isFalse();
  }

  @Test
  void aDeviationIsKnownOnlyIfItDeviates() {
    ValidationRow off = ValidationRow.printed("source", "item", "0.04", 0.0341, "J", "reason");
    assertThat(off.holds()).isFalse();
    assertThat(off.knownDeviation()).isTrue();
    assertThat(off.note()).isEqualTo("reason");
    ValidationRow right = ValidationRow.printed("source", "item", "0.04", 0.0421, "J", "reason");
    assertThat(right.holds()).isTrue();
    assertThat(right.knownDeviation()).isFalse();
    assertThat(right.note()).isEmpty();
  }

  @Test
  void aStatedShareOfThePublishedNumberMayBeMissed() {
    ValidationRow inside = ValidationRow.near("source", "item", 50, 41, "ms", 0.2, "reason");
    assertThat(inside.holds()).isTrue();
    assertThat(inside.tolerance()).isEqualTo(10);
    assertThat(inside.note()).isEmpty();
    ValidationRow outside = ValidationRow.near("source", "item", 50, 39, "ms", 0.2, "reason");
    assertThat(outside.holds()).isFalse();
    assertThat(outside.knownDeviation()).isTrue();
    assertThat(outside.note()).isEqualTo("reason");
    assertThat(ValidationRow.near("source", "item", 50, 39, "ms", 0.2, "").knownDeviation())
        .isFalse();
  }

  @Test
  void aBoundHoldsHoweverFarBelow() {
    assertThat(ValidationRow.bound("source", "item", 50, 1, "ms").holds()).isTrue();
    assertThat(ValidationRow.bound("source", "item", 50, 50, "ms").holds()).isTrue();
    assertThat(ValidationRow.bound("source", "item", 50, 50.1, "ms").holds()).isFalse();
  }
}
