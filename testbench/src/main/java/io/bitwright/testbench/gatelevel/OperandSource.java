package io.bitwright.testbench.gatelevel;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.transformer.ByteTokens;
import io.bitwright.golden.transformer.LinearArithmetic;
import io.bitwright.golden.transformer.LinearObserver;
import io.bitwright.golden.transformer.ReferenceTransformer;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.cosim.MatmulOperands;
import io.bitwright.testbench.cosim.OperandPattern;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/** Where the numbers come from that a module works on. */
public enum OperandSource {
  /** Every value that the formats have, equally likely. */
  RANDOM {
    @Override
    public MatmulOperands operands(MatmulShape shape, NumberFormat weights, long seed) {
      return OperandPattern.RANDOM.operands(shape, weights, new Random(seed));
    }
  },
  /**
   * A layer of the trained decoder that ships: its weights, quantised to the format as golden
   * quantises them, and the int8 activations that a text gives at its input.
   */
  TRAINED {
    @Override
    public MatmulOperands operands(MatmulShape shape, NumberFormat weights, long seed) {
      MatmulOperands layer = TrainedLayer.of(weights);
      int inputs = Math.toIntExact(shape.k());
      byte[][] activations = new byte[Math.toIntExact(shape.m())][];
      for (int row = 0; row < activations.length; row++) {
        activations[row] = part(layer.activations()[row % layer.activations().length], inputs);
      }
      byte[][] values = new byte[Math.toIntExact(shape.n())][];
      for (int row = 0; row < values.length; row++) {
        values[row] = part(layer.weights().row(row % layer.weights().outputs()), inputs);
      }
      return new MatmulOperands(activations, new IntegerWeights(weights, values));
    }
  };

  public static final Vocabulary<OperandSource> VOCABULARY =
      Vocabulary.of("operands", List.of(values()), OperandSource::label);

  /**
   * Operands of a product with int8 activations.
   *
   * @param seed of random ones; trained ones are always the same
   * @throws SpecException if a format cannot be had
   */
  public abstract MatmulOperands operands(MatmulShape shape, NumberFormat weights, long seed);

  /** The name in reports: {@code trained}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The first values, from the beginning again where there are too few. */
  private static byte[] part(byte[] row, int length) {
    byte[] part = Arrays.copyOf(row, length);
    for (int i = row.length; i < length; i++) {
      part[i] = row[i % row.length];
    }
    return part;
  }

  /** The layer that trained operands are of. */
  private static final class TrainedLayer {
    private static final String LAYER = "layers.1.mlp.gate_proj";
    private static final String TEXT =
        "ROMEO:\nWhat light is this that breaks upon the silent window of my sleeping heart?\n";

    static MatmulOperands of(NumberFormat weights) {
      Checkpoint checkpoint = EmbeddedCheckpoint.open();
      AtomicReference<MatmulOperands> found = new AtomicReference<>();
      LinearObserver observer =
          (layer, activations, integers, sums) -> {
            if (layer.contains(LAYER)) {
              byte[][] rows = Arrays.stream(activations).map(byte[]::clone).toArray(byte[][]::new);
              found.set(new MatmulOperands(rows, integers));
            }
          };
      LinearArithmetic arithmetic =
          LinearArithmetic.of(weights, new GoldenIntegerMatmul(), observer);
      ReferenceTransformer.with(checkpoint.config(), checkpoint.weights(), arithmetic)
          .logits(ByteTokens.encode(TEXT));
      return Objects.requireNonNull(found.get(), LAYER);
    }
  }
}
