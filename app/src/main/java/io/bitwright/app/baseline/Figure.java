package io.bitwright.app.baseline;

/**
 * A number of a document that can get better or worse.
 *
 * @param name its keys from the root, parts of a list by what tells them apart: {@code
 *     energyJoules.total}, {@code results[xilinx].area.luts}; the unit stands in the last key
 * @param direction which way it gets better
 * @param value of an error, its magnitude
 */
public record Figure(String name, FigureDirection direction, double value) {}
