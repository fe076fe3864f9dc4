package io.bitwright.simulator.area.record;

/**
 * What a module takes of an FPGA, counted as docs/synthesis.md states.
 *
 * @param luts look-up tables for logic
 * @param memoryLuts look-up tables that serve as memory
 * @param flipFlops flip-flops outside multiplier and memory blocks
 * @param carryCells carry cells
 * @param wideMultiplexers multiplexers that join look-up tables
 * @param dsps multiplier blocks
 * @param blockRams memory blocks, 7-series in halves of 18 kbit
 */
public record Area(
    int luts,
    int memoryLuts,
    int flipFlops,
    int carryCells,
    int wideMultiplexers,
    int dsps,
    int blockRams) {}
