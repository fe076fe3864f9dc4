package io.bitwright.spec.workload;

import io.bitwright.spec.format.NumberFormat;

/**
 * What is asked of a model.
 *
 * @param phase prefill or decode
 * @param batch sequences side by side, at least 1
 * @param sequence tokens in per sequence (prefill), at least 1; 1 for decode
 * @param context tokens already in the KV cache, at least 0
 * @param weights format of the linear layers' weights
 * @param activations format of the linear layers' inputs
 */
public record WorkloadSpec(
    Phase phase,
    int batch,
    int sequence,
    int context,
    NumberFormat weights,
    NumberFormat activations) {}
