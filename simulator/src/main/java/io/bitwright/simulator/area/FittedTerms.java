package io.bitwright.simulator.area;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One figure of a group of arrays as a weighted sum of their terms, and how well that holds.
 *
 * @param weights of the terms, none below zero
 * @param leftOut error on each array of the fit, foretold by the others alone
 * @param heldOut error on larger arrays, of which the fit knows nothing
 */
record FittedTerms(Terms weights, RelativeError leftOut, RelativeError heldOut) {
  /**
   * The fit of a figure.
   *
   * @param fitted what is fitted, at least two
   * @param larger what is kept from the fit
   * @param terms of a sample
   * @param figure of a sample, above zero
   */
  static <S> FittedTerms of(
      List<S> fitted, List<S> larger, Function<S, Terms> terms, ToDoubleFunction<S> figure) {
    List<Terms> allTerms = fitted.stream().map(terms).toList();
    double[] found = fitted.stream().mapToDouble(figure).toArray();
    Terms weights = LeastSquares.weights(allTerms, found);
    double[] foretold = new double[found.length];
    for (int i = 0; i < found.length; i++) {
      foretold[i] = allTerms.get(i).times(withoutSample(allTerms, found, i));
    }
    double[] largerForetold =
        larger.stream().mapToDouble(sample -> terms.apply(sample).times(weights)).toArray();
    double[] largerFound = larger.stream().mapToDouble(figure).toArray();
    return new FittedTerms(
        weights, RelativeError.of(foretold, found), RelativeError.of(largerForetold, largerFound));
  }

  /** The figure of an array. */
  double of(Terms terms) {
    return terms.times(weights);
  }

  private static Terms withoutSample(List<Terms> terms, double[] found, int left) {
    List<Terms> otherTerms = new ArrayList<>(terms);
    otherTerms.remove(left);
    double[] others = new double[found.length - 1];
    System.arraycopy(found, 0, others, 0, left);
    System.arraycopy(found, left + 1, others, left, others.length - left);
    return LeastSquares.weights(otherTerms, others);
  }
}
