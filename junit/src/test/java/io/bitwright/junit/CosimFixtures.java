package io.bitwright.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.unit.Unit;
import io.bitwright.testbench.cosim.CosimReport;
import io.bitwright.testbench.cosim.CosimResult;
import io.bitwright.testbench.cosim.CosimResult.ValueMismatch;
import io.bitwright.testbench.cosim.StreamStalls;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Classes as users write them, for {@link FixtureRun}; those that fail are meant to. */
final class CosimFixtures {
  static final String CHIP = "src/it/consumer/src/main/hardware/my-chip.yaml";

  private CosimFixtures() {}

  /** A unit and two descriptions of chips. */
  static final class Agreeing {
    @Cosim(
        unit = "weight_stationary_array",
        settings = {"rows=3", "columns=5", "longest-sum=64"},
        cases = 4,
        seed = 7)
    void unit(CosimReport runs) {
      assertThat(runs.cases()).isEqualTo(4);
      assertThat(runs.results()).allMatch(run -> run.rtlCycles() > 0);
    }

    @Cosim(
        value = {CHIP, CHIP},
        cases = 3)
    void chips() {}
  }

  /** Names that are not known, and choices that exclude each other. */
  static final class Wrong {
    @Cosim("edge-ternary-16x61")
    void name() {}

    @Cosim("tpu-v4")
    void notGenerable() {}

    @Cosim
    void nothing() {}

    @Cosim(value = "edge-int8-8x8", unit = "requantizer")
    void both() {}

    @Cosim(value = "edge-int8-8x8", settings = "rows=3")
    void settingsOfAnAccelerator() {}

    @Cosim(unit = "requantizer", settings = "rows")
    void setting() {}

    @Cosim(value = "edge-int8-8x8", cases = 0)
    void cases() {}
  }

  /** RTL that disagrees: the extension's own invocation, given a wrong run. */
  static final class Disagreeing {
    @TestTemplate
    @ExtendWith(WrongRuns.class)
    void empty() {}

    @TestTemplate
    @ExtendWith(WrongRuns.class)
    void failsItself(CosimReport runs) {
      assertThat(runs.cases()).as("cases").isEqualTo(99);
    }
  }

  static CosimSubject subject() {
    return new CosimSubject(
        "my-chip",
        Unit.WEIGHT_STATIONARY_ARRAY.configure("settings", List.of("rows=3", "columns=5")),
        2,
        7);
  }

  /** A run that agrees, and one with wrong values and one cycle too many. */
  static CosimReport oneWrongRun() {
    return new CosimReport(
        List.of(
            run(30, 0, Optional.empty()),
            run(31, 4, Optional.of(new ValueMismatch(17, "row 1, column 2", -5, 9)))));
  }

  private static CosimResult run(long rtlCycles, long mismatches, Optional<ValueMismatch> first) {
    return new CosimResult(
        subject().unit(),
        "6x5x3",
        "random",
        StreamStalls.Kind.NONE,
        rtlCycles,
        30,
        mismatches,
        first,
        Optional.empty());
  }

  /** Gives the wrong run in place of a co-simulation. */
  static final class WrongRuns implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
      return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
        ExtensionContext context) {
      return Stream.of(new CosimInvocation(subject(), _ -> oneWrongRun()));
    }
  }
}
