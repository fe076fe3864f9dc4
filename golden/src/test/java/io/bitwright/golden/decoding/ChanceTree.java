package io.bitwright.golden.decoding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/** All decisions that chance can make in a run, one after the other, each with its probability. */
final class ChanceTree implements Chance {
  private final DoubleUnaryOperator acceptance;

  /** The branch taken at each decision, and how many there are. */
  private final List<int[]> path = new ArrayList<>();

  private int depth;
  private double probability;

  private ChanceTree(DoubleUnaryOperator acceptance) {
    this.acceptance = acceptance;
  }

  /** The exact distribution of what a run gives. */
  static <T> Map<T, Double> distribution(Function<Chance, T> run) {
    return distribution(run, DoubleUnaryOperator.identity());
  }

  /** The same where {@link Chance#happens} takes another probability for the one it is given. */
  static <T> Map<T, Double> distribution(Function<Chance, T> run, DoubleUnaryOperator acceptance) {
    ChanceTree tree = new ChanceTree(acceptance);
    Map<T, Double> distribution = new LinkedHashMap<>();
    do {
      tree.depth = 0;
      tree.probability = 1;
      T result = run.apply(tree);
      distribution.merge(result, tree.probability, Double::sum);
    } while (tree.advance());
    return distribution;
  }

  /** To the next path; false if there is none. */
  private boolean advance() {
    while (!path.isEmpty()) {
      int[] last = path.getLast();
      last[0]++;
      if (last[0] < last[1]) {
        return true;
      }
      path.removeLast();
    }
    return false;
  }

  private int branch(List<Double> probabilities) {
    if (depth == path.size()) {
      path.add(new int[] {0, probabilities.size()});
    }
    int taken = path.get(depth++)[0];
    probability *= probabilities.get(taken);
    return taken;
  }

  @Override
  public int token(double[] probabilities) {
    List<Integer> tokens = new ArrayList<>();
    List<Double> chances = new ArrayList<>();
    for (int token = 0; token < probabilities.length; token++) {
      if (probabilities[token] > 0) {
        tokens.add(token);
        chances.add(probabilities[token]);
      }
    }
    return tokens.get(branch(chances));
  }

  @Override
  public boolean happens(double given) {
    double chance = acceptance.applyAsDouble(given);
    if (chance <= 0 || chance >= 1) {
      return chance >= 1;
    }
    return branch(List.of(chance, 1 - chance)) == 0;
  }
}
