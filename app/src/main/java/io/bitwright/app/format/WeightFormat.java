package io.bitwright.app.format;

import io.bitwright.app.report.NumberText;
import io.bitwright.golden.format.storage.FixedRateFormat;
import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.golden.format.storage.MatrixShape;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Optional;

/**
 * The format of a model's linear layers as a user names it.
 *
 * @param arithmetic the format that a matrix unit meets
 * @param stored how matrices lie in memory, where more than the arithmetic's format is said
 */
public record WeightFormat(NumberFormat arithmetic, Optional<FixedRateFormat> stored) {

  /**
   * The format of a word: that of {@link NumberFormat}, or a label such as {@code int4/g128/fp16}
   * or {@code nf4}.
   *
   * @throws SpecException naming what is allowed
   */
  public static WeightFormat parse(String word) {
    boolean plain = NumberFormat.VOCABULARY.words().contains(word);
    if (plain || !MatrixFormat.codes().contains(word.split("/", -1)[0])) {
      return new WeightFormat(NumberFormat.parse(word), Optional.empty());
    }
    MatrixFormat format = MatrixFormat.parse(word);
    if (format instanceof FixedRateFormat fixed) {
      return new WeightFormat(format.arithmetic(), Optional.of(fixed));
    }
    throw new SpecException(
        "what "
            + format.label()
            + " takes depends on the weights; quality tells it of a checkpoint");
  }

  /** For people: {@code int4}, or {@code int4 of 4.125 bits}. */
  public static String text(WorkloadSpec workload) {
    String label = workload.weights().label();
    return workload.storedWeightBits().isEmpty()
        ? label
        : label + " of " + NumberText.significant(workload.weightBits(), 4) + " bits";
  }

  /**
   * Bits a weight of a model's linear layers, where a stored format was named.
   *
   * @throws SpecException if the model is a convolutional network
   */
  public Optional<Double> storedBits(ModelConfig model) {
    return stored.map(format -> bits(format, model));
  }

  private static double bits(FixedRateFormat format, ModelConfig model) {
    if (model.network().isPresent()) {
      throw refusal(format);
    }
    double bits = 0;
    double weights = 0;
    for (TransformerStack stack : model.stacks()) {
      Tally tally = Tally.of(format, stack);
      bits += tally.bits();
      weights += tally.weights();
    }
    return bits / weights;
  }

  /** What says that only a transformer's layers are stored in such a format. */
  static SpecException refusal(FixedRateFormat format) {
    return new SpecException(
        "weights stored as "
            + format.label()
            + " are estimated in transformers; here allowed: "
            + String.join(", ", NumberFormat.VOCABULARY.words()));
  }

  /**
   * Refuses a stored format where no transformer is.
   *
   * @throws SpecException if there is one
   */
  public NumberFormat requirePlain() {
    stored.ifPresent(format -> {
      throw refusal(format);
    });
    return arithmetic;
  }

  /** Bits and weights of a stack's linear layers. */
  private record Tally(double bits, double weights) {
    static Tally of(FixedRateFormat format, TransformerStack stack) {
      Tally all = new Tally(0, 0).plus(format, stack.attention(), stack);
      if (stack.crossAttention().isPresent()) {
        all = all.plus(format, stack.crossAttention().get(), stack);
      }
      int inner = stack.feedForward().width();
      long copies = stack.feedForward().copies(stack.layers());
      return all.plus(format, inner, stack.width(), copies * stack.feedForward().expansions())
          .plus(format, stack.width(), inner, copies);
    }

    private Tally plus(FixedRateFormat format, Attention attention, TransformerStack stack) {
      int layers = stack.layers();
      return plus(format, attention.queryWidth(), stack.width(), layers)
          .plus(format, attention.keyValueWidth(), stack.width(), 2L * layers)
          .plus(format, stack.width(), attention.queryWidth(), layers);
    }

    private Tally plus(FixedRateFormat format, int outputs, int inputs, long count) {
      MatrixShape shape = new MatrixShape(outputs, inputs);
      return new Tally(
          bits + (double) count * format.storage(shape).totalBits(),
          weights + (double) count * shape.weights());
    }
  }
}
