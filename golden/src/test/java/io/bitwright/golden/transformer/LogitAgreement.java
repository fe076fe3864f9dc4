package io.bitwright.golden.transformer;

import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.quantiser.AbsmeanTernaryQuantiser;
import io.bitwright.golden.quantiser.SignBinaryQuantiser;
import io.bitwright.golden.quantiser.WeightQuantiser;
import io.bitwright.golden.transformer.RoundingTies.Place;
import io.bitwright.golden.transformer.RoundingTies.Tie;
import io.bitwright.spec.format.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Compares logits with a reference and, where they differ, looks for the close calls of activation
 * rounding that the reference decided the other way.
 */
final class LogitAgreement {
  /** Logits of fp32 that differ only in the order of sums; seen are up to 3e-5. */
  static final double SAME = 1e-3;

  private final RoundingTies ties = new RoundingTies();
  private final ReferenceTransformer transformer;

  /**
   * What was found.
   *
   * @param asIs largest difference of any logit with every rounding as it falls
   * @param otherWay the close calls to take the other way for agreement
   * @param explained largest difference when they are
   */
  record Outcome(double asIs, List<Tie> otherWay, double explained) {}

  LogitAgreement(Checkpoint checkpoint) {
    WeightQuantiser quantiser =
        checkpoint.config().nativeWeights() == NumberFormat.BINARY
            ? new SignBinaryQuantiser()
            : new AbsmeanTernaryQuantiser();
    transformer =
        ReferenceTransformer.with(
            checkpoint.config(),
            checkpoint.weights(),
            checkpoint.config().nativeWeights().kind() == NumberFormat.Kind.FLOATING_POINT
                ? LinearArithmetic.floatingPoint()
                : LinearArithmetic.quantised(
                    quantiser, ties, new GoldenIntegerMatmul(), LinearObserver.NONE));
  }

  Outcome compare(int[] tokens, float[][] reference) {
    List<Tie> otherWay = new ArrayList<>();
    float[][] logits = logits(tokens, otherWay);
    double asIs = difference(logits, reference, reference.length);
    Optional<Tie> found;
    do {
      int row = firstDifferentRow(logits, reference);
      found = row < 0 ? Optional.empty() : explanation(tokens, reference, row, otherWay);
      found.ifPresent(otherWay::add);
      logits = logits(tokens, otherWay);
    } while (found.isPresent());
    return new Outcome(asIs, otherWay, difference(logits, reference, reference.length));
  }

  private float[][] logits(int[] tokens, List<Tie> otherWay) {
    ties.restart(otherWay.stream().map(Tie::place).toList());
    return transformer.logits(tokens);
  }

  /**
   * The closest call at or before the row that, taken the other way, makes all rows so far right.
   */
  private Optional<Tie> explanation(
      int[] tokens, float[][] reference, int row, List<Tie> otherWay) {
    List<Tie> candidates =
        ties.ties().stream()
            .filter(tie -> tie.place().row() <= row)
            .sorted(Comparator.comparingDouble(Tie::distance))
            .toList();
    for (Tie candidate : candidates) {
      List<Place> places = new ArrayList<>(otherWay.stream().map(Tie::place).toList());
      places.add(candidate.place());
      ties.restart(places);
      if (difference(transformer.logits(tokens), reference, row + 1) < SAME) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static int firstDifferentRow(float[][] logits, float[][] reference) {
    for (int row = 0; row < reference.length; row++) {
      if (difference(logits[row], reference[row]) >= SAME) {
        return row;
      }
    }
    return -1;
  }

  private static double difference(float[][] logits, float[][] reference, int rows) {
    double largest = 0;
    for (int row = 0; row < rows; row++) {
      largest = Math.max(largest, difference(logits[row], reference[row]));
    }
    return largest;
  }

  private static double difference(float[] logits, float[] reference) {
    double largest = 0;
    for (int i = 0; i < reference.length; i++) {
      largest = Math.max(largest, Math.abs(logits[i] - reference[i]));
    }
    return largest;
  }
}
