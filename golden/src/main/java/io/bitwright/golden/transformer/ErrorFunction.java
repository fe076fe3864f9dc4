package io.bitwright.golden.transformer;

/**
 * The error function's complement, {@code erfc(x) = 1 - erf(x)}, to fp64's accuracy: near 0 by a
 * rational approximation of erf, else by one of {@code exp(x^2) erfc(x)}.
 *
 * <p>Source: W. J. Cody, Rational Chebyshev Approximations for the Error Function, Mathematics of
 * Computation 23 (1969), 631-637, <a href="https://doi.org/10.1090/S0025-5718-1969-0247736-4">
 * doi:10.1090/S0025-5718-1969-0247736-4</a>: equation (1) with n = 4, (2) with n = 8 and (3) with n
 * = 5, coefficients from the highest power down. Exponentials by {@link StrictMath}.
 */
// The coefficients stand as the paper prints them.
@SuppressWarnings("FloatingPointLiteralPrecision")
final class ErrorFunction {
  private static final double NEAR = 0.46875;
  private static final double FAR = 4;

  /** From here on the complement is less than the smallest number. */
  private static final double ZERO_FROM = 28;

  private static final double SQRT_PI = Math.sqrt(Math.PI);

  private static final double[] NEAR_NUMERATOR = {
    1.85777706184603153e-1,
    3.16112374387056560e0,
    1.13864154151050156e2,
    3.77485237685302021e2,
    3.20937758913846947e3
  };
  private static final double[] NEAR_DENOMINATOR = {
    1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3
  };
  private static final double[] MIDDLE_NUMERATOR = {
    2.15311535474403846e-8,
    5.64188496988670089e-1,
    8.88314979438837594e0,
    6.61191906371416295e1,
    2.98635138197400131e2,
    8.81952221241769090e2,
    1.71204761263407058e3,
    2.05107837782607147e3,
    1.23033935479799725e3
  };
  private static final double[] MIDDLE_DENOMINATOR = {
    1,
    1.57449261107098347e1,
    1.17693950891312499e2,
    5.37181101862009858e2,
    1.62138957456669019e3,
    3.29079923573345963e3,
    4.36261909014324716e3,
    3.43936767414372164e3,
    1.23033935480374942e3
  };
  private static final double[] FAR_NUMERATOR = {
    1.63153871373020978e-2,
    3.05326634961232344e-1,
    3.60344899949804439e-1,
    1.25781726111229246e-1,
    1.60837851487422766e-2,
    6.58749161529837803e-4
  };
  private static final double[] FAR_DENOMINATOR = {
    1,
    2.56852019228982242e0,
    1.87295284992346725e0,
    5.27905102951428412e-1,
    6.05183413124413191e-2,
    2.33520497626869185e-3
  };

  private ErrorFunction() {}

  /** {@code erfc(x)}, from 2 down to 0. */
  static double complement(double x) {
    double size = Math.abs(x);
    if (size <= NEAR) {
      double square = x * x;
      return 1 - x * polynomial(NEAR_NUMERATOR, square) / polynomial(NEAR_DENOMINATOR, square);
    }
    double tail = size < ZERO_FROM ? StrictMath.exp(-size * size) * scaledTail(size) : 0;
    return x < 0 ? 2 - tail : tail;
  }

  /** {@code exp(x^2) erfc(x)} of a positive number. */
  private static double scaledTail(double x) {
    if (x <= FAR) {
      return polynomial(MIDDLE_NUMERATOR, x) / polynomial(MIDDLE_DENOMINATOR, x);
    }
    double inverse = 1 / (x * x);
    double correction =
        inverse * polynomial(FAR_NUMERATOR, inverse) / polynomial(FAR_DENOMINATOR, inverse);
    return (1 / SQRT_PI - correction) / x;
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum = sum * x + coefficient;
    }
    return sum;
  }
}
