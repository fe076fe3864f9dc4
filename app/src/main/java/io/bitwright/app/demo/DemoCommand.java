package io.bitwright.app.demo;

import io.bitwright.app.command.ReportCommand;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.ProgressBar;
import io.bitwright.app.report.Report;
import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.golden.checkpoint.model.TransformerWeights;
import io.bitwright.golden.decoding.TextGenerator;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.transformer.ByteTokens;
import io.bitwright.golden.transformer.LinearObserver;
import io.bitwright.golden.transformer.ReferenceTransformer;
import io.bitwright.simulator.cost.CostEstimate;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import io.bitwright.testbench.cosim.VerilatedMatmul;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code bitwright demo}: the whole loop on the trained decoder that ships. */
@Command(
    name = "demo",
    description = {
      "The whole loop on a real trained BitNet b1.58 decoder: generate text, run every linear layer",
      "of a forward pass through the generated RTL with the real weights and activations, compare",
      "values and cycles, and estimate a 7B model on a TPU and on an edge array.",
      "Exit status 1 if RTL, golden kernel and simulator do not agree."
    },
    footer = "  ./bitwright demo")
public final class DemoCommand extends ReportCommand {
  private static final String EDGE = "edge-ternary-16x16";
  private static final String PROMPT = "ROMEO:\nWhat light is this that breaks upon the s";
  private static final int NEW_TOKENS = 96;
  private static final int LINEAR_LAYERS_OF_A_LAYER = 7;

  public DemoCommand(Console console) {
    super(console);
  }

  @Override
  protected Report report() {
    Checkpoint checkpoint = EmbeddedCheckpoint.open();
    TransformerWeights weights = checkpoint.weights();
    AcceleratorSpec edge = AcceleratorLibrary.get(EDGE);
    int[] prompt = ByteTokens.encode(PROMPT);
    int[] generated =
        TextGenerator.greedy(
            new ReferenceTransformer(checkpoint.config(), weights, new GoldenIntegerMatmul()),
            prompt,
            NEW_TOKENS);
    return new DemoReport(
        checkpoint.config(),
        PROMPT,
        ByteTokens.decode(generated),
        edge,
        checkLayers(checkpoint.config(), weights, edge, prompt),
        estimates(edge));
  }

  /** All linear layers of one forward pass of the prompt, each on the RTL with its own data. */
  private List<LayerCheck> checkLayers(
      ModelConfig model, TransformerWeights weights, AcceleratorSpec edge, int[] prompt) {
    List<LayerCheck> checks = new ArrayList<>();
    WeightStationaryArrayModel unit =
        WeightStationaryArrayModel.of(edge.matrixUnit(), edge.clock());
    int layers = model.layers() * LINEAR_LAYERS_OF_A_LAYER;
    try (VerilatedMatmul rtl = VerilatedMatmul.open(unit, new VerilatorBuild(BuildCache.ofUser()));
        ProgressBar bar = new ProgressBar(console(), "linear layers on the RTL", layers)) {
      LayerOnRtl onRtl = new LayerOnRtl(rtl, edge);
      LinearObserver observer =
          (layer, activations, integers, sums) -> {
            checks.add(onRtl.check(layer, activations, integers, sums));
            bar.step();
          };
      new ReferenceTransformer(model, weights, new GoldenIntegerMatmul(), observer).logits(prompt);
    }
    return checks;
  }

  private static List<DemoEstimate> estimates(AcceleratorSpec edge) {
    ModelConfig model = ModelLibrary.get("llama-2-7b");
    AcceleratorSpec tpu = AcceleratorLibrary.get("tpu-v4");
    return List.of(
        estimate(model, tpu, Phase.PREFILL, NumberFormat.BF16, NumberFormat.BF16),
        estimate(model, tpu, Phase.DECODE, NumberFormat.BF16, NumberFormat.BF16),
        estimate(model, edge, Phase.PREFILL, NumberFormat.TERNARY, NumberFormat.INT8),
        estimate(model, edge, Phase.DECODE, NumberFormat.TERNARY, NumberFormat.INT8));
  }

  private static DemoEstimate estimate(
      ModelConfig model,
      AcceleratorSpec accelerator,
      Phase phase,
      NumberFormat weights,
      NumberFormat activations) {
    final int tokens = 512;
    WorkloadSpec workload =
        phase == Phase.PREFILL
            ? new WorkloadSpec(phase, 1, tokens, 0, weights, activations)
            : new WorkloadSpec(phase, 1, 1, tokens, weights, activations);
    CostEstimate cost =
        CostEstimate.ofModel(
            Machine.of(accelerator),
            model,
            workload,
            EnergyView.SYSTEM,
            accelerator.energyNodeNm());
    return new DemoEstimate(model.name(), accelerator.name(), workload, cost);
  }
}
