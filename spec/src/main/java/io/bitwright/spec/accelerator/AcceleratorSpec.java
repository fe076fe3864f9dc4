package io.bitwright.spec.accelerator;

import io.bitwright.spec.quantity.Frequency;
import io.bitwright.spec.quantity.Power;
import java.util.Optional;

/**
 * One accelerator: the description that is both predicted and built.
 *
 * @param name lower-case name with dashes, as in {@code list}
 * @param description one line for people
 * @param source where the numbers come from, a citation or "designed here"
 * @param technologyNm process node of the arithmetic, for the energy table, in nanometres
 * @param clock frequency of the matrix and vector units
 * @param matrixUnit the matrix units
 * @param vectorUnit the vector unit
 * @param buffers on-chip buffers
 * @param memory off-chip memory
 * @param idlePower power of the chip doing nothing, if known
 * @param generable whether RTL can be generated from this description; a datasheet machine is only
 *     estimated
 * @param gpu what a graphics processor has beyond that; there if and only if the matrix unit is a
 *     tensor core
 */
public record AcceleratorSpec(
    String name,
    String description,
    String source,
    int technologyNm,
    Frequency clock,
    MatrixUnitSpec matrixUnit,
    VectorUnitSpec vectorUnit,
    BufferSpec buffers,
    MemorySpec memory,
    Optional<Power> idlePower,
    boolean generable,
    Optional<GpuSpec> gpu) {}
