package io.bitwright.simulator.area;

import java.util.Optional;

/**
 * The stated errors of an estimate: how well the model foretells the synthesis of arrays like this
 * one, of the same kind, formats, multiplier and family. Look-up tables, flip-flops and the clock
 * are fitted: each array is foretold from the others (leave one out). Memory and multiplier blocks
 * follow from the sizes alone.
 *
 * @param luts of look-up tables
 * @param flipFlops of flip-flops
 * @param memoryLuts of look-up tables that serve as memory
 * @param blocks of multiplier and memory blocks of the array
 * @param fmax of the fastest clock, if it is known
 */
public record AreaErrors(
    RelativeError luts,
    RelativeError flipFlops,
    RelativeError memoryLuts,
    RelativeError blocks,
    Optional<RelativeError> fmax) {}
