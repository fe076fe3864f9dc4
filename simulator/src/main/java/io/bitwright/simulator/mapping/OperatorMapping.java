package io.bitwright.simulator.mapping;

/** How a product runs on a machine: the best of the ways that were searched. */
public sealed interface OperatorMapping permits ProductMapping, TensorCoreMapping {}
