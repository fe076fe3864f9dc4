package io.bitwright.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.estimate.Models;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassScheduleTest {
  private static final ModelConfig LLAMA = Models.llama2With7BillionParameters();

  @Test
  void contextGrowsByATokenAStepFromThePromptsEnd() {
    PassSchedule schedule = PassSchedule.of(LLAMA, generate(100, 7, OptionalInt.empty(), 3));

    assertThat(schedule.prompt())
        .singleElement()
        .satisfies(prompt -> {
          assertThat(prompt.passes()).isEqualTo(1);
          assertThat(prompt.first().getLast().context()).isEqualTo(7);
          assertThat(prompt.first().getLast().newTokens()).isEqualTo(100);
        });
    assertThat(schedule.steps())
        .singleElement()
        .satisfies(steps -> assertThat(contexts(steps)).containsExactly(107L, 108L, 109L));
    assertThat(schedule.all()).hasSize(2);
  }

  @Test
  void theLastChunkHasWhatIsLeft() {
    PassSchedule schedule = PassSchedule.of(LLAMA, generate(100, 7, OptionalInt.of(30), 3));

    assertThat(schedule.prompt()).hasSize(2);
    assertThat(contexts(schedule.prompt().getFirst())).containsExactly(7L, 37L, 67L);
    assertThat(contexts(schedule.prompt().getLast())).containsExactly(97L);
    assertThat(schedule.prompt().getLast().first().getLast().newTokens()).isEqualTo(10);
    assertThat(contexts(schedule.steps().getFirst())).startsWith(107L);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 1000000})
  void aChunkAsLongAsThePromptIsThePrompt(int chunk) {
    assertThat(PassSchedule.of(LLAMA, generate(100, 7, OptionalInt.of(chunk), 3)))
        .isEqualTo(PassSchedule.of(LLAMA, generate(100, 7, OptionalInt.empty(), 3)));
  }

  @Property(tries = 300, seed = "1")
  void lengthsAreThoseOfThePassesOneByOne(
      @ForAll @IntRange(min = 1, max = 50) int window,
      @ForAll @IntRange(min = 1, max = 100) int sequence,
      @ForAll @IntRange(max = 20) int context,
      @ForAll @IntRange(min = 1, max = 30) int chunk) {
    ModelConfig model = Models.withWindow(LLAMA, window, false);
    for (PassSeries series :
        PassSchedule.of(model, generate(sequence, context, OptionalInt.of(chunk), 20)).all()) {
      StackPass first = series.first().getLast();
      double lengths = 0;
      double reached = 0;
      for (long i = 0; i < series.passes(); i++) {
        lengths += series.pass(i).getLast().length();
        reached += series.pass(i).getLast().reachedLength();
      }
      assertThat(series.lengths(first)).isEqualTo(lengths);
      assertThat(series.reachedLengths(first)).isEqualTo(reached);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"t5-base", "bert-base", "llava-1.5-7b"})
  void chunksAreForDecodersAlone(String name) {
    ModelConfig model = ModelLibrary.get(name);
    WorkloadSpec workload =
        new WorkloadSpec(
            Phase.PREFILL,
            1,
            100,
            0,
            NumberFormat.BF16,
            NumberFormat.BF16,
            OptionalInt.of(10),
            Optional.empty());

    assertThatThrownBy(() -> PassSchedule.of(model, workload))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            model.name()
                + " cannot take its prompt in chunks: it is no decoder alone; leave chunk out");
  }

  @Test
  void modelsWithoutADecoderGenerateNothing() {
    ModelConfig bert = ModelLibrary.get("bert-base");

    assertThatThrownBy(() -> PassSchedule.of(bert, generate(100, 0, OptionalInt.empty(), 3)))
        .isInstanceOf(SpecException.class)
        .hasMessage("bert-base has no decoder, so it generates nothing; allowed phase: prefill");
  }

  @Test
  void aPromptOfTooManyPassesIsRefused() {
    assertThatThrownBy(() -> PassSchedule.of(LLAMA, generate(1 << 21, 0, OptionalInt.of(1), 3)))
        .isInstanceOf(SpecException.class)
        .hasMessage("the prompt would take 2097152 passes; allowed: at most 1048576");
  }

  private static List<Long> contexts(PassSeries series) {
    return LongStream.range(0, series.passes())
        .mapToObj(i -> series.pass(i).getLast().context())
        .toList();
  }

  private static WorkloadSpec generate(
      int sequence, int context, OptionalInt chunk, int newTokens) {
    return new WorkloadSpec(
        Phase.GENERATE,
        2,
        sequence,
        context,
        NumberFormat.BF16,
        NumberFormat.BF16,
        chunk,
        Optional.of(new GenerationSpec(newTokens, 1, Optional.empty())));
  }
}
