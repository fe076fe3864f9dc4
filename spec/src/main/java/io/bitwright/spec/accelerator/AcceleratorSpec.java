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
    Optional<GpuSpec> gpu) {

  /** The same machine with another clock. */
  public AcceleratorSpec with(Frequency otherClock) {
    return with(otherClock, matrixUnit, vectorUnit, buffers, memory, gpu);
  }

  /** The same machine with other matrix units. */
  public AcceleratorSpec with(MatrixUnitSpec other) {
    return with(clock, other, vectorUnit, buffers, memory, gpu);
  }

  /** The same machine with another vector unit. */
  public AcceleratorSpec with(VectorUnitSpec other) {
    return with(clock, matrixUnit, other, buffers, memory, gpu);
  }

  /** The same machine with other buffers. */
  public AcceleratorSpec with(BufferSpec other) {
    return with(clock, matrixUnit, vectorUnit, other, memory, gpu);
  }

  /** The same machine with another memory. */
  public AcceleratorSpec with(MemorySpec other) {
    return with(clock, matrixUnit, vectorUnit, buffers, other, gpu);
  }

  /** The same graphics processor with other parts of its own. */
  public AcceleratorSpec with(GpuSpec other) {
    return with(clock, matrixUnit, vectorUnit, buffers, memory, Optional.of(other));
  }

  private AcceleratorSpec with(
      Frequency ownClock,
      MatrixUnitSpec ownMatrixUnit,
      VectorUnitSpec ownVectorUnit,
      BufferSpec ownBuffers,
      MemorySpec ownMemory,
      Optional<GpuSpec> ownGpu) {
    return new AcceleratorSpec(
        name,
        description,
        source,
        technologyNm,
        ownClock,
        ownMatrixUnit,
        ownVectorUnit,
        ownBuffers,
        ownMemory,
        idlePower,
        generable,
        ownGpu);
  }
}
