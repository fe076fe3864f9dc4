package io.bitwright.spec.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GenerationSpecTest {
  private static final ModelConfig DRAFT = ModelLibrary.get("gpt2");

  /** Powers of A, added up by hand. */
  @ParameterizedTest
  @CsvSource({"4, 0, 1", "4, 1, 5", "1, 0.5, 1.5", "3, 0.5, 1.875", "2, 0.8, 2.44"})
  void aStepYieldsTheTokensOfEquation1(int draftTokens, double acceptance, double tokens) {
    assertThat(new SpeculationSpec(DRAFT, draftTokens, acceptance).expectedTokensPerStep())
        .isCloseTo(tokens, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"7, 0.75", "5, 0.62", "64, 0.999999"})
  void theSumIsTheClosedFormOfEquation1(int draftTokens, double acceptance) {
    assertThat(new SpeculationSpec(DRAFT, draftTokens, acceptance).expectedTokensPerStep())
        .isCloseTo((1 - Math.pow(acceptance, draftTokens + 1.0)) / (1 - acceptance), within(1e-8));
  }

  static Stream<Arguments> wrong() {
    Optional<SpeculationSpec> draft = Optional.of(new SpeculationSpec(DRAFT, 4, 0.5));
    return Stream.of(
        refused(
            () -> new GenerationSpec(0, 1, Optional.empty()),
            "new tokens must be from 1 to 1048576, got 0"),
        refused(
            () -> new GenerationSpec(1 << 21, 1, Optional.empty()),
            "new tokens must be from 1 to 1048576, got 2097152"),
        refused(
            () -> new GenerationSpec(1, 0, Optional.empty()),
            "beams must be from 1 to 65536, got 0"),
        refused(
            () -> new GenerationSpec(1, 2, draft),
            "beams and a draft exclude each other: accepted tokens are those of one hypothesis"),
        refused(
            () -> new SpeculationSpec(DRAFT, 4, 1.01), "acceptance must be from 0 to 1, got 1.01"),
        refused(
            () -> new SpeculationSpec(DRAFT, 4, -0.5), "acceptance must be from 0 to 1, got -0.5"),
        refused(
            () -> new SpeculationSpec(DRAFT, 4, Double.NaN),
            "acceptance must be from 0 to 1, got NaN"),
        refused(
            () -> new SpeculationSpec(DRAFT, 0, 0.5), "draft tokens must be from 1 to 64, got 0"),
        refused(
            () -> new SpeculationSpec(DRAFT, 65, 0.5), "draft tokens must be from 1 to 64, got 65"),
        refused(
            () -> new SpeculationSpec(ModelLibrary.get("bert-base"), 4, 0.5),
            "bert-base has no decoder, so it cannot draft tokens"),
        refused(
            () -> workload(Phase.PREFILL, OptionalInt.of(0)), "chunk must be at least 1, got 0"),
        refused(
            () -> workload(Phase.DECODE, OptionalInt.of(8)),
            "a chunk goes with the phases prefill and generate, not decode"));
  }

  private static Arguments refused(ThrowingCallable call, String message) {
    return arguments(call, message);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrongNumbersAreRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(SpecException.class).hasMessage(message);
  }

  @Test
  void aGenerationAndThePhaseGoTogether() {
    assertThatThrownBy(() -> workload(Phase.GENERATE, OptionalInt.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    WorkloadSpec prefill = workload(Phase.PREFILL, OptionalInt.of(64));
    WorkloadSpec generate = prefill.with(GenerationSpec.DEFAULT);
    assertThat(generate.phase()).isEqualTo(Phase.GENERATE);
    assertThat(generate.chunk()).hasValue(64);
    assertThat(
            new WorkloadSpec(Phase.GENERATE, 1, 8, 0, NumberFormat.BF16, NumberFormat.BF16)
                .generation())
        .contains(GenerationSpec.DEFAULT);
  }

  private static WorkloadSpec workload(Phase phase, OptionalInt chunk) {
    return new WorkloadSpec(
        phase, 1, 8, 0, NumberFormat.BF16, NumberFormat.BF16, chunk, Optional.empty());
  }
}
