package io.bitwright.app.generation;

import io.bitwright.app.checkpoint.TokenText;
import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.decoding.DecodedText;
import io.bitwright.golden.decoding.ForwardPass;
import io.bitwright.golden.decoding.StoppingRule;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.kernel.IntegerMatmul;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.testbench.cosim.VerilatedMatmul;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A checkpoint on an engine, perhaps with a draft beside it, ready to continue prompts. */
final class TextRun implements AutoCloseable {
  private final Machine machine;
  private final Engine engine;
  private final @Nullable VerilatedMatmul rtl;
  private final RunningModel target;
  private final Optional<RunningModel> draft;

  private TextRun(
      Checkpoint checkpoint,
      NumberFormat weights,
      Optional<Checkpoint> draft,
      AcceleratorSpec accelerator,
      Engine engine,
      @Nullable VerilatedMatmul rtl) {
    this.machine = Machine.of(accelerator);
    this.engine = engine;
    this.rtl = rtl;
    IntegerMatmul products = rtl == null ? new GoldenIntegerMatmul() : rtl;
    target = new RunningModel(checkpoint, weights, machine, products);
    this.draft =
        draft.map(drafting ->
            new RunningModel(drafting, drafting.config().nativeWeights(), machine, products));
  }

  /**
   * Builds the RTL if the engine asks for it.
   *
   * @param weights format of the checkpoint's linear layers; a draft's are of its own
   * @throws SpecException if the accelerator cannot compute the formats on that engine
   */
  static TextRun open(
      Checkpoint checkpoint,
      NumberFormat weights,
      Optional<Checkpoint> draft,
      AcceleratorSpec accelerator,
      Engine engine) {
    if (accelerator.gpu().isPresent()) {
      throw new SpecException(
          accelerator.name() + ": a run counts cycles of an array, and tensor cores are none");
    }
    @Nullable VerilatedMatmul rtl = null;
    if (engine == Engine.RTL) {
      refuseFloatingPoint(checkpoint, weights);
      WeightStationaryArrayModel unit = unit(accelerator);
      refuseOtherThan(unit, accelerator, "", weights);
      draft.ifPresent(drafting ->
          refuseOtherThan(unit, accelerator, "draft's ", drafting.config().nativeWeights()));
      rtl = VerilatedMatmul.open(unit, new VerilatorBuild(BuildCache.ofUser()));
    }
    return new TextRun(checkpoint, weights, draft, accelerator, engine, rtl);
  }

  private static void refuseFloatingPoint(Checkpoint checkpoint, NumberFormat weights) {
    if (weights.kind() == NumberFormat.Kind.FLOATING_POINT) {
      throw new SpecException(
          "--engine rtl: %s has %s weights and the RTL multiplies integers; --weights int8 quantises"
              .formatted(checkpoint.config().name(), weights));
    }
  }

  private static WeightStationaryArrayModel unit(AcceleratorSpec accelerator) {
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
    return WeightStationaryArrayModel.of(accelerator.matrixUnit(), accelerator.clock());
  }

  private static void refuseOtherThan(
      WeightStationaryArrayModel unit,
      AcceleratorSpec accelerator,
      String whose,
      NumberFormat weights) {
    if (unit.weights() != weights) {
      throw new SpecException(
          "--engine rtl: %s multiplies %s weights, not %s%s"
              .formatted(accelerator.name(), unit.weights(), whose, weights));
    }
  }

  /**
   * Continues a prompt.
   *
   * @param text how tokens are text
   * @throws SpecException as {@link DecodingChoice#decode}
   */
  RunReport generate(
      int[] prompt,
      TokenText text,
      DecodingChoice decoding,
      StoppingRule rule,
      IntConsumer listener) {
    DecodedText decoded = decoding.decode(target, draft, prompt, rule, listener);
    List<RunningModel.Cost> costs =
        decoded.passes().stream().map(pass -> model(pass.model()).estimatedCost(pass)).toList();
    RunningModel.Cost cost =
        target
            .total(costsOf(ForwardPass.Model.TARGET, decoded, costs))
            .plus(
                draft
                    .map(model -> model.total(costsOf(ForwardPass.Model.DRAFT, decoded, costs)))
                    .orElse(RunningModel.Cost.NONE));
    int tokens = decoded.tokens().size();
    boolean ended = rule.endTokens().contains(decoded.tokens().getLast());
    int[] shown =
        decoded.tokens().stream().limit(ended ? tokens - 1 : tokens).mapToInt(t -> t).toArray();
    return new RunReport(
        new RunFigures(
            target.tokens().name(),
            engine.label(),
            machine.accelerator().name(),
            target.weights().label(),
            prompt.length,
            text.decode(prompt),
            text.decode(shown),
            decoded.tokens(),
            rtl == null ? cost.linearCycles() : rtl.cycles(),
            cost.linearCycles(),
            cost.seconds(),
            cost.joules(),
            cost.joules() / tokens,
            rtl != null),
        DecodingFigures.of(decoding, draft.map(model -> model.tokens().name()), decoded, ended),
        passes(decoded, costs));
  }

  private RunningModel model(ForwardPass.Model which) {
    return which == ForwardPass.Model.TARGET ? target : draft.orElseThrow();
  }

  private static List<RunningModel.Cost> costsOf(
      ForwardPass.Model model, DecodedText decoded, List<RunningModel.Cost> costs) {
    return IntStream.range(0, costs.size())
        .filter(i -> decoded.passes().get(i).model() == model)
        .mapToObj(costs::get)
        .toList();
  }

  private static List<PassFigures> passes(DecodedText decoded, List<RunningModel.Cost> costs) {
    List<PassFigures> passes = new ArrayList<>();
    for (ForwardPass pass : decoded.passes()) {
      RunningModel.Cost cost = costs.get(passes.size());
      passes.add(
          new PassFigures(
              passes.size() + 1,
              kind(pass),
              pass.sequences(),
              pass.tokens(),
              pass.context(),
              cost.linearCycles(),
              cost.seconds(),
              cost.joules()));
    }
    return passes;
  }

  private static String kind(ForwardPass pass) {
    if (pass.model() == ForwardPass.Model.DRAFT) {
      return "draft";
    }
    if (pass.context() == 0) {
      return "prompt";
    }
    return pass.tokens() == 1 ? "token" : "several tokens";
  }

  @Override
  public void close() {
    if (rtl != null) {
      rtl.close();
    }
  }
}
