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
 * @param power power of the chip, as far as it is known
 * @param energy how its actions are priced
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
    PowerSpec power,
    EnergySpec energy,
    boolean generable,
    Optional<GpuSpec> gpu) {

  /** A machine whose power is known at most in idleness, priced by the shipped tables. */
  public AcceleratorSpec(
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
    this(
        name,
        description,
        source,
        technologyNm,
        clock,
        matrixUnit,
        vectorUnit,
        buffers,
        memory,
        PowerSpec.ofIdle(idlePower),
        EnergySpec.DEFAULT,
        generable,
        gpu);
  }

  /** Power of the chip doing nothing, if known. */
  public Optional<Power> idlePower() {
    return power.idle();
  }

  /** Process node of the energy tables, in nanometres. */
  public int energyNodeNm() {
    return energy.nodeNm().orElse(technologyNm);
  }

  /** The same machine with its actions priced otherwise. */
  public AcceleratorSpec with(EnergySpec other) {
    return new AcceleratorSpec(
        name,
        description,
        source,
        technologyNm,
        clock,
        matrixUnit,
        vectorUnit,
        buffers,
        memory,
        power,
        other,
        generable,
        gpu);
  }

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
        power,
        energy,
        generable,
        ownGpu);
  }
}
