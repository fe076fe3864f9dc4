package io.bitwright.app.generation;

import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.kernel.IntegerMatmul;
import io.bitwright.golden.transformer.ByteTokens;
import io.bitwright.golden.transformer.LinearArithmetic;
import io.bitwright.golden.transformer.LinearObserver;
import io.bitwright.golden.transformer.ReferenceTransformer;
import io.bitwright.golden.transformer.TextGenerator;
import io.bitwright.simulator.cost.CostEstimate;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.estimate.OperatorEstimate;
import io.bitwright.simulator.timing.matrix.MatrixUnits;
import io.bitwright.simulator.workload.OperatorKind;
import io.bitwright.simulator.workload.TransformerGraph;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import io.bitwright.testbench.cosim.VerilatedMatmul;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A checkpoint on an engine, ready to continue prompts. */
final class TextRun implements AutoCloseable {
  private final ModelConfig model;
  private final NumberFormat weights;
  private final Machine machine;
  private final Engine engine;
  private final @Nullable VerilatedMatmul rtl;
  private final CycleCountingMatmul matmul;
  private final ReferenceTransformer transformer;

  private TextRun(
      Checkpoint checkpoint,
      NumberFormat weights,
      AcceleratorSpec accelerator,
      Engine engine,
      @Nullable VerilatedMatmul rtl) {
    this.model = checkpoint.config();
    this.weights = weights;
    this.machine = Machine.of(accelerator);
    this.engine = engine;
    this.rtl = rtl;
    IntegerMatmul products = rtl == null ? new GoldenIntegerMatmul() : rtl;
    matmul = new CycleCountingMatmul(products, MatrixUnits.of(accelerator.matrixUnit()).unit());
    transformer =
        ReferenceTransformer.with(
            model, checkpoint.weights(), LinearArithmetic.of(weights, matmul, LinearObserver.NONE));
  }

  /**
   * Builds the RTL if the engine asks for it.
   *
   * @throws SpecException if the accelerator cannot compute the format on that engine
   */
  static TextRun open(
      Checkpoint checkpoint, NumberFormat weights, AcceleratorSpec accelerator, Engine engine) {
    if (accelerator.gpu().isPresent()) {
      throw new SpecException(
          accelerator.name() + ": a run counts cycles of an array, and tensor cores are none");
    }
    @Nullable VerilatedMatmul rtl =
        engine == Engine.RTL ? openRtl(checkpoint.config(), weights, accelerator) : null;
    return new TextRun(checkpoint, weights, accelerator, engine, rtl);
  }

  private static VerilatedMatmul openRtl(
      ModelConfig model, NumberFormat weights, AcceleratorSpec accelerator) {
    if (weights.kind() == NumberFormat.Kind.FLOATING_POINT) {
      throw new SpecException(
          "--engine rtl: %s has %s weights and the RTL multiplies integers; --weights int8 quantises"
              .formatted(model.name(), weights));
    }
    if (!accelerator.generable()) {
      throw new SpecException(
          "--engine rtl: " + accelerator.name() + " is only estimated, not generated");
    }
    MatrixUnitKind kind = accelerator.matrixUnit().kind();
    if (kind != MatrixUnitKind.WEIGHT_STATIONARY_ARRAY) {
      throw new SpecException(
          "--engine rtl: %s has an %s; text is generated on a %s"
              .formatted(
                  accelerator.name(),
                  kind.label(),
                  MatrixUnitKind.WEIGHT_STATIONARY_ARRAY.label()));
    }
    WeightStationaryArrayModel unit =
        WeightStationaryArrayModel.of(accelerator.matrixUnit(), accelerator.clock());
    if (unit.weights() != weights) {
      throw new SpecException(
          "--engine rtl: %s multiplies %s weights, not %s"
              .formatted(accelerator.name(), unit.weights(), weights));
    }
    return VerilatedMatmul.open(unit, new VerilatorBuild(BuildCache.ofUser()));
  }

  /** Continues a prompt greedily. */
  RunReport generate(int[] prompt, int newTokens, IntConsumer listener) {
    int[] generated = TextGenerator.greedy(transformer, prompt, newTokens, listener);
    List<CostEstimate> passes = passes(prompt.length, newTokens);
    boolean integers = weights.kind() == NumberFormat.Kind.INTEGER;
    long simulated =
        integers ? matmul.cycles() : passes.stream().mapToLong(TextRun::linearCycles).sum();
    double joules = passes.stream().mapToDouble(pass -> pass.energy().total()).sum();
    List<Integer> tokens = new ArrayList<>();
    for (int token : generated) {
      tokens.add(token);
    }
    return new RunReport(
        model.name(),
        engine.label(),
        machine.accelerator().name(),
        weights.label(),
        prompt.length,
        ByteTokens.decode(prompt),
        ByteTokens.decode(generated),
        tokens,
        rtl == null ? simulated : rtl.cycles(),
        simulated,
        passes.stream().mapToDouble(pass -> pass.estimate().latencySeconds()).sum(),
        joules,
        joules / newTokens,
        rtl != null);
  }

  /** The forward passes: the prompt, which gives the first token, then one for each further one. */
  private List<CostEstimate> passes(int promptTokens, int newTokens) {
    List<CostEstimate> passes = new ArrayList<>();
    passes.add(cost(Phase.PREFILL, promptTokens, 0));
    for (int done = 1; done < newTokens; done++) {
      passes.add(cost(Phase.DECODE, 1, promptTokens + done - 1));
    }
    return passes;
  }

  private CostEstimate cost(Phase phase, int sequence, int context) {
    boolean integers = weights.kind() == NumberFormat.Kind.INTEGER;
    NumberFormat activations = integers ? NumberFormat.INT8 : weights;
    return CostEstimate.ofModel(
        machine,
        model,
        new WorkloadSpec(phase, 1, sequence, context, weights, activations),
        EnergyView.SYSTEM,
        machine.accelerator().energyNodeNm());
  }

  private static long linearCycles(CostEstimate pass) {
    return pass.estimate().operators().stream()
        .filter(line -> line.kind() == OperatorKind.MATMUL)
        .filter(line -> TransformerGraph.isLinearLayer(line.name()))
        .mapToLong(OperatorEstimate::cycles)
        .sum();
  }

  @Override
  public void close() {
    if (rtl != null) {
      rtl.close();
    }
  }
}
