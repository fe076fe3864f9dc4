package io.bitwright.spec.accelerator;

import io.bitwright.spec.quantity.ByteSize;

/**
 * The on-chip buffers, each double-buffered: half of it is filled while the other half is used.
 * Each holds at least two tiles of every matrix unit.
 *
 * @param weights capacity for weight tiles, of rows x columns weights
 * @param activations capacity for activation tiles, of accumulator rows x rows activations
 * @param results capacity for result tiles, of accumulator rows x columns sums
 */
public record BufferSpec(ByteSize weights, ByteSize activations, ByteSize results) {}
