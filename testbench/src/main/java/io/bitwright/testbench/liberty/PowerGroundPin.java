package io.bitwright.testbench.liberty;

/**
 * A rail of a cell.
 *
 * @param name the pin's name, to which internal power and leakage refer
 * @param type the library's word, as in {@code primary_power} or {@code primary_ground}; empty if
 *     the library gives none
 */
public record PowerGroundPin(String name, String type) {}
