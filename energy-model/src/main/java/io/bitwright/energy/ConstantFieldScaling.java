package io.bitwright.energy;

/**
 * Scaling at a constant field: with all lengths and the voltage by 1 / kappa, capacitance goes by 1
 * / kappa and the energy of a switching, C V^2, by 1 / kappa^3 (Dennard et al. 1974, Design of
 * Ion-Implanted MOSFETs with Very Small Physical Dimensions, IEEE Journal of Solid-State Circuits
 * 9(5), table I, power-delay product). Voltages have fallen more slowly since about 90 nm, so that
 * it gives too little below.
 */
final class ConstantFieldScaling extends LawScaling {
  @Override
  public String label() {
    return "dennard";
  }

  @Override
  double factor(double nodeNm) {
    return nodeNm * nodeNm * nodeNm;
  }

  @Override
  String law() {
    return "constant-field scaling";
  }
}
