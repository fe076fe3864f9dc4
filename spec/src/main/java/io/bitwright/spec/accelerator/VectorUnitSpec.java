package io.bitwright.spec.accelerator;

/**
 * The unit for everything that is not a matmul: norms, softmax, activations, quantisation.
 *
 * @param lanes elements handled per clock cycle, one simple operation each, at least 1
 */
public record VectorUnitSpec(int lanes) {}
