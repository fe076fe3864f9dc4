package io.bitwright.app.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.app.exploration.PointColumns.Column;
import io.bitwright.simulator.cost.CostEstimate;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointEvaluatorTest {
  private static PointBlock whole(Exploration exploration) {
    return new PointEvaluator(exploration)
        .evaluate(PointSequence.grid(exploration.gridSize()), 0, (int) exploration.gridSize());
  }

  private static double value(Exploration exploration, PointBlock block, int row, String name) {
    List<Column> columns = exploration.columns().all();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return block.values()[i][row];
      }
    }
    throw new AssertionError("no column " + name);
  }

  @Test
  void everyPointCostsWhatItsDescriptionIsEstimatedAt() {
    Exploration exploration = Spaces.of(Spaces.SMALL);
    PointBlock block = whole(exploration);
    PointEvaluator descriptions = new PointEvaluator(exploration);
    int counted = 0;
    for (int row = 0; row < block.size(); row++) {
      if (!block.counts(row)) {
        continue;
      }
      counted++;
      AcceleratorSpec accelerator = descriptions.accelerator(row);
      CostEstimate cost = estimate(exploration, block, row, accelerator);

      assertClose(exploration, block, row, "latency", cost.estimate().latencySeconds());
      assertClose(exploration, block, row, "tokens_per_second", cost.estimate().tokensPerSecond());
      assertClose(exploration, block, row, "mfu", cost.estimate().mfu());
      assertClose(exploration, block, row, "energy", cost.energy().total());
      assertClose(exploration, block, row, "energy_per_token", cost.joulesPerToken());
      assertClose(exploration, block, row, "memory", cost.estimate().memoryBytes().total());
      assertThat(value(exploration, block, row, "vector-unit.lanes"))
          .isEqualTo(accelerator.vectorUnit().lanes());
      assertThat(value(exploration, block, row, "array"))
          .isEqualTo(accelerator.matrixUnit().rows() * accelerator.matrixUnit().columns());
    }
    assertThat(counted).isBetween(50, 191);
  }

  private static CostEstimate estimate(
      Exploration exploration, PointBlock block, int row, AcceleratorSpec accelerator) {
    boolean ternary = value(exploration, block, row, "workload.weights") == 0;
    WorkloadSpec workload =
        new WorkloadSpec(
            Phase.DECODE,
            (int) value(exploration, block, row, "workload.batch"),
            1,
            64,
            ternary ? NumberFormat.TERNARY : NumberFormat.INT8,
            NumberFormat.INT8);
    return CostEstimate.ofModel(
        Machine.of(accelerator),
        exploration.model(),
        workload,
        EnergyView.SYSTEM,
        accelerator.energyNodeNm());
  }

  private static void assertClose(
      Exploration exploration, PointBlock block, int row, String name, double expected) {
    assertThat(value(exploration, block, row, name))
        .as(name + " of point " + row)
        .isCloseTo(expected, within(1e-12 * expected));
  }

  @Test
  void aPointDoesNotDependOnThoseBefore() {
    Exploration exploration = Spaces.of(Spaces.SMALL);
    PointBlock all = whole(exploration);
    PointEvaluator backwards = new PointEvaluator(exploration);

    for (int row = all.size() - 1; row >= 0; row--) {
      PointBlock alone = backwards.evaluate(PointSequence.grid(all.size()), row, 1);
      assertThat(alone.reasons()[0]).isEqualTo(all.reasons()[row]);
      for (int column = 0; column < all.values().length; column++) {
        assertThat((Double) alone.values()[column][0])
            .isEqualTo((Double) all.values()[column][row]);
      }
    }
  }

  @Test
  void whatCannotBeBuiltOrBreaksAConstraintSaysWhy() {
    Exploration exploration = Spaces.of(Spaces.SMALL);
    PointBlock block = whole(exploration);

    assertThat(block.reasons()).anyMatch(reason -> reason.equals("latency <= 2 ms"));
    assertThat(block.reasons())
        .anyMatch(reason -> reason.contains("half the buffer is 1024 bytes"));
    for (int row = 0; row < block.size(); row++) {
      assertThat(Double.isFinite(block.costsOf(row)[0])).isEqualTo(block.counts(row));
    }
  }

  @ParameterizedTest
  @CsvSource({"generate, new-tokens", "prefill, chunk"})
  void manyPassesAreEstimatedToo(String phase, String key) {
    String yaml =
        Spaces.SMALL
            .replace("phase: decode, context: 64", "phase: " + phase + ", sequence: 32")
            .replace("workload.batch: [1, 4]", "workload." + key + ": [8, 16]")
            .replace("latency <= 2 ms", "latency <= 10 s");
    Exploration exploration = Spaces.of(yaml);
    PointBlock block = whole(exploration);

    long counted = 0;
    for (int row = 0; row < block.size(); row++) {
      counted += block.counts(row) ? 1 : 0;
    }
    assertThat(counted).isPositive();
    assertThat(value(exploration, block, 190, "latency")).isPositive();
  }

  @Test
  void plansOfAPodArePoints() {
    Exploration exploration =
        Spaces.of(
            """
            name: plans
            description: plans of a pod
            model: llama-2-7b
            pod: dgx-h100
            workload: {phase: decode, context: 1024}
            variables:
              plan.tensor: [1, 2, 4, 8]
              plan.pipeline: [1, 2]
              workload.batch: [8, 16]
            constraints: [memory_fits]
            objectives: [maximise tokens_per_second, minimise latency]
            """);
    PointBlock block = whole(exploration);

    assertThat(block.reasons()[0]).isEmpty();
    assertThat(value(exploration, block, 0, "chips")).isEqualTo(8);
    assertThat(block.reasons())
        .anyMatch(reason -> reason.contains("the degrees make") || reason.contains("degrees"));
  }

  @Test
  void fidelityComesFromTheTableOfTheSpace() {
    String table = Spaces.SMALL + "fidelity: {ternary: 0.25}\n";
    Exploration exploration = Spaces.of(table);
    PointBlock block = whole(exploration);

    assertThat(value(exploration, block, 0, "fidelity_loss")).isEqualTo(0.25);
    assertThat(block.reasons()[1]).contains("fidelity has no loss of the weights int8");
  }
}
