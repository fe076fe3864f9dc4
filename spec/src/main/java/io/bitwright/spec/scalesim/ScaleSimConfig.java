package io.bitwright.spec.scalesim;

/**
 * What SCALE-Sim's configuration says of the machine.
 *
 * @param runName the name of the run
 * @param array the array
 * @param memory SRAMs and DRAM interfaces
 */
public record ScaleSimConfig(String runName, ScaleSimArray array, ScaleSimMemory memory) {}
