package io.bitwright.simulator.training;

import io.bitwright.simulator.training.ParameterGroup.Place;
import io.bitwright.simulator.workload.AdaptedLayer;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.training.ParallelismRules;
import io.bitwright.spec.training.TrainingMethod;
import io.bitwright.spec.training.TrainingPrecision;
import io.bitwright.spec.training.TrainingSpec;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.LoraSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a model in a training step: which are trained, and in which format each lies.
 *
 * <p>Linear layers of attention and feed-forward are in the precision's format of weights, or in
 * that of the method; everything else is in the precision's format of gradients, which is the same
 * but with fp8, where linear layers alone have 8 bits.
 *
 * @param groups those of the model, then those that the method adds
 */
public record TrainedParameters(List<ParameterGroup> groups) {
  /**
   * Bits of an NF4 weight with its factors: one of 8 bits for each 64 weights, and one in fp32 for
   * each 256 of these (arXiv 2305.14314, section 3): 4.127.
   */
  public static final double DOUBLY_QUANTIZED_NF4_BITS = 4 + 8.0 / 64 + 32.0 / (64 * 256);

  /** Bits of an NF4 weight with a factor in fp32 for each 64 weights: 4.5. */
  public static final double NF4_BITS = 4 + 32.0 / 64;

  private static final int SCALE_BITS = 32;

  public TrainedParameters {
    groups = List.copyOf(groups);
  }

  /**
   * The parameters of a model.
   *
   * @throws io.bitwright.spec.SpecException if the model is not one stack of layers
   */
  public static TrainedParameters of(ModelConfig model, TrainingSpec training) {
    ParallelismRules.checkModel(model);
    TransformerStack stack = model.lastStack();
    Formats formats = new Formats(training.precision());
    List<ParameterGroup> groups = new ArrayList<>();
    for (ParameterShape shape : ParameterShape.of(model)) {
      groups.add(formats.group(shape, training.method()));
    }
    groups.addAll(added(stack, training.method(), formats));
    return new TrainedParameters(groups);
  }

  private static List<ParameterGroup> added(
      TransformerStack stack, TrainingMethod method, Formats formats) {
    double width = stack.width();
    double layers = stack.layers();
    return switch (method) {
      case TrainingMethod.Full full -> List.of();
      case TrainingMethod.StraightThrough latent -> List.of();
      case TrainingMethod.Lora lora -> List.of(lowRank(stack, lora.adapters(), formats));
      case TrainingMethod.Qlora qlora -> List.of(lowRank(stack, qlora.adapters(), formats));
      case TrainingMethod.Prefix prefix -> {
        double columns = stack.attention().keyValueWidth();
        double sums = 2 * layers * (prefix.tokens() + columns);
        double parameters = 2 * layers * prefix.tokens() * columns;
        yield List.of(formats.trained(Place.KEY_VALUE_HEADS, parameters, sums));
      }
      case TrainingMethod.Prompt prompt ->
          List.of(
              formats.trained(Place.EMBEDDING, prompt.tokens() * width, prompt.tokens() + width));
      case TrainingMethod.Adapters adapters -> {
        double inner = adapters.width();
        double parameters = 2 * layers * (2 * inner * width + inner + width);
        yield List.of(formats.trained(Place.WHOLE, parameters, 2 * layers * 3 * (inner + width)));
      }
      case TrainingMethod.AlphaTuning alpha -> {
        double rows = 0;
        for (AdaptedLayer layer : AdaptedLayer.of(stack)) {
          rows += (double) layer.copies() * layer.outputs();
        }
        int bits = formats.others();
        yield List.of(
            ParameterGroup.frozen(Place.LAYERS, (alpha.bits() - 1) * rows, SCALE_BITS),
            new ParameterGroup(Place.LAYERS, rows, rows, true, SCALE_BITS, bits, 0));
      }
    };
  }

  /** Adapters of rank x (inputs + outputs); a chip of a tensor group has them whole. */
  private static ParameterGroup lowRank(TransformerStack stack, LoraSpec lora, Formats formats) {
    double parameters = 0;
    double sums = 0;
    for (AdaptedLayer layer : AdaptedLayer.of(stack)) {
      if (lora.targets().contains(layer.target())) {
        parameters += (double) layer.copies() * layer.parameters(lora.rank());
        sums += (double) layer.copies() * (layer.inputs() + layer.outputs() + 2L * lora.rank());
      }
    }
    return formats.trained(Place.WHOLE, parameters, sums);
  }

  /** Parameters that the step changes. */
  public double trained() {
    return sum(true);
  }

  /** Parameters that it leaves as they are. */
  public double frozen() {
    return sum(false);
  }

  private double sum(boolean trained) {
    double parameters = 0;
    for (ParameterGroup group : groups) {
      boolean counts = group.trained() == trained && group.place() != Place.SHARED_HEAD;
      parameters += counts ? group.parameters() : 0;
    }
    return parameters;
  }

  /** Bytes of what a checkpoint of the trained parameters holds, in the format of weights. */
  public double trainedBytes() {
    return bytes(true);
  }

  /** Bytes of all parameters in the formats of forward and backward pass, on one chip. */
  public double weightBytes() {
    return bytes(true) + bytes(false);
  }

  private double bytes(boolean trained) {
    double bits = 0;
    for (ParameterGroup group : groups) {
      boolean counts = group.trained() == trained && group.place() != Place.SHARED_HEAD;
      bits += counts ? group.parameters() * group.weightBits() : 0;
    }
    return bits / Byte.SIZE;
  }

  /** Bits of parameters, gradients and masters. */
  private record Formats(TrainingPrecision precision) {
    int others() {
      return precision.gradients().registerBits();
    }

    private int masters() {
      return precision.masters() ? SCALE_BITS : 0;
    }

    ParameterGroup trained(Place place, double parameters, double sums) {
      return new ParameterGroup(place, parameters, sums, true, others(), others(), masters());
    }

    ParameterGroup group(ParameterShape shape, TrainingMethod method) {
      boolean trains =
          method instanceof TrainingMethod.Full
              || method instanceof TrainingMethod.StraightThrough
              || (method instanceof TrainingMethod.Adapters && shape.norms());
      double bits = shape.linear() ? linearBits(method) : others();
      if (!trains) {
        return ParameterGroup.frozen(shape.place(), shape.parameters(), bits);
      }
      boolean latent = shape.linear() && method instanceof TrainingMethod.StraightThrough;
      return new ParameterGroup(
          shape.place(),
          shape.parameters(),
          shape.sums(),
          true,
          bits,
          others(),
          latent ? SCALE_BITS : masters());
    }

    private double linearBits(TrainingMethod method) {
      return switch (method) {
        case TrainingMethod.Qlora qlora ->
            qlora.doubleQuantization() ? DOUBLY_QUANTIZED_NF4_BITS : NF4_BITS;
        case TrainingMethod.AlphaTuning alpha -> alpha.bits();
        case TrainingMethod.StraightThrough latent -> latent.codes().storageBits();
        case TrainingMethod.Full full -> weights();
        case TrainingMethod.Lora lora -> weights();
        case TrainingMethod.Prefix prefix -> weights();
        case TrainingMethod.Prompt prompt -> weights();
        case TrainingMethod.Adapters adapters -> weights();
      };
    }

    private double weights() {
      return precision.weights().storageBits();
    }
  }
}
