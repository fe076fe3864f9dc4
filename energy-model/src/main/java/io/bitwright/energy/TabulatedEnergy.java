package io.bitwright.energy;

/**
 * The energy of an action at one process node.
 *
 * @param nodeNm process node in nanometres, at least 1
 * @param energyPj energy in picojoules, at least 0
 */
public record TabulatedEnergy(int nodeNm, double energyPj) {}
