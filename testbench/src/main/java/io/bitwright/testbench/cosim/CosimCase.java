package io.bitwright.testbench.cosim;

/**
 * One product to run.
 *
 * @param operands its data
 * @param operandsName what the data look like, for reports
 * @param stalls when the unit's partners are willing
 */
public record CosimCase(MatmulOperands operands, String operandsName, StreamStalls stalls) {}
