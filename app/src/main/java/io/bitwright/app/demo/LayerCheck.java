package io.bitwright.app.demo;

import io.bitwright.spec.workload.MatmulShape;

/**
 * One linear layer of the decoder on the RTL, beside golden kernel and simulator.
 *
 * @param layer such as {@code layers.0.self_attn.q_proj}
 * @param m tokens
 * @param k inputs
 * @param n outputs
 * @param values sums compared
 * @param valueMismatches sums that differ from the golden kernel's
 * @param rtlCycles clock cycles of the RTL
 * @param simulatedCycles clock cycles that the simulator predicts
 * @param ternaryJoules arithmetic energy of ternary weights and int8 activations
 * @param fp16Joules arithmetic energy of the same layer in fp16
 */
record LayerCheck(
    String layer,
    long m,
    long k,
    long n,
    long values,
    long valueMismatches,
    long rtlCycles,
    long simulatedCycles,
    double ternaryJoules,
    double fp16Joules) {

  MatmulShape shape() {
    return new MatmulShape(m, k, n);
  }

  boolean agrees() {
    return valueMismatches == 0 && rtlCycles == simulatedCycles;
  }
}
