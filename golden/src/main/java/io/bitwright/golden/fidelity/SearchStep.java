package io.bitwright.golden.fidelity;

/**
 * One step of a search: a layer that went down a rung.
 *
 * @param format what it went to
 * @param bitsPerWeight of all linear layers after the step
 */
public record SearchStep(String layer, LayerFormat format, double bitsPerWeight) {}
