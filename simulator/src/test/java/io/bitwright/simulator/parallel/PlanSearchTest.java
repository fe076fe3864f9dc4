package io.bitwright.simulator.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.simulator.training.TrainingMemory;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.training.ParallelismRules;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.TrainingSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanSearchTest {
  private static final ModelConfig LLAMA = ModelLibrary.get("llama-2-7b");

  @ParameterizedTest
  @CsvSource({"llama-2-7b,64,256", "llama-2-70b,512,1024", "mixtral-8x7b,64,128", "gpt2,8,32"})
  void candidatesKeepTheRulesAndUseAllChips(String name, int chips, int batch) {
    ModelConfig model = ModelLibrary.get(name);
    TrainingSpec training = TrainingSpec.of(batch, 2048);
    List<ParallelismSpec> candidates = PlanCandidates.of(model, training, chips);
    assertThat(candidates).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    for (ParallelismSpec candidate : candidates) {
      assertThat(candidate.chips()).isEqualTo(chips);
      ParallelismRules.check(candidate, training, model);
    }
  }

  @Test
  void bestIsTheFastestThatFits() {
    TrainingSpec training = TrainingSpec.of(64, 2048);
    double capacity = 32e9;
    PlanSearch search =
        PlanSearch.of(LLAMA, training, 32, capacity, plan -> plan.tensor() + 100.0 * plan.data());

    double fastest = Double.POSITIVE_INFINITY;
    int tooLarge = 0;
    for (ParallelismSpec plan : PlanCandidates.of(LLAMA, training, 32)) {
      if (TrainingMemory.of(LLAMA, training, plan).total() > capacity) {
        tooLarge++;
      } else {
        fastest = Math.min(fastest, plan.tensor() + 100.0 * plan.data());
      }
    }
    assertThat(search.best().seconds()).isEqualTo(fastest);
    assertThat(search.best().memory().total()).isLessThanOrEqualTo(capacity);
    assertThat(search.tooLarge()).isEqualTo(tooLarge).isPositive();
    assertThat(search.runnersUp())
        .isNotEmpty()
        .allMatch(plan -> plan.seconds() >= search.best().seconds());
  }

  @Test
  void saysByHowMuchTheSmallestPlanDoesNotFit() {
    TrainingSpec training = TrainingSpec.of(1, 2048);
    double needed = TrainingMemory.of(LLAMA, training, ParallelismSpec.ONE_CHIP).total();
    String shortfall = Quantities.formatBytes(needed - 16e9);
    assertThatThrownBy(() -> PlanSearch.of(LLAMA, training, 1, 16e9, plan -> 1))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "none of the plans of llama-2-7b on 1 chip fits the memory: %s too much at least",
            shortfall);
  }

  @Test
  void refusesChipsThatNoDegreesMake() {
    assertThatThrownBy(() -> PlanSearch.of(LLAMA, TrainingSpec.of(1, 2048), 37, 1e12, plan -> 1))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("no plan spreads llama-2-7b over 37 chips with a batch of 1");
  }
}
