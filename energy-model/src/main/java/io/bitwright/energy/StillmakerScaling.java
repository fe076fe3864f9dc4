package io.bitwright.energy;

/**
 * The polynomials of Stillmaker and Baas 2017, Scaling equations for the accurate prediction of
 * CMOS device performance from 180 nm to 7 nm, Integration 58, pp. 74-81 (DOI
 * 10.1016/j.vlsi.2017.02.002): the energy of a gate is in proportion to {@code a V^2 + b V + c} at
 * the supply voltage V, with coefficients for each node. Those of high-performance devices are
 * used; they were read in github.com/wromaszkan/nodeScale, nodeScale.py, depCoeffDict, fields 5 to
 * 7, not in the paper.
 *
 * <p>Voltages are the nominal ones of the predictive technology models that the paper simulates
 * (ptm.asu.edu, bulk and multi-gate), from memory. Between two of its nodes the factor is a power
 * of the feature size, and beyond them it goes on with that of the outermost two.
 */
final class StillmakerScaling extends LawScaling {
  /** Node in nm, nominal voltage in V, and the coefficients a, b and c. */
  private static final double[][] NODES = {
    {7, 0.7, 0.1776, -0.09097, 0.02447},
    {10, 0.75, 0.2068, -0.09311, 0.02375},
    {14, 0.8, 0.2363, -0.09675, 0.02239},
    {16, 0.85, 0.2958, -0.1241, 0.03024},
    {20, 0.9, 0.373, -0.1582, 0.04104},
    {32, 0.9, 0.8367, -0.4341, 0.1701},
    {45, 1.0, 1.018, -0.3107, 0.1539},
    {65, 1.1, 3.755, -4.398, 1.975},
    {90, 1.2, 4.762, -4.781, 2.092},
    {130, 1.3, 7.171, -6.709, 2.904},
    {180, 1.8, 0, 24.64, -17.98}
  };

  private static final LogLogCurve FACTORS = factors();

  private static LogLogCurve factors() {
    LogLogCurve curve = new LogLogCurve(NODES.length);
    for (double[] node : NODES) {
      double volts = node[1];
      curve.add(node[0], (node[2] * volts + node[3]) * volts + node[4]);
    }
    return curve;
  }

  @Override
  public String label() {
    return "stillmaker";
  }

  /** Its voltages were not checked against any text. */
  @Override
  public SourceClass sourceClass() {
    return SourceClass.ASSUMED;
  }

  @Override
  double factor(double nodeNm) {
    return FACTORS.at(nodeNm);
  }

  @Override
  String law() {
    return "the equations of Stillmaker and Baas";
  }
}
