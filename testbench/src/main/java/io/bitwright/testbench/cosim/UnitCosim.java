package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What co-simulation must know of one kind of unit: sets of its parameters, and runs with what
 * golden and simulator expect of them.
 *
 * @param <M> the unit's model
 */
public interface UnitCosim<M extends UnitModel> {
  /**
   * Sets of parameters that reach the unit's corners, at least six: size 1, one long side, primes,
   * sizes that are not powers of two, every format. The same on every call.
   */
  List<M> parameterSets();

  /** A small unit with everything that the unit has, for mutation, coverage and proofs. */
  M smallUnit();

  /**
   * Draws a run.
   *
   * @param number the place of the run among those of the unit; number 0 has no stalls and fills
   *     every register with the largest values there are, number 1 with the smallest
   * @param shape the product to run, if the user chose one
   * @param random where all that is random comes from
   * @throws SpecException if the unit cannot multiply that shape
   */
  CosimCase draw(M unit, int number, Optional<MatmulShape> shape, RandomGenerator random);

  /**
   * Refuses a shape for units that multiply no matrices.
   *
   * @throws SpecException if there is one
   */
  static void refuseShape(UnitModel unit, Optional<MatmulShape> shape) {
    if (shape.isPresent()) {
      throw new SpecException("--matmul: " + unit.unit().label() + " multiplies no matrices");
    }
  }
}
