package io.bitwright.spec.part;

/**
 * An FPGA, by what it offers to a design: the budget of its area.
 *
 * @param name lower-case name, as in {@code list}
 * @param description one line for people
 * @param source where the numbers come from, a citation
 * @param family whose logic it has
 * @param luts look-up tables, of six inputs or of four as the family has them
 * @param flipFlops flip-flops
 * @param dspBlocks multiplier blocks
 * @param blockRams memory blocks of {@link FpgaFamily#blockRamBytes}: of AMD's parts the halves of
 *     18 kbit, as synthesis counts them
 * @param ultraRams blocks of {@link FpgaFamily#ULTRA_RAM_BYTES}
 */
public record FpgaPart(
    String name,
    String description,
    String source,
    FpgaFamily family,
    int luts,
    int flipFlops,
    int dspBlocks,
    int blockRams,
    int ultraRams) {}
