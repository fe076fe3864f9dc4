package io.bitwright.testbench.cosim;

import io.bitwright.golden.format.IntegerActivations;
import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What the operands of a generated product look like. */
public enum OperandPattern {
  /** Every value the format has, equally likely. */
  RANDOM {
    @Override
    short activation(RandomGenerator random, NumberFormat format, int m, int k) {
      return (short) random.nextInt(lowest(format), highest(format) + 1);
    }

    @Override
    byte weight(RandomGenerator random, NumberFormat format, int n, int k) {
      return switch (format) {
        case BINARY -> (byte) (random.nextBoolean() ? 1 : -1);
        case TERNARY -> (byte) (random.nextInt(3) - 1);
        default -> (byte) random.nextInt(lowest(format), highest(format) + 1);
      };
    }
  },
  /**
   * The lowest activation times the lowest weight everywhere: the largest positive sums that there
   * are.
   */
  LARGEST_POSITIVE_SUMS {
    @Override
    short activation(RandomGenerator random, NumberFormat format, int m, int k) {
      return lowest(format);
    }

    @Override
    byte weight(RandomGenerator random, NumberFormat format, int n, int k) {
      return (byte) lowest(format);
    }
  },
  /**
   * The lowest activation times the highest weight everywhere: the largest negative sums that there
   * are.
   */
  LARGEST_NEGATIVE_SUMS {
    @Override
    short activation(RandomGenerator random, NumberFormat format, int m, int k) {
      return lowest(format);
    }

    @Override
    byte weight(RandomGenerator random, NumberFormat format, int n, int k) {
      return (byte) highest(format);
    }
  },
  /** The lowest activation times the lowest weight but one: carries run through every bit. */
  NEXT_TO_LARGEST_SUMS {
    @Override
    short activation(RandomGenerator random, NumberFormat format, int m, int k) {
      return lowest(format);
    }

    @Override
    byte weight(RandomGenerator random, NumberFormat format, int n, int k) {
      return (byte) (lowest(format) < -1 ? lowest(format) + 1 : lowest(format));
    }
  },
  /** Lowest and highest in turn, along K and across M and N: the most toggles that there are. */
  ALTERNATING_EXTREMES {
    @Override
    short activation(RandomGenerator random, NumberFormat format, int m, int k) {
      return (m + k) % 2 == 0 ? lowest(format) : highest(format);
    }

    @Override
    byte weight(RandomGenerator random, NumberFormat format, int n, int k) {
      return (byte) ((n + k) % 2 == 0 ? lowest(format) : highest(format));
    }
  },
  /** Rows of lowest values only, or of highest only: the largest and smallest sums side by side. */
  MIXED_EXTREMES {
    @Override
    short activation(RandomGenerator random, NumberFormat format, int m, int k) {
      return IntegerPattern.isLowest(m) ? lowest(format) : highest(format);
    }

    @Override
    byte weight(RandomGenerator random, NumberFormat format, int n, int k) {
      return (byte) (IntegerPattern.isLowest(n) ? lowest(format) : highest(format));
    }
  };

  abstract short activation(RandomGenerator random, NumberFormat format, int m, int k);

  abstract byte weight(RandomGenerator random, NumberFormat format, int n, int k);

  private static short lowest(NumberFormat format) {
    return switch (format) {
      case BINARY, TERNARY -> -1;
      default -> (short) (-1 << (format.registerBits() - 1));
    };
  }

  private static short highest(NumberFormat format) {
    int lowest = lowest(format);
    return (short) (lowest == -1 ? 1 : -lowest - 1);
  }

  /** The name in reports: {@code largest positive sums}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * The pattern of a run: the largest sums of both signs first, after that random operands for half
   * of the runs and any of the patterns for the others.
   */
  static OperandPattern draw(int number, RandomGenerator random) {
    OperandPattern[] patterns = values();
    OperandPattern drawn =
        random.nextBoolean() ? RANDOM : patterns[random.nextInt(patterns.length)];
    return switch (number) {
      case 0 -> LARGEST_POSITIVE_SUMS;
      case 1 -> LARGEST_NEGATIVE_SUMS;
      default -> drawn;
    };
  }

  /** Operands with int8 activations; the same generator state gives the same operands. */
  public MatmulOperands operands(MatmulShape shape, NumberFormat format, RandomGenerator random) {
    return operands(shape, format, NumberFormat.INT8, random);
  }

  /** Operands of a product; the same generator state gives the same operands. */
  public MatmulOperands operands(
      MatmulShape shape,
      NumberFormat weightFormat,
      NumberFormat activationFormat,
      RandomGenerator random) {
    int inputs = Math.toIntExact(shape.k());
    short[][] activations = new short[Math.toIntExact(shape.m())][inputs];
    for (int m = 0; m < activations.length; m++) {
      for (int k = 0; k < inputs; k++) {
        activations[m][k] = activation(random, activationFormat, m, k);
      }
    }
    byte[][] weights = new byte[Math.toIntExact(shape.n())][inputs];
    for (int n = 0; n < weights.length; n++) {
      for (int k = 0; k < inputs; k++) {
        weights[n][k] = weight(random, weightFormat, n, k);
      }
    }
    return new MatmulOperands(
        new IntegerActivations(activationFormat, activations),
        new IntegerWeights(weightFormat, weights));
  }
}
