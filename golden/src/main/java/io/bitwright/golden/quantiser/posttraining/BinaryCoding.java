package io.bitwright.golden.quantiser.posttraining;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** One group in binary coding: a code of q signs for each value, and q scales. */
final class BinaryCoding {
  /** Reciprocal condition below which scales are not unique: planes that are alike. */
  private static final double SINGULAR = 1e-12;

  private final int[] codes;
  private final float[] scales;

  /** Arrays are kept, and not to be written to afterwards. */
  BinaryCoding(int[] codes, float[] scales) {
    this.codes = codes;
    this.scales = scales;
  }

  int[] codes() {
    return codes;
  }

  float[] scales() {
    return scales;
  }

  /** Plane by plane: signs of what is left, times its mean magnitude. */
  static BinaryCoding greedy(float[] values, int planes) {
    double[] left = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      left[i] = values[i];
    }
    int[] codes = new int[values.length];
    float[] scales = new float[planes];
    for (int plane = 0; plane < planes; plane++) {
      double sum = 0;
      for (double value : left) {
        sum += Math.abs(value);
      }
      scales[plane] = (float) (sum / values.length);
      for (int i = 0; i < left.length; i++) {
        codes[i] |= left[i] >= 0 ? 1 << plane : 0;
        left[i] -= left[i] >= 0 ? scales[plane] : -scales[plane];
      }
    }
    return new BinaryCoding(codes, scales);
  }

  private static double sign(int code, int plane) {
    return (code >>> plane & 1) == 1 ? 1 : -1;
  }

  /** The same codes with scales of least squared error; this, if those are not unique. */
  BinaryCoding withBestScales(float[] values) {
    int planes = scales.length;
    DMatrixRMaj products = new DMatrixRMaj(planes, planes);
    DMatrixRMaj projections = new DMatrixRMaj(planes, 1);
    for (int i = 0; i < values.length; i++) {
      for (int row = 0; row < planes; row++) {
        double sign = sign(codes[i], row);
        projections.add(row, 0, sign * values[i]);
        for (int column = 0; column < planes; column++) {
          products.add(row, column, sign * sign(codes[i], column));
        }
      }
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(planes);
    if (!solver.setA(products) || solver.quality() < SINGULAR) {
      return this;
    }
    DMatrixRMaj best = new DMatrixRMaj(planes, 1);
    solver.solve(projections, best);
    float[] bestScales = new float[planes];
    for (int plane = 0; plane < planes; plane++) {
      bestScales[plane] = (float) best.get(plane, 0);
    }
    return new BinaryCoding(codes, bestScales);
  }

  /** The same scales with each value's nearest sum; of two as near that of the lower code. */
  BinaryCoding withBestCodes(float[] values) {
    int[] nearest = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      double smallest = Double.MAX_VALUE;
      for (int code = 0; code < 1 << scales.length; code++) {
        double distance = Math.abs(sum(code) - values[i]);
        if (distance < smallest) {
          smallest = distance;
          nearest[i] = code;
        }
      }
    }
    return new BinaryCoding(nearest, scales);
  }

  private double sum(int code) {
    double sum = 0;
    for (int plane = 0; plane < scales.length; plane++) {
      sum += sign(code, plane) * scales[plane];
    }
    return sum;
  }

  double squaredError(float[] values) {
    double error = 0;
    for (int i = 0; i < values.length; i++) {
      double difference = sum(codes[i]) - values[i];
      error += difference * difference;
    }
    return error;
  }
}
