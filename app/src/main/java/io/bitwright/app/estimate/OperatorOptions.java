package io.bitwright.app.estimate;

import io.bitwright.spec.workload.AttentionKernel;
import io.bitwright.spec.workload.LoraTarget;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code estimate} for how attention and linear layers of a model run. */
final class OperatorOptions {
  @Option(
      names = "--attention",
      paramLabel = "KERNEL",
      description = {
        "fused (the default, FlashAttention), or unfused: scores, softmax and values one after the",
        "other, the scores written and read back where they do not stay on the chip."
      })
  private @Nullable String attention;

  @Option(
      names = "--kv-page",
      paramLabel = "TOKENS",
      description = "The KV cache in pages of so many tokens; default: each sequence in one piece.")
  private @Nullable Integer kvPage;

  @Option(
      names = "--prefix-tokens",
      paramLabel = "P",
      description = "Trained keys and values of each layer that every token attends to; default 0.")
  private @Nullable Integer prefixTokens;

  @Option(
      names = "--lora-rank",
      paramLabel = "R",
      description = "Adapters of this rank beside linear layers, not merged into them.")
  private @Nullable Integer loraRank;

  @Option(
      names = "--lora-targets",
      paramLabel = "LAYERS",
      description = "Which layers: a list such as q_proj,v_proj (the default), or all.")
  private @Nullable String loraTargets;

  @Option(
      names = "--outliers",
      paramLabel = "SHARE",
      description = {
        "Share of the input columns of int8 linear layers that runs in 16 bits as well, as in",
        "LLM.int8(): 0.001 or 0.1%%."
      })
  private @Nullable String outliers;

  /** The choices made. */
  OperatorChoices choices() {
    return new OperatorChoices(
        Optional.ofNullable(attention).map(AttentionKernel::parse),
        number(kvPage),
        number(prefixTokens),
        number(loraRank),
        Optional.ofNullable(loraTargets).map(LoraTarget::parseList),
        OperatorChoices.share("--outliers", Optional.ofNullable(outliers)));
  }

  private static OptionalInt number(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
