package io.bitwright.simulator.convention;

import static io.bitwright.simulator.convention.PublishedTable.decimal;
import static io.bitwright.simulator.convention.PublishedTable.number;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.parallel.AttentionSharding;
import io.bitwright.simulator.parallel.InferenceEstimate;
import io.bitwright.simulator.parallel.InferenceLayout;
import io.bitwright.simulator.parallel.PodInference;
import io.bitwright.simulator.parallel.PodMachine;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.pod.PodLibrary;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.AttentionKernel;
import io.bitwright.spec.workload.AttentionSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Times of PaLM 540B on 64 TPU v4 in the layouts of Pope et al., arXiv 2211.05102, Table 2,
 * predicted: no constant comes from the rows. As published, its 48 heads are padded to 64 (section
 * 4) and scores go through memory (their program attends by two products and a softmax). A decode
 * of N tokens is N steps with the context of the middle one.
 *
 * @param pod 64 chips
 * @param model the padded model
 */
record PublishedInferenceTimes(PodMachine pod, ModelConfig model) {
  private static final int PADDED_HEADS = 64;

  /** Largest error, as a share of the published time. */
  private static final double BAR = 0.2;

  static PublishedInferenceTimes ofPalm() {
    ModelConfig padded = withHeads(ModelLibrary.get("palm-540b"), PADDED_HEADS);
    return new PublishedInferenceTimes(PodMachine.of(PodLibrary.get("tpu-v4-64")), padded);
  }

  /** The published time beside ours. */
  ValidationRow row(NamedCsvRecord row, String item) {
    String layout = layout(row).label();
    return ValidationRow.near(
        PublishedTable.source(row),
        item + ", predicted for layout " + layout,
        decimal(row, "seconds"),
        seconds(row),
        "s",
        BAR,
        "");
  }

  private double seconds(NamedCsvRecord row) {
    boolean decode = row.getField("phase").equals("decode");
    int tokens = number(row, "tokens");
    int context = number(row, "context") + (decode ? tokens / 2 : 0);
    WorkloadSpec fused =
        new WorkloadSpec(
            Phase.parse(row.getField("phase")),
            number(row, "batch"),
            decode ? 1 : tokens,
            context,
            NumberFormat.parse(row.getField("weights")),
            NumberFormat.BF16);
    AttentionSpec unfused = new AttentionSpec(AttentionKernel.UNFUSED, OptionalInt.empty(), 0);
    WorkloadSpec workload = fused.with(unfused, fused.sidePaths());
    InferenceEstimate estimate = PodInference.of(pod, model, workload, layout(row));
    return estimate.seconds() * (decode ? tokens : 1);
  }

  private static InferenceLayout layout(NamedCsvRecord row) {
    AttentionSharding attention =
        AttentionSharding.valueOf(row.getField("attention").toUpperCase(Locale.ROOT));
    int gathered = number(row, "gathered");
    int columns = number(row, "columns");
    return gathered > 1
        ? InferenceLayout.weightGathered(gathered, columns, attention)
        : InferenceLayout.stationary(columns, number(row, "rows"), attention);
  }

  private static ModelConfig withHeads(ModelConfig model, int heads) {
    TransformerStack stack = model.lastStack();
    Attention all = stack.attention();
    Attention padded =
        new Attention(
            heads,
            all.keyValueHeads(),
            all.headDimension(),
            all.inputBias(),
            all.outputBias(),
            all.causal(),
            all.window(),
            all.windowedLayers());
    TransformerStack wider =
        TransformerStack.decoder(
            stack.layers(),
            stack.width(),
            stack.embedding(),
            stack.positions(),
            padded,
            stack.feedForward(),
            stack.norms(),
            stack.arrangement());
    return new ModelConfig(
        model.name(),
        model.family(),
        model.maximumPositions(),
        List.of(wider),
        model.head(),
        model.nativeWeights(),
        model.nativeActivations());
  }
}
