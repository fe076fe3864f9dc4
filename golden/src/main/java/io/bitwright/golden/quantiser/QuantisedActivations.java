package io.bitwright.golden.quantiser;

/**
 * Quantised rows: the real value is {@code values[m][k] * magnitudes[m] / 127} up to rounding.
 *
 * @param values M rows of K int8 values
 * @param magnitudes the largest magnitude of each row, s, greater than 0
 */
// Kernels run over plain rows; nobody compares two of these.
@SuppressWarnings("ArrayRecordComponent")
public record QuantisedActivations(byte[][] values, float[] magnitudes) {}
