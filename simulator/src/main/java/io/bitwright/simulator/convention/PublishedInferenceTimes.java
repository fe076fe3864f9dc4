package io.bitwright.simulator.convention;

import static io.bitwright.simulator.convention.PublishedTable.decimal;
import static io.bitwright.simulator.convention.PublishedTable.number;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.simulator.parallel.AttentionSharding;
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
  private static final int NEW_TOKENS = 64;

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

  /**
   * What the introduction says of two uses. A chat reads 64 tokens behind 1920 cached ones and
   * writes 64; the reading is of one sequence, the writing of 64 at once, as in the table. Offline,
   * 512 sequences read 1984 tokens and write 64.
   */
  List<ValidationRow> uses() {
    String source = "arXiv 2211.05102, section 1";
    String palm = "PaLM 540B on 64 TPU v4, ";
    InferenceLayout heads = InferenceLayout.stationary(16, 4, AttentionSharding.HEADS);
    InferenceLayout batch = InferenceLayout.stationary(16, 4, AttentionSharding.BATCH);
    InferenceLayout gathered = InferenceLayout.weightGathered(64, 1, AttentionSharding.BATCH);
    double chat =
        seconds(prefill(1, NEW_TOKENS, 1920, NumberFormat.INT8), heads)
            + NEW_TOKENS * seconds(decode(64, 2016, NumberFormat.INT8), batch);
    double offline =
        seconds(prefill(512, 1984, 0, NumberFormat.BF16), gathered)
            + NEW_TOKENS * seconds(decode(512, 2016, NumberFormat.BF16), batch);
    double peak =
        pod.chips()
            * Estimator.peakFlopsPerSecond(
                pod.machine().accelerator(), NumberFormat.BF16, NumberFormat.BF16);
    double flops = 2.0 * ModelLibrary.get("palm-540b").parameters() * 512 * 2048;
    double percent = 100 * flops / (offline * peak);
    return List.of(
        ValidationRow.near(source, palm + "a chat's answer, predicted", 1.9, chat, "s", BAR, ""),
        ValidationRow.near(
            source, palm + "utilisation offline, predicted", 73, percent, "%", BAR, ""));
  }

  private double seconds(NamedCsvRecord row) {
    int tokens = number(row, "tokens");
    int batch = number(row, "batch");
    int context = number(row, "context");
    NumberFormat weights = NumberFormat.parse(row.getField("weights"));
    return row.getField("phase").equals("decode")
        ? tokens * seconds(decode(batch, context + tokens / 2, weights), layout(row))
        : seconds(prefill(batch, tokens, context, weights), layout(row));
  }

  private double seconds(WorkloadSpec fused, InferenceLayout layout) {
    AttentionSpec unfused = new AttentionSpec(AttentionKernel.UNFUSED, OptionalInt.empty(), 0);
    WorkloadSpec workload = fused.with(unfused, fused.sidePaths());
    return PodInference.of(pod, model, workload, layout).seconds();
  }

  private static WorkloadSpec prefill(int batch, int tokens, int context, NumberFormat weights) {
    return new WorkloadSpec(Phase.PREFILL, batch, tokens, context, weights, NumberFormat.BF16);
  }

  private static WorkloadSpec decode(int batch, int context, NumberFormat weights) {
    return new WorkloadSpec(Phase.DECODE, batch, 1, context, weights, NumberFormat.BF16);
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
