package io.bitwright.spec.accelerator;

import io.bitwright.spec.format.NumberFormat;

/**
 * A pair of operand formats a matrix unit multiplies natively.
 *
 * @param weights format of the weights
 * @param activations format of the activations
 * @param multiplyAccumulatesPerElement multiply-accumulates one array element does per clock cycle,
 *     above 0 and at most 4; 0.5 for a pair that runs at half speed, 2 for int8 in an array that
 *     multiplies bf16 once
 */
public record OperandPair(
    NumberFormat weights, NumberFormat activations, double multiplyAccumulatesPerElement) {}
