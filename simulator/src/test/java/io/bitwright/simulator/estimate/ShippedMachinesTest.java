package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.simulator.cost.CostEstimate;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.mapping.OperandPairChoice;
import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.ConvolutionOperator;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.ModelGraph;
import io.bitwright.simulator.workload.OperatorNode;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every machine that ships runs every model that ships in the formats the model was trained for, a
 * prompt of 128 tokens and one token behind 128, within the roofline.
 */
class ShippedMachinesTest {
  private static final int TOKENS = 128;
  private static final double ROUNDING = 1e-9;

  @ParameterizedTest
  @MethodSource("io.bitwright.spec.accelerator.AcceleratorLibrary#names")
  void everyModelTakesAtLeastItsOperationsAndItsWeights(String machine) {
    AcceleratorSpec accelerator = AcceleratorLibrary.get(machine);
    for (String name : ModelLibrary.names()) {
      ModelConfig model = ModelLibrary.get(name);
      holdsTheRoofline(accelerator, model, workload(model, Phase.PREFILL));
      if (model.decodes()) {
        holdsTheRoofline(accelerator, model, workload(model, Phase.DECODE));
      }
    }
  }

  /** Every memory and format of a machine has a price. */
  @ParameterizedTest
  @MethodSource("io.bitwright.spec.accelerator.AcceleratorLibrary#names")
  void everyMachineHasItsEnergies(String machine) {
    AcceleratorSpec accelerator = AcceleratorLibrary.get(machine);
    for (String name : List.of("bitnet-b1.58-2b-4t", "llama-2-7b", "bert-base", "nfnet-f0")) {
      ModelConfig model = ModelLibrary.get(name);
      WorkloadSpec workload = workload(model, Phase.PREFILL);
      CostEstimate cost =
          CostEstimate.ofModel(
              Machine.of(accelerator),
              model,
              workload,
              EnergyView.SYSTEM,
              accelerator.technologyNm());

      assertThat(cost.energy().total()).as(name).isFinite().isPositive();
    }
  }

  private static WorkloadSpec workload(ModelConfig model, Phase phase) {
    boolean prefill = phase == Phase.PREFILL;
    return new WorkloadSpec(
        phase,
        1,
        prefill ? TOKENS : 1,
        prefill ? 0 : TOKENS,
        model.nativeWeights(),
        model.nativeActivations());
  }

  private static void holdsTheRoofline(
      AcceleratorSpec accelerator, ModelConfig model, WorkloadSpec workload) {
    String what = model.name() + " on " + accelerator.name() + ", " + workload.phase();
    Estimate estimate = Estimator.estimate(accelerator, model, workload);
    Roofline roofline = new Roofline(accelerator);
    ModelGraph.of(model, workload, Estimator.formats(accelerator, workload)).forEach(roofline::add);

    assertThat(estimate.latencySeconds()).as(what).isFinite().isPositive();
    assertThat(estimate.tokensPerSecond()).as(what).isFinite().isPositive();
    assertThat(estimate.latencySeconds() * (1 + ROUNDING))
        .as(what)
        .isGreaterThanOrEqualTo(roofline.computeSeconds)
        .isGreaterThanOrEqualTo(
            roofline.weightBytes / accelerator.memory().bandwidth().bytesPerSecond());
    // PaLM's convention counts what the causal mask discards, so a little more than 1 is possible.
    assertThat(estimate.mfu()).as(what).isPositive().isLessThan(1.1);
    assertThat(estimate.operators()).as(what).isNotEmpty();
    boolean fits = estimate.memoryBytes().total() <= accelerator.memory().capacity().bytes();
    assertThat(estimate.fitsInMemory()).as(what).isEqualTo(fits);
    saysWhereFormatsDoNotFit(accelerator, workload, estimate, what);
  }

  /** What the operators cannot do without, one after the other. */
  private static final class Roofline {
    private final AcceleratorSpec accelerator;

    /** Products, and the scores that no mask discards, at the peak of the formats they run in. */
    private double computeSeconds;

    /** Each weight of a product once: no machine keeps them from one operator to the next. */
    private double weightBytes;

    Roofline(AcceleratorSpec accelerator) {
      this.accelerator = accelerator;
    }

    void add(OperatorNode node) {
      switch (node.operator()) {
        case MatmulOperator product -> {
          double weights = (double) product.shape().k() * product.shape().n() * node.count();
          weightBytes += weights * product.weights().storageBits() / Byte.SIZE;
          addProducts(weights * product.shape().m(), product.weights(), product.activations());
        }
        case ConvolutionOperator convolution -> {
          weightBytes += convolution.weightBytes() * node.count();
          addProducts(
              convolution.shape().multiplyAccumulates() * node.count(),
              convolution.weights(),
              convolution.activations());
        }
        case AttentionOperator attention -> {
          double queries = (double) attention.groups() * attention.queriesPerKeyValueHead();
          double products = queries * scores(attention) * 2 * attention.headDimension();
          addProducts(products * node.count(), attention.format(), attention.format());
        }
        case VectorOperator vector -> {}
      }
    }

    private void addProducts(double count, NumberFormat weights, NumberFormat activations) {
      computeSeconds += 2 * count / Estimator.peakFlopsPerSecond(accelerator, weights, activations);
    }

    /** Pairs of a token of the pass and a key it attends to. */
    private static double scores(AttentionOperator attention) {
      double scores = 0;
      for (long token = 1; token <= attention.newTokens(); token++) {
        scores +=
            attention.causal()
                ? Math.min(attention.context() + token, attention.window())
                : attention.keys();
      }
      return scores;
    }
  }

  /** No pair of formats that holds the operands is not an error: the vector unit does the work. */
  private static void saysWhereFormatsDoNotFit(
      AcceleratorSpec accelerator, WorkloadSpec workload, Estimate estimate, String what) {
    OperandPairChoice choice =
        OperandPairChoice.of(accelerator.matrixUnit(), workload.weights(), workload.activations());
    if (!choice.note().isEmpty()) {
      assertThat(estimate.notes()).as(what).anyMatch(note -> note.contains(choice.note()));
    }
    if (choice.pair().isEmpty()) {
      assertThat(estimate.notes())
          .as(what)
          .anyMatch(note -> note.matches("(?s).* runs on the vector unit: no native pair .*"));
      assertThat(estimate.peakFlopsPerSecond())
          .as(what)
          .isEqualTo(2.0 * accelerator.vectorUnit().lanes() * accelerator.clock().hertz());
    }
  }
}
