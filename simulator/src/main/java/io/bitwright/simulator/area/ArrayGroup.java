package io.bitwright.simulator.area;

import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.part.FpgaFamily;

/**
 * Arrays that differ in their sizes alone: one model is fitted to each group.
 *
 * @param kind which operand stays
 * @param weights format of the weights
 * @param activations format of the activations
 * @param multiplier how an element multiplies
 * @param family whose logic
 */
record ArrayGroup(
    MatrixUnitKind kind,
    NumberFormat weights,
    NumberFormat activations,
    ElementMultiplier multiplier,
    FpgaFamily family) {

  static ArrayGroup of(ArrayDesign array, FpgaFamily family) {
    return new ArrayGroup(
        array.kind(), array.weights(), array.activations(), array.multiplier(), family);
  }
}
