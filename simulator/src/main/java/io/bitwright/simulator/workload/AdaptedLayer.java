package io.bitwright.simulator.workload;

import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.FeedForward;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.LoraSpec;
import io.bitwright.spec.workload.LoraTarget;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The linear layers of a stack that one name stands for, each with room for an adapter.
 *
 * @param inputs width of its input
 * @param outputs width of its result
 * @param copies how many there are in the stack, experts counted one by one
 * @param copiesPerToken how many of them a token runs through
 * @param ofSource whether it runs on the tokens of the stack before this one
 */
public record AdaptedLayer(
    LoraTarget target,
    long inputs,
    long outputs,
    long copies,
    long copiesPerToken,
    boolean ofSource) {

  /** The target that a linear layer's name belongs to: those of experts have that of all. */
  static Optional<LoraTarget> target(String name) {
    String plain = name.substring(name.lastIndexOf('.') + 1);
    plain = plain.replaceFirst("^(cross|expert)_", "");
    for (LoraTarget target : LoraTarget.values()) {
      if (target.label().equals(plain)) {
        return Optional.of(target);
      }
    }
    return Optional.empty();
  }

  /** The kinds of layers that a stack has. */
  static Set<LoraTarget> targets(TransformerStack stack) {
    Set<LoraTarget> targets = EnumSet.noneOf(LoraTarget.class);
    of(stack).forEach(layer -> targets.add(layer.target()));
    return targets;
  }

  /** All linear layers of attention and feed-forward. */
  public static List<AdaptedLayer> of(TransformerStack stack) {
    List<AdaptedLayer> layers = new ArrayList<>(ofAttention(stack, stack.attention(), false));
    stack.crossAttention().ifPresent(cross -> layers.addAll(ofAttention(stack, cross, true)));
    FeedForward feedForward = stack.feedForward();
    long copies = feedForward.copies(stack.layers());
    long each = feedForward.copiesPerToken(stack.layers());
    long width = stack.width();
    long inner = feedForward.width();
    if (feedForward.gated()) {
      layers.add(new AdaptedLayer(LoraTarget.GATE_PROJ, width, inner, copies, each, false));
    }
    layers.add(new AdaptedLayer(LoraTarget.UP_PROJ, width, inner, copies, each, false));
    layers.add(new AdaptedLayer(LoraTarget.DOWN_PROJ, inner, width, copies, each, false));
    return layers;
  }

  private static List<AdaptedLayer> ofAttention(
      TransformerStack stack, Attention attention, boolean cross) {
    long width = stack.width();
    long keys = attention.keyValueWidth();
    long queries = attention.queryWidth();
    int layers = stack.layers();
    return List.of(
        new AdaptedLayer(LoraTarget.Q_PROJ, width, queries, layers, layers, false),
        new AdaptedLayer(LoraTarget.K_PROJ, width, keys, layers, layers, cross),
        new AdaptedLayer(LoraTarget.V_PROJ, width, keys, layers, layers, cross),
        new AdaptedLayer(LoraTarget.O_PROJ, queries, width, layers, layers, false));
  }

  /** Parameters of one adapter: rank x (inputs + outputs). */
  public long parameters(int rank) {
    return rank * (inputs + outputs);
  }

  /** Parameters of all adapters of a model. */
  public static long parameters(ModelConfig model, LoraSpec lora) {
    long parameters = 0;
    for (TransformerStack stack : model.stacks()) {
      for (AdaptedLayer layer : of(stack)) {
        parameters +=
            lora.targets().contains(layer.target())
                ? layer.copies() * layer.parameters(lora.rank())
                : 0;
      }
    }
    return parameters;
  }

  /** Multiply-accumulates of all adapters in a pass of one stack. */
  public static double products(StackPass pass) {
    Optional<LoraSpec> lora = pass.options().sidePaths().lora();
    if (lora.isEmpty()) {
      return 0;
    }
    double products = 0;
    for (AdaptedLayer layer : of(pass.stack())) {
      if (lora.get().targets().contains(layer.target())) {
        long tokens = layer.ofSource() ? pass.batch() * pass.newSourceTokens() : pass.tokens();
        products += (double) layer.copiesPerToken() * layer.parameters(lora.get().rank()) * tokens;
      }
    }
    return products;
  }
}
