package io.bitwright.simulator.workload;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.workload.AttentionSpec;
import io.bitwright.spec.workload.LoraTarget;
import io.bitwright.spec.workload.SidePathSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the operators of a pass run: its attention, and what stands beside its linear layers.
 *
 * @param attention kernel, pages and prefix
 * @param sidePaths adapters and outliers
 */
public record PassOptions(AttentionSpec attention, SidePathSpec sidePaths) {

  static PassOptions of(WorkloadSpec workload) {
    return new PassOptions(workload.attention(), workload.sidePaths());
  }

  /** For the draft of a model: prefix and adapters are trained for the model alone. */
  PassOptions forDraft() {
    return new PassOptions(
        attention.withoutPrefix(), new SidePathSpec(Optional.empty(), sidePaths.outlierShare()));
  }

  /**
   * The same, if a model can be run so.
   *
   * @throws SpecException if there are pages and no cache, a prefix and no tokens, or adapters of
   *     layers that are not there
   */
  PassOptions checkedFor(ModelConfig model) {
    if (attention.kvPage().isPresent() && !model.decodes()) {
      throw new SpecException(
          model.name() + " has no decoder and so no KV cache; leave the KV page out");
    }
    boolean readsTokens =
        model.stacks().stream().anyMatch(stack -> stack.embedding() instanceof Embedding.Tokens);
    if (attention.prefixTokens() > 0 && !readsTokens) {
      throw new SpecException(model.name() + " reads no tokens; leave prefix tokens out");
    }
    sidePaths
        .lora()
        .ifPresent(lora -> {
          Set<LoraTarget> known = EnumSet.noneOf(LoraTarget.class);
          model.stacks().forEach(stack -> known.addAll(AdaptedLayer.targets(stack)));
          for (LoraTarget target : lora.targets()) {
            if (!known.contains(target) && lora.targets().size() < LoraTarget.values().length) {
              String layers =
                  known.stream().map(LoraTarget::label).collect(Collectors.joining(", "));
              throw new SpecException(
                  model.name() + " has no linear layer " + target.label() + "; allowed: " + layers);
            }
          }
        });
    return this;
  }
}
