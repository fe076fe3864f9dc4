package io.bitwright.spec.accelerator;

import io.bitwright.spec.quantity.ByteSize;

/**
 * The on-chip buffers, each double-buffered: half of it is filled while the other half is used.
 *
 * @param weights capacity for weight tiles
 * @param activations capacity for activation tiles
 * @param results capacity for result tiles
 */
public record BufferSpec(ByteSize weights, ByteSize activations, ByteSize results) {}
