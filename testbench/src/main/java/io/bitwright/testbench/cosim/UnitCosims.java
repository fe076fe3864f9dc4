package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The co-simulation of every kind of unit; a new unit is one more line here. */
public final class UnitCosims {
  private UnitCosims() {}

  private static UnitCosim<? extends UnitModel> cosim(Unit unit) {
    return switch (unit) {
      case WEIGHT_STATIONARY_ARRAY -> new WeightStationaryArrayCosim();
      case INPUT_STATIONARY_ARRAY -> new InputStationaryArrayCosim();
      case OUTPUT_STATIONARY_ARRAY -> new OutputStationaryArrayCosim();
      case ADDER_TREE_ARRAY -> new AdderTreeArrayCosim();
      case BIT_PLANE_ARRAY -> new BitPlaneArrayCosim();
      case XNOR_POPCOUNT_ARRAY -> new XnorPopcountArrayCosim();
      case LOOKUP_ARRAY -> new LookupArrayCosim();
      case TERNARY_UNPACKER -> new TernaryUnpackerCosim();
      case CODEBOOK_DECODER -> new CodebookDecoderCosim();
      case DICTIONARY_DECODER -> new DictionaryDecoderCosim();
      case ABSMAX_QUANTIZER -> new AbsmaxQuantizerCosim();
      case REQUANTIZER -> new RequantizerCosim();
      case RMS_NORMALIZER -> new RmsNormalizerCosim();
      case BIT_LINEAR -> new BitLinearCosim();
    };
  }

  /** Sets of parameters that reach a unit's corners. */
  public static List<? extends UnitModel> parameterSets(Unit unit) {
    return cosim(unit).parameterSets();
  }

  /** A small unit with everything that the unit has. */
  public static UnitModel smallUnit(Unit unit) {
    return cosim(unit).smallUnit();
  }

  /**
   * Draws a run of a unit.
   *
   * @see UnitCosim#draw
   */
  public static CosimCase draw(
      UnitModel unit, int number, Optional<MatmulShape> shape, RandomGenerator random) {
    return draw(cosim(unit.unit()), unit, number, shape, random);
  }

  // A unit's model and its co-simulation belong together by the registry above.
  @SuppressWarnings("unchecked")
  private static <M extends UnitModel> CosimCase draw(
      UnitCosim<M> cosim,
      UnitModel unit,
      int number,
      Optional<MatmulShape> shape,
      RandomGenerator random) {
    return cosim.draw((M) unit, number, shape, random);
  }
}
