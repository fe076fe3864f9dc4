package io.bitwright.simulator.pod.collective;

/**
 * A part of a collective that runs along one axis.
 *
 * @param axis index of the axis
 * @param operation what is done
 * @param algorithm how
 * @param bytes of the vector that is cut into parts: what a chip holds before, or, of {@link
 *     AxisOperation#ALL_GATHER}, after
 */
record AxisWork(int axis, AxisOperation operation, AxisAlgorithm algorithm, double bytes) {}
