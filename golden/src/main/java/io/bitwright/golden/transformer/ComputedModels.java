package io.bitwright.golden.transformer;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelFamily;
import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.NormPlacement;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.RopeScaling;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.List;
import java.util.stream.Collectors;

/** Which models the reference transformer computes; all others can be estimated only. */
final class ComputedModels {
  private static final List<ModelFamily> FAMILIES =
      List.of(
          ModelFamily.LLAMA,
          ModelFamily.MISTRAL,
          ModelFamily.BITNET,
          ModelFamily.QWEN2,
          ModelFamily.GEMMA,
          ModelFamily.PHI,
          ModelFamily.GPT2,
          ModelFamily.OPT);

  private ComputedModels() {}

  /**
   * Refuses what is not computed.
   *
   * @throws SpecException naming what is not computed, and what is
   */
  static void check(ModelConfig config) {
    if (!FAMILIES.contains(config.family())) {
      throw refused(
          config,
          "is of the family %s, which can be estimated but not computed; computed are %s"
              .formatted(
                  config.family().label(),
                  FAMILIES.stream().map(ModelFamily::label).collect(Collectors.joining(", "))));
    }
    if (config.stacks().size() != 1 || !config.decodes() || config.head().isEmpty()) {
      throw refused(config, "is no decoder alone; computed are decoders of one stack with a head");
    }
    checkParts(config, config.lastStack());
    checkAttention(config, config.lastStack().attention());
    checkPositions(config, config.lastStack());
  }

  private static void checkParts(ModelConfig config, TransformerStack stack) {
    if (stack.feedForward().experts().isPresent() || stack.crossAttention().isPresent()) {
      throw refused(config, "has experts or cross-attention, which are not computed");
    }
    if (!(stack.embedding() instanceof Embedding.Tokens tokens)
        || tokens.tokenTypes() > 0
        || stack.norms().embedding()) {
      throw refused(config, "has another embedding than one row for each token");
    }
    boolean sequential = stack.arrangement() == Arrangement.SEQUENTIAL;
    boolean besideEachOther =
        stack.arrangement() == Arrangement.PARALLEL_WITH_ONE_NORM
            && stack.norms().placement() == NormPlacement.BEFORE;
    if (!sequential && !besideEachOther) {
      throw refused(
          config,
          "has attention and feed-forward side by side; computed is that behind one norm only");
    }
  }

  private static void checkAttention(ModelConfig config, Attention attention) {
    if (attention.heads() % attention.keyValueHeads() != 0) {
      throw new SpecException(
          "%s: num_key_value_heads %d does not divide num_attention_heads %d"
              .formatted(config.name(), attention.keyValueHeads(), attention.heads()));
    }
    if (!attention.causal()) {
      throw refused(config, "attends to tokens behind a token; computed is causal attention");
    }
  }

  private static void checkPositions(ModelConfig config, TransformerStack stack) {
    if (stack.positions() instanceof Positions.LearnedTable) {
      return;
    }
    if (!(stack.positions() instanceof Positions.Rotary rotary)) {
      throw refused(config, "has positions that are neither rotary nor learned");
    }
    int turned = rotary.turnedDimension();
    if (turned % 2 != 0 || turned > stack.attention().headDimension()) {
      throw new SpecException(
          "%s: %d numbers of a head of %d are turned; rotation needs pairs of them"
              .formatted(config.name(), turned, stack.attention().headDimension()));
    }
    if (rotary.scaling() instanceof RopeScaling.Unknown(String type)) {
      throw new SpecException(
          "%s: rope_scaling has %s; computed are default, linear, dynamic, llama3, yarn"
              .formatted(config.name(), type.isEmpty() ? "no type" : "the type " + type));
    }
  }

  private static SpecException refused(ModelConfig config, String fault) {
    return new SpecException(config.name() + " " + fault);
  }
}
